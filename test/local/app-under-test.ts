import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";

/** The whole app, as `npm run synth` left it, on an embedded AWS whose clock can be set. */
export interface AppUnderTest {
  /** Starts it at a moment (ISO instant), on what it kept when it was stopped. */
  startAt(moment: string): Promise<EmbeddedAws>;
  /** What its functions wrote to their logs, and what failed. */
  readonly lines: readonly string[];
  remove(): void;
}

export function appUnderTest(): AppUnderTest {
  const folder = mkdtempSync(join(tmpdir(), "app-under-test-"));
  const lines: string[] = [];
  return {
    lines,
    startAt: (moment) =>
      startEmbeddedAws({
        assembly: fileURLToPath(new URL("../../cdk.out", import.meta.url)),
        data: join(folder, "data"),
        port: 0,
        clockOffset: Date.parse(moment) - Date.now(),
        log: (line) => lines.push(line),
      }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
