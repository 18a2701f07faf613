import { problemInWords } from "#events/problem.ts";
import { progressLine } from "../progress.ts";
import type { Counted } from "./count-files.ts";
import { countInParallel } from "./crew.ts";
import { type StoredHouseholds, segmentsOf } from "./stored-households.ts";
import type { WorkerSettings } from "./worker-messages.ts";

/** Counts all stored households in worker threads; tells of items that cannot be read on standard error, by household. */
export async function countStored(
  settings: WorkerSettings,
  workers: number,
  stored: StoredHouseholds,
): Promise<Counted> {
  const progress = progressLine("preview", "households");
  let households = 0;
  let units = 0;
  let rejected = 0;
  const tally = await countInParallel(settings, workers, segmentsOf(stored, workers), (read) => {
    households += read.households;
    units += read.units;
    rejected += read.rejected.length;
    for (const { household, problems } of read.rejected) {
      for (const problem of problems) console.error(`${household}: ${problemInWords(problem)}`);
    }
    progress.update(households);
  });
  progress.end();
  return { tally, rejected, units };
}
