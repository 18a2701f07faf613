import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FamilyChange } from "./changes.ts";
import { drive } from "./drive.ts";
import { afterWarmUp, growthOf, isGrowing } from "./growth.ts";
import { kept, memoryOf, type SystemUnderLoad } from "./system-under-load.ts";

interface Sample {
  readonly minute: number;
  readonly done: number;
  readonly p50: number;
  readonly p99: number;
  /**
   * Megabytes of the process as the threads' collectors leave it, which let garbage stand while a heap is far from its
   * bound; then, when all garbage was collected, of the process, of the main thread's objects and of the functions'; and
   * of what is stored on disk.
   */
  readonly uncollected: number;
  readonly resident: number;
  readonly main: number;
  readonly functions: number;
  readonly disk: number;
  /** Messages that nobody has taken: they are memory that grows with what is stored. */
  readonly kept: number;
}

export interface Soaked {
  readonly samples: readonly Sample[];
  /** What grew, in words; nothing where all stayed flat. */
  readonly growing: readonly string[];
}

const columns = [
  "minute",
  "done/s",
  "p50 ms",
  "p99 ms",
  "lazy MB",
  "resident",
  "main",
  "functions",
  "disk MB",
  "queued",
];
const megabyte = 1e6;

export interface SoakOptions {
  /** Changes a second. */
  readonly rate: number;
  readonly minutes: number;
  /** Minutes of these in which growth does not count. @default a third */
  readonly warmUp: number | undefined;
}

/** One rate, minute after minute: memory and lag must not grow. Prints each sample and the verdict. */
export async function soak(
  system: SystemUnderLoad,
  changes: Iterator<FamilyChange>,
  { rate, minutes, warmUp }: SoakOptions,
  print: (line: string) => void,
): Promise<Soaked> {
  print(columns.map((name) => name.padStart(9)).join(" "));
  const seconds = Math.max(10, Math.round(minutes * 2));
  const samples: Sample[] = [];
  for (let done = 0; done < minutes * 60; done += seconds) {
    const sample = await sampleOf(system, changes, rate, seconds, (done + seconds) / 60);
    samples.push(sample);
    print(lineOf(sample));
  }
  const growing = verdict(afterWarmUp(samples, warmUp), print);
  return { samples, growing };
}

async function sampleOf(
  system: SystemUnderLoad,
  changes: Iterator<FamilyChange>,
  rate: number,
  seconds: number,
  minute: number,
): Promise<Sample> {
  const lane = { changes, rate };
  const driven = await drive(system, [lane], seconds);
  const { put, p50, p99 } = driven.timesOf(lane);
  const { uncollected, resident, main, functions } = await memoryOf(system);
  return {
    ...{ minute, done: put / driven.seconds, p50, p99 },
    uncollected: uncollected / megabyte,
    resident: resident / megabyte,
    main: main / megabyte,
    functions: functions / megabyte,
    disk: bytesIn(system.data) / megabyte,
    kept: await kept(system),
  };
}

function lineOf({ minute, ...rest }: Sample): string {
  return [minute.toFixed(1), ...Object.values(rest).map((each) => each.toFixed(0))]
    .map((cell) => cell.padStart(9))
    .join(" ");
}

/** What counts as growth: so great a share of the median, and at least so much, over the samples after warming up. */
const bounds = [
  ["resident", "内存 resident memory, MB", 0.1, 50],
  ["main", "主线程对象 the main thread's objects, MB", 0.1, 5],
  ["functions", "函数对象 the functions' objects, MB", 0.15, 15],
  ["p99", "延迟 lag p99, ms", 0.5, 100],
  ["kept", "队列中 messages nobody takes", 0.1, 20],
] as const;

function verdict(samples: readonly Sample[], print: (line: string) => void): string[] {
  const growing: string[] = [];
  for (const [field, words, share, least] of bounds) {
    const series = samples.map((sample) => sample[field]);
    const grows = isGrowing(series, share, least);
    if (grows) growing.push(words);
    print(
      `${grows ? "增长 GROWS" : "持平 flat "}  ${words}: ${growthOf(series).toFixed(1)} over ${samples.length} samples`,
    );
  }
  return growing;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).reduce(
    // A file of the database may have been compacted away meanwhile.
    (sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
