import { dateIn } from "#events/calendar.ts";
import { errorInWords, RetryLater } from "#functions/errors.ts";
import { failureCode, tallyOf } from "#functions/telemetry/log-catalogue.ts";
import { areasOfCases, isAboveCounties } from "#outreach/areas-of-cases.ts";
import type { CaseRow } from "#outreach/case.ts";
import { type CaseLoad, caseLoad } from "#outreach/case-load.ts";
import type { PlanTerms } from "#outreach/plan-visits.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import type { CountCasesDependencies } from "./dependencies.ts";

/** Counties counted at once: a county's open cases are held until they are counted. */
const countiesAtOnce = 4;
const rowsAtOnce = 1000;

/**
 * Counts what weighs on staff: overdue cases that nobody has taken, communities with more families than they can visit in
 * time, and families of whom nobody knows in which county they live, so that no county's staff have them. A level, counted
 * anew each time from the cases as they are; alarms go by it. A county that cannot be counted holds up no other, and the
 * run then fails.
 */
export async function countCases(dependencies: CountCasesDependencies): Promise<void> {
  const { standardInForce, childRoles, now, log } = dependencies;
  const { outreach, timeZone, ...standard } = await standardInForce();
  const terms = { now: now(), today: dateIn(timeZone, now()), visitsPerDay: outreach?.visitsPerDay, childRoles };
  const counties = areasOfCases(standard);
  const failed: string[] = [];
  const loads = await eachWithin(countiesAtOnce, counties, async (area) => {
    try {
      return [{ area, load: await loadOf(area, terms, dependencies) }];
    } catch (error) {
      failed.push(errorInWords(error));
      return [];
    }
  });
  const counted = loads.flat();
  await log({
    log: "cases counted",
    runs: failed.length === 0 ? 1 : 0,
    open: sumOf(counted, ({ open }) => open),
    unclaimedOverdue: sumOf(counted, ({ unclaimedOverdue }) => unclaimedOverdue),
    withoutCounty: sumOf(
      counted.filter(({ area }) => isAboveCounties(area)),
      ({ open }) => open,
    ),
    waiting: sumOf(counted, ({ waiting }) => waiting),
    villagesAboveBudget: sumOf(counted, ({ villagesAboveBudget }) => villagesAboveBudget.length),
    unclaimedOverdueIn: byArea(counted, ({ unclaimedOverdue }) => unclaimedOverdue),
    villagesAboveBudgetIn: byArea(counted, ({ villagesAboveBudget }) => villagesAboveBudget.length),
    failed: tallyOf(failed.map(failureCode)),
  });
  if (failed.length > 0) throw new RetryLater(`${failed.length} of ${counties.length} counties were not counted`);
}

interface Counted {
  readonly area: string;
  readonly load: CaseLoad;
}

async function loadOf(area: string, terms: PlanTerms, { cases }: CountCasesDependencies): Promise<CaseLoad> {
  const rows: CaseRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await cases.listUnder(
      { area, open: true },
      { limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) },
    );
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return caseLoad(rows, terms);
}

function sumOf(counted: readonly Counted[], of: (load: CaseLoad) => number): number {
  return counted.reduce((sum, { load }) => sum + of(load), 0);
}

/** So many in each area that has any. */
function byArea(counted: readonly Counted[], of: (load: CaseLoad) => number): Readonly<Record<string, number>> {
  return Object.fromEntries(counted.flatMap(({ area, load }) => (of(load) === 0 ? [] : [[area, of(load)]])));
}
