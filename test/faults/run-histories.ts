import fc, { type Scheduler } from "fast-check";
import { type CrashPoint, chaosOf, type FaultCounts, noFaults } from "./chaos.ts";
import { compare, isSound } from "./compare.ts";
import type { Found } from "./finding.ts";
import { histories, type SourceEvent } from "./history.ts";
import { type Replayed, replay, type Setting, simulate } from "./simulate.ts";

/** Sums over all histories run. */
export interface Tally {
  histories: number;
  readonly faults: FaultCounts;
  lost: number;
  duplicate: number;
  divergent: number;
  writes: number;
  readonly replay: { notices: number; writes: number };
}

export function newTally(): Tally {
  return {
    histories: 0,
    faults: noFaults(),
    lost: 0,
    duplicate: 0,
    divergent: 0,
    writes: 0,
    replay: { notices: 0, writes: 0 },
  };
}

/** A history that did not end as it should, made as small as could be. */
export interface Failure {
  /** Which history of the seed it was, from 0. */
  readonly run: number;
  readonly found: Found;
  readonly events: readonly SourceEvent[];
}

export interface RunOptions {
  readonly seed: number;
  readonly runs: number;
  readonly setting: Setting;
  /** Runs the history of this number alone. */
  readonly only?: number | undefined;
  /** False leaves the first failing history as it is. */
  readonly shrink?: boolean;
  readonly onProgress?: (tally: Tally) => void;
}

interface OneRun {
  readonly scheduler: Scheduler;
  readonly number: number;
  readonly crashAt?: CrashPoint;
}

/** Runs one history, counts it unless there is nothing to count in, and says what was wrong and how many calls it made. */
async function runOne(
  events: readonly SourceEvent[],
  { scheduler, number, crashAt }: OneRun,
  { setting, onProgress }: RunOptions,
  tally: Tally | undefined,
): Promise<{ readonly found: Found; readonly calls: number }> {
  const chaos = chaosOf(number, tally?.faults ?? noFaults(), crashAt);
  const finished = await simulate(events, { setting, chaos, scheduler });
  const found = compare(setting.standard, events, finished);
  const replayed = await replay(finished, events);
  const duplicate = [...found.duplicate];
  if (replayed.notices > 0) duplicate.push(`a replay sent ${replayed.notices} notices`);
  const all = { ...found, duplicate };
  if (tally) {
    count(tally, all, finished.writes, replayed);
    onProgress?.(tally);
  }
  return { found: all, calls: chaos.calls };
}

function count(tally: Tally, found: Found, writes: number, replayed: Replayed): void {
  tally.histories += 1;
  tally.lost += found.lost.length;
  tally.duplicate += found.duplicate.length;
  tally.divergent += found.divergent.length;
  tally.writes += writes;
  tally.replay.notices += replayed.notices;
  tally.replay.writes += replayed.writes;
}

/** Runs histories of a seed until all have run or one ends wrong. */
export async function runHistories(tally: Tally, options: RunOptions): Promise<Failure | undefined> {
  let last: Omit<Failure, "run"> | undefined;
  const { only, shrink = true } = options;
  const property = fc.asyncProperty(
    histories,
    fc.scheduler(),
    fc.noBias(fc.noShrink(fc.integer())),
    async (events, scheduler, number) => {
      // What shrinking tries is not counted.
      const { found } = await runOne(events, { scheduler, number }, options, last ? undefined : tally);
      if (isSound(found)) return true;
      last = { events, found };
      return false;
    },
  );
  const report = await fc.check(property, {
    seed: options.seed,
    numRuns: only === undefined ? options.runs : 1,
    endOnFailure: !shrink,
    ...(only === undefined ? {} : { path: String(only) }),
  });
  if (!report.failed || !last) return undefined;
  return { run: only ?? report.numRuns - 1, ...last };
}

/** Runs each history once for every await point, and kills the function there: before the call took effect, and after. */
export async function crashEverywhere(tally: Tally, options: RunOptions): Promise<Failure | undefined> {
  let last: Omit<Failure, "run"> | undefined;
  const property = fc.asyncProperty(fc.noShrink(histories), fc.noBias(fc.noShrink(fc.nat())), async (events, seed) => {
    // One scheduler's choices for all runs, so that the call of a number is the same call up to the crash.
    const run = async (crashAt: CrashPoint) => {
      const [scheduler] = fc.sample(fc.scheduler(), { seed, numRuns: 1 });
      if (!scheduler) throw new Error("fast-check gave no scheduler");
      const { found, calls } = await runOne(events, { scheduler, number: seed, crashAt }, options, tally);
      if (!isSound(found)) last = { events, found };
      return calls;
    };
    const calls = await run({ call: -1, after: false });
    for (let call = 0; call < calls && !last; call += 1) {
      await run({ call, after: false });
      await run({ call, after: true });
    }
    return !last;
  });
  const report = await fc.check(property, { seed: options.seed, numRuns: options.runs, endOnFailure: true });
  if (!report.failed || !last) return undefined;
  return { run: report.numRuns - 1, ...last };
}
