import type { AffectedArea } from "#eligibility/affected-area.ts";
import { problemInWords } from "#events/problem.ts";
import { progressLine } from "../progress.ts";
import type { Counted } from "./count-files.ts";
import { countInParallel } from "./crew.ts";
import { areasOf, type StoredHouseholds, segmentsOf } from "./stored-households.ts";
import type { WorkerSettings } from "./worker-messages.ts";

/**
 * Counts stored households in worker threads: those whom a change touches, where that is known, or else all. Tells of items that cannot be read on standard error, by
 * household.
 */
export async function countStored(
  settings: WorkerSettings,
  workers: number,
  stored: StoredHouseholds,
  touched: readonly AffectedArea[] | undefined,
): Promise<Counted> {
  const tasks = touched ? areasOf(stored, touched) : segmentsOf(stored, workers);
  const progress = progressLine("preview", "households");
  let households = 0;
  let units = 0;
  let rejected = 0;
  const tally = await countInParallel(settings, workers, tasks, (read) => {
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
