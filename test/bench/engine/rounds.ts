import type { Contender } from "./contender.ts";
import type { KnownHousehold } from "./households.ts";

/** The time an engine takes for each household, in microseconds: medians of the rounds. */
export interface Timing {
  readonly name: string;
  readonly wall: number;
  /** On the processor: the engine itself, and the garbage collector and compiler for it. */
  readonly user: number;
  /** Its wall time beside the first engine's of the same round. */
  readonly timesFirst: number;
  /** The same of user time. */
  readonly userTimesFirst: number;
}

interface Sample {
  readonly wall: number;
  readonly user: number;
}

/** One round of an engine that answers sooner goes through the households again, so that it is long enough to time. */
const roundMilliseconds = 150;
const mostPasses = 20;

/** Takes the engines' time in interleaved rounds, each beginning with another engine, after one that warms up. */
export async function timeRounds(
  contenders: readonly Contender[],
  households: readonly KnownHousehold[],
  { rounds, progress }: { readonly rounds: number; progress(done: number): void },
): Promise<Timing[]> {
  const timed: Timed[] = [];
  for (const contender of contenders) {
    await sampleOf(contender, households, 1);
    const { wall } = await sampleOf(contender, households, 1);
    const passes = Math.ceil(roundMilliseconds / ((wall * households.length) / 1000));
    timed.push({ contender, passes: Math.min(mostPasses, passes), samples: [] });
  }
  for (let round = 0; round < rounds; round += 1) {
    progress(round);
    const first = round % timed.length;
    for (const { contender, passes, samples } of [...timed.slice(first), ...timed.slice(0, first)]) {
      samples.push(await sampleOf(contender, households, passes));
    }
  }
  const ofFirst = timed[0]?.samples ?? [];
  return timed.map(({ contender: { name }, samples }) => {
    const beside = (of: (sample: Sample) => number) =>
      median(samples.map((sample, round) => of(sample) / of(ofFirst[round] ?? sample)));
    return {
      name,
      wall: median(samples.map(({ wall }) => wall)),
      user: median(samples.map(({ user }) => user)),
      timesFirst: beside(({ wall }) => wall),
      userTimesFirst: beside(({ user }) => user),
    };
  });
}

interface Timed {
  readonly contender: Contender;
  readonly passes: number;
  readonly samples: Sample[];
}

async function sampleOf(contender: Contender, households: readonly KnownHousehold[], passes: number): Promise<Sample> {
  const usage = process.cpuUsage();
  const started = performance.now();
  for (let pass = 0; pass < passes; pass += 1) await contender.round(households);
  const judged = passes * households.length;
  const wall = (1000 * (performance.now() - started)) / judged;
  return { wall, user: process.cpuUsage(usage).user / judged };
}

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
