import type { CaseSummary } from "#events/desk-api/cases.ts";

/** Cases by household, each household where its most urgent case stands: one visit, not five. */
export function doorsOf(cases: readonly CaseSummary[]): readonly (readonly CaseSummary[])[] {
  const doors = new Map<string, CaseSummary[]>();
  for (const one of cases) {
    const door = doors.get(one.household);
    if (door) door.push(one);
    else doors.set(one.household, [one]);
  }
  return [...doors.values()];
}
