import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bareStores } from "./load/bare-stores.ts";
import { type FamilyChange, incomes } from "./load/changes.ts";
import { drive } from "./load/drive.ts";
import { type Flooded, familiesOfOther, flood, mostTimes } from "./load/flood.ts";
import { soak } from "./load/soak.ts";
import { type SystemUnderLoad, startSystem } from "./load/system-under-load.ts";

const help = `npm run bench -- load [options]
Drives the synthesised app in the embedded AWS, a process of its own, at rising rates until it falls behind. Of
twenty changes one makes a notice; what is timed is from the put on the bus to the notice on its county's queue. Beside it: what the bare
embedded stores do in the same run with one read, one write and one message a change.

  --seconds N    of each rate (5), of each phase of a flood (15)
  --soak MIN     instead: one rate for so many minutes, with memory and lag; ends with status 1 where either grows
  --warm-up MIN  minutes of the soak in which growth does not count (a third of it). Functions that run every quarter of
                 an hour come up after as long: of a soak that lasts longer, 16
  --flood        instead: one source puts twenty times its rate; ends with status 1 where another source's changes then
                 take more than ten times as long (p99)
  --rate N       changes a second of the soak, or of the source before it floods (half of saturation; a fifth)
  --unfair       without fair queues, to see what they are good for
  --port N       (4781)
  --json         for a program`;

const families = 1000;

interface Step {
  /** Changes a second that were asked for, and that were worked off until nothing waited. */
  readonly offered: number;
  readonly done: number;
  /** Milliseconds from put to notice. */
  readonly p50: number;
  readonly p99: number;
}

interface Options {
  readonly seconds: number | undefined;
  readonly soakMinutes: number | undefined;
  readonly warmUp: number | undefined;
  readonly flood: boolean;
  readonly rate: number | undefined;
  readonly fair: boolean;
  readonly port: number;
  readonly json: boolean;
}

function parseOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string" },
      soak: { type: "string" },
      "warm-up": { type: "string" },
      flood: { type: "boolean", default: false },
      rate: { type: "string" },
      unfair: { type: "boolean", default: false },
      port: { type: "string", default: "4781" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  return {
    seconds: numberOf("--seconds", values.seconds),
    soakMinutes: numberOf("--soak", values.soak),
    warmUp: numberOf("--warm-up", values["warm-up"]),
    flood: values.flood,
    rate: numberOf("--rate", values.rate),
    fair: !values.unfair,
    port: Number(values.port),
    json: values.json,
  };
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${option}: found "${text}", expected a whole number of 1 or more`);
  return Number(text);
}

async function runAt(
  system: SystemUnderLoad,
  changes: Iterator<FamilyChange>,
  rate: number,
  seconds: number,
): Promise<Step> {
  const lane = { changes, rate };
  const driven = await drive(system, [lane], seconds);
  const { put, p50, p99 } = driven.timesOf(lane);
  return { offered: rate, done: put / driven.seconds, p50, p99 };
}

/** Rates that double until the system falls a fifth behind. */
async function saturate(
  system: SystemUnderLoad,
  changes: Iterator<FamilyChange>,
  seconds: number,
  report: (step: Step) => void,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (let rate = 50; ; rate *= 2) {
    const step = await runAt(system, changes, rate, seconds);
    steps.push(step);
    report(step);
    if (step.done < 0.8 * rate || rate >= 12_800) return steps;
  }
}

const stepLine = ({ offered, done, p50, p99 }: Step) =>
  [offered, done, p50, p99].map((each) => each.toFixed(0).padStart(10)).join(" ");
const headLine = ["offered/s", "done/s", "p50 ms", "p99 ms"].map((name) => name.padStart(10)).join(" ");

export async function run(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (options === undefined) {
    console.log(help);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-load-"));
  const phaseSeconds = options.seconds ?? 15;
  const system = await startSystem({
    folder,
    port: options.port,
    families: { steady: families, soonInNeed: options.flood ? familiesOfOther(phaseSeconds) : 0 },
    fair: options.fair,
  });
  try {
    await measure(system, options, phaseSeconds);
  } finally {
    system.child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(system: SystemUnderLoad, options: Options, phaseSeconds: number): Promise<void> {
  const print = options.json ? () => {} : console.log;
  const changes = incomes(families);
  const measured = options.rate === undefined ? await measureSaturation(system, changes, options, print) : undefined;
  const rateAt = (share: number) => options.rate ?? Math.round(share * (measured?.saturation ?? 0));
  if (options.flood) {
    const rate = rateAt(1 / 5);
    const flooded = await flood(system, changes, { rate, seconds: phaseSeconds, firstOfOther: families });
    conclude(options, { ...measured, flooded }, flooded.times <= mostTimes);
    if (!options.json) printFlood(flooded);
  } else if (options.soakMinutes !== undefined) {
    const rate = rateAt(1 / 2);
    const soaked = await soak(system, changes, { rate, minutes: options.soakMinutes, warmUp: options.warmUp }, print);
    conclude(options, { ...measured, rate, ...soaked }, soaked.growing.length === 0);
  } else conclude(options, { ...measured }, true);
}

function conclude({ json }: Options, result: object, asItShould: boolean): void {
  if (json) console.log(JSON.stringify(result));
  if (!asItShould) process.exitCode = 1;
}

async function measureSaturation(
  system: SystemUnderLoad,
  changes: Iterator<FamilyChange>,
  { seconds = 5 }: Options,
  print: (line: string) => void,
) {
  const bare = await bareStores(system, 5);
  print(`${headLine}   从上总线到告知单 from the bus to the notice`);
  const steps = await saturate(system, changes, seconds, (step) => print(stepLine(step)));
  const saturation = Math.max(...steps.map(({ done }) => done));
  const half = await runAt(system, changes, Math.round(saturation / 2), seconds);
  print(`${stepLine(half)}   饱和的一半 half of saturation`);
  print(
    `饱和 saturation ${saturation.toFixed(0)} 条变更/秒 changes/s; 裸存储 the bare stores ${bare.toFixed(0)} /s; 之比 ratio ${(saturation / bare).toFixed(2)}`,
  );
  return { steps, bare, saturation, half, timesBare: saturation / bare };
}

function printFlood({ rate, floodRate, before, during, flood: own, left, times }: Flooded): void {
  const line = (words: string, { put, p50, p99, notices }: typeof before) =>
    `${p50.toFixed(0).padStart(10)} ${p99.toFixed(0).padStart(10)} ${String(notices).padStart(10)}   ${words}, ${put} 条变更 changes`;
  console.log(
    `${["p50 ms", "p99 ms", "notices"].map((name) => name.padStart(10)).join(" ")}   从上总线到告知单 from the bus to the notice`,
  );
  console.log(line(`另一来源，平时 the other source beside ${rate}/s`, before));
  console.log(line(`另一来源，洪峰中 the other source beside ${floodRate}/s`, during));
  console.log(line("洪峰来源自己 the flooding source itself", own));
  console.log(
    `洪峰后余 left when the flood ended: ${left} 条消息 messages; 另一来源的 p99 为平时的 the other source's p99 is ${times.toFixed(1)}×（上限 at most ${mostTimes}×）`,
  );
}
