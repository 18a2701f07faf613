import { RetryLater } from "#functions/errors.ts";
import { reportAll } from "#outreach/work-case.ts";
import type { ReportOutcomesDependencies } from "./dependencies.ts";

/** Whoever closed a case reports it within a moment: an outcome that has waited this long was left behind. In minutes. */
const overdueMinutes = 5;

/**
 * Reports outcomes that were left behind when a case was closed and the bus could not be reached, or the process died
 * before it could tell. Reporting twice changes nothing: the same entry gives the same event.
 */
export async function reportOutcomes({ cases, report, now, log }: ReportOutcomesDependencies): Promise<void> {
  const before = new Date(now().getTime() - overdueMinutes * 60_000).toISOString();
  let found = 0;
  let reported = 0;
  for await (const outcomes of cases.unreported(before)) {
    found += outcomes.length;
    reported += await reportAll({ cases, report }, outcomes);
  }
  await log({ log: "outcomes reported", runs: 1, overdueOutcomes: found, reported });
  if (reported < found) throw new RetryLater(`${found - reported} of ${found} outcomes were not taken by the bus`);
}
