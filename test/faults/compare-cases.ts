import type { Standard } from "#eligibility/standard.ts";
import { daysAfter } from "#events/calendar.ts";
import { countyOf } from "#events/identifiers.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { DueNotice } from "#outreach/due-notices.ts";
import type { EndState } from "./compare.ts";
import type { Finding } from "./finding.ts";
import { today } from "./history.ts";
import { countyWithQueue } from "./ports.ts";

/** Holds the cases about a household, and what its county's own queue told, against the notices that are due. */
export function compareCases(id: string, due: readonly DueNotice[], system: EndState, found: Finding): void {
  const { tables } = system;
  const open = [...tables.cases.values()].filter(({ household, status }) => household === id && status === "open");
  for (const notice of due) {
    compareCase(notice, { id, same: open.filter((each) => keyOf(each) === keyOf(notice)), system }, found);
  }
  const keys = new Set(due.map(keyOf));
  for (const notice of open) if (!keys.has(keyOf(notice))) found.duplicate.push(`an open case of ${id} is not due`);
  for (const notice of tables.countyCases.values()) {
    if (notice.household !== id || notice.status !== "open") continue;
    compareCounty(tables.cases.get(notice.notice), notice, found);
  }
}

interface OpenCases {
  readonly id: string;
  readonly same: readonly OutreachNotice[];
  readonly system: EndState;
}

function compareCase(notice: DueNotice, { id, same, system }: OpenCases, found: Finding): void {
  const { tables, standard } = system;
  const whose = `${notice.role} about ${id} in ${countyOf(notice.area)}${notice.copy ? " (copy)" : ""}`;
  const [first] = same;
  if (!first) {
    found.lost.push(`no open case for ${whose}`);
    return;
  }
  if (same.length > 1) found.duplicate.push(`${same.length} open cases for ${whose}`);
  if (!saysSame(first, notice, standard)) found.divergent.push(`the case for ${whose} says something else`);
  const kept = Object.values(tables.households.get(id)?.notices ?? {}).find(
    (each) => keyOf(each) === keyOf(notice) && each.status === "open",
  );
  if (kept?.revision !== first.revision) found.divergent.push(`the case for ${whose} is at another revision`);
  compareCounty(first, tables.countyCases.get(first.notice), found);
}

function saysSame(told: OutreachNotice, notice: DueNotice, { document }: Standard): boolean {
  // A clerk's copy of several workers' notices keeps the day that the first of them gave it, whichever came first.
  const days = notice.copy ? document.roles.map(({ dueDays }) => dueDays) : [notice.dueDays];
  return (
    told.area === notice.area &&
    days.some((each) => told.due === daysAfter(today, each)) &&
    JSON.stringify(told.programmes) === JSON.stringify(notice.programmes)
  );
}

/** The county's own system ends with the same as the cases. */
function compareCounty(first: OutreachNotice | undefined, own: OutreachNotice | undefined, found: Finding): void {
  const notice = first ?? own;
  if (!notice || countyOf(notice.area) !== countyWithQueue) return;
  if (JSON.stringify(first) !== JSON.stringify(own)) found.divergent.push(`the county's own queue told something else`);
}

function keyOf({
  role,
  area,
  copy,
}: Pick<OutreachNotice, "role" | "area"> & { readonly copy?: boolean | undefined }): string {
  return `${role}@${countyOf(area) ?? area}${copy ? " copy" : ""}`;
}
