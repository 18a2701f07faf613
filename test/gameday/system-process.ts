// A process of its own, for the sake of being stopped and killed: the embedded AWS on a port, with a clock that its parent
// moves.
import * as z from "zod/mini";
import { stageOf } from "#infra/stages.ts";
import { type DeskSite, startDeskSite } from "#local/desk-site.ts";
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { movingClock, offsetOf } from "#local/moving-clock.ts";
import { shiftClock } from "#local/shifted-clock.ts";
import { type Answer, Ask, Settings } from "./system-protocol.ts";

const settings = Settings.parse(JSON.parse(process.argv[2] ?? ""));
const clock = movingClock(settings.clockOffset);
shiftClock(offsetOf(clock.shared));

const aws = await startEmbeddedAws({
  assembly: settings.assembly,
  data: settings.data,
  port: settings.port,
  movingClock: clock.shared,
  continuousBackups: true,
  vaults: settings.vaults,
  log: (line) => process.stdout.write(`${line}\n`),
});

let site: DeskSite | undefined;

process.on("message", (message) => {
  const { id, ask } = z.object({ id: z.number(), ask: Ask }).parse(message);
  answer(ask).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
process.send?.({ id: 0, result: {} });

const samples = 8;
const sampleMilliseconds = 15;

async function answer(ask: Ask): Promise<Answer> {
  switch (ask.kind) {
    case "advance":
      clock.advance(ask.milliseconds);
      return {};
    case "quiet":
      await quiet();
      return {};
    case "desk":
      await openDesk(ask.port, ask.personas);
      return {};
    case "alarms":
      return { alarms: [...aws.alarms()] };
    case "stop":
      await site?.stop();
      await aws.stop();
      process.disconnect();
      return {};
  }
}

async function openDesk(port: number, personas: string): Promise<void> {
  site = await startDeskSite(port);
  const { audience } = stageOf({ stage: "local", architecture: undefined }).signIn;
  await site.open({ api: aws.httpApi("desk"), audience, personas, clockOffset: offsetOf(clock.shared)() });
}

/** Resolves when no function has been at work for a moment: whatever is due by the clock has been done, or waits. */
async function quiet(): Promise<void> {
  for (let still = 0; still < samples; ) {
    await new Promise((resolve) => setTimeout(resolve, sampleMilliseconds));
    still = aws.underWay() === 0 ? still + 1 : 0;
  }
}
