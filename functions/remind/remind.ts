import { dateIn } from "#events/calendar.ts";
import { errorInWords, RetryLater } from "#functions/errors.ts";
import { failureCode, tallyOf } from "#functions/telemetry/log-catalogue.ts";
import { areasOfCases } from "#outreach/areas-of-cases.ts";
import { remindersOf } from "#outreach/reminders.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import type { RemindDependencies } from "./dependencies.ts";

/** Counties counted at once: a county's open cases are read in one go. */
const countiesAtOnce = 4;

/**
 * Reminds the towns and counties of visits that are overdue, by counts. A county that cannot be counted holds up no other;
 * the run then fails, and is made again: what was put before is put as the same reminder.
 */
export async function remind(dependencies: RemindDependencies): Promise<void> {
  const { standardInForce, now, log } = dependencies;
  const { roles, timeZone, ...standard } = await standardInForce();
  const today = dateIn(timeZone, now());
  const counties = areasOfCases(standard);
  const failed: string[] = [];
  const put = await eachWithin(countiesAtOnce, counties, async (county) => {
    try {
      return await remindCounty(county, { today, roles }, dependencies);
    } catch (error) {
      failed.push(errorInWords(error));
      return 0;
    }
  });
  const reminders = put.reduce((sum, each) => sum + each, 0);
  const runs = failed.length === 0 ? 1 : 0;
  await log({
    log: "reminders put",
    runs,
    counties: counties.length,
    reminders,
    failed: tallyOf(failed.map(failureCode)),
  });
  if (failed.length > 0) throw new RetryLater(`${failed.length} of ${counties.length} counties were not reminded`);
}

async function remindCounty(
  county: string,
  { today, roles }: Pick<Parameters<typeof remindersOf>[0], "today" | "roles">,
  { cases, put, channel, desk, now }: RemindDependencies,
): Promise<number> {
  const counts = await cases.counts(county, { now: now(), today, only: "open" });
  const reminders = remindersOf({ counts, today, roles, channel, desk });
  await put(reminders);
  return reminders.length;
}
