import { Urgency } from "#events/case-vocabulary.ts";
import type { CaseSummary } from "#events/desk-api/cases.ts";

const rankOf = ({ urgency }: CaseSummary) => Urgency.options.indexOf(urgency);

/** The desk's own order, over pages that may have been read at different times: urgency, money at stake, day due. */
function byUrgency(one: CaseSummary, other: CaseSummary): number {
  return (
    rankOf(one) - rankOf(other) ||
    other.stake - one.stake ||
    earlier(one.window.due, other.window.due) ||
    earlier(one.notice, other.notice)
  );
}

function earlier(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Cases by household, each household where its most urgent case stands: one visit, not five. */
export function doorsOf(cases: readonly CaseSummary[]): readonly (readonly CaseSummary[])[] {
  const doors = new Map<string, CaseSummary[]>();
  for (const one of [...cases].sort(byUrgency)) {
    const door = doors.get(one.household);
    if (door) door.push(one);
    else doors.set(one.household, [one]);
  }
  return [...doors.values()];
}
