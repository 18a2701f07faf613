import { progressLine } from "#cli/progress.ts";
import { product } from "./product.ts";
import { newSweepTally, runSweepHistories, type SweepRules, soundSweep } from "./sweep-histories.ts";

/** Histories in which a standard replaces another, then seeded bugs that they must find; 1 where something is wrong. */
export async function printSweeps(options: {
  readonly seed: number;
  readonly runs: number;
  readonly json: boolean;
}): Promise<number> {
  const { seed, runs, json } = options;
  const progress = progressLine("sweeps", "histories");
  const tally = newSweepTally();
  const onProgress = () => progress.update(tally.histories, runs);
  const failure = await runSweepHistories(product, { seed, runs, onProgress }, tally);
  progress.end();
  const bugs: readonly [string, Partial<SweepRules>][] = [
    ["no second pass", { secondPass: false }],
    ["a second pass at once", { waits: false }],
  ];
  const caught = new Map<string, number | undefined>();
  for (const [name, bug] of bugs) {
    const found = await runSweepHistories(product, { seed, runs, rules: { ...soundSweep, ...bug } });
    caught.set(name, found?.run);
  }
  const missed = failure?.missed.length ?? 0;
  if (json) console.log(JSON.stringify({ seed, ...tally, missed, failure, caught: Object.fromEntries(caught) }));
  else {
    console.log(`${tally.histories} histories, ${tally.handedOn} messages handed on, ${missed} households missed`);
    if (failure) console.log(`history ${failure.run}: ${failure.missed.join(", ")} judged as by the former standard`);
    for (const [name, run] of caught)
      console.log(`${name}: ${run === undefined ? "NOT caught" : `caught by history ${run}`}`);
  }
  return failure || [...caught.values()].includes(undefined) ? 1 : 0;
}
