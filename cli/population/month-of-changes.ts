import type { HouseholdOnFile } from "#events/household-on-file.ts";
import { signalOf, statusOf } from "./assistance-changes.ts";
import { careChanges } from "./care-changes.ts";
import { familyOf, type MonthContext } from "./family.ts";
import type { SourceChange } from "./first-report.ts";
import { randomStream } from "./random.ts";
import { birthIn, deathReports, deathsIn, moveOf, separationOf } from "./register-changes.ts";
import { workChanges } from "./work-changes.ts";

/**
 * What a month brings a household, as its source systems report it: the same for the same household, whether it was
 * made here or read from a file. The dead and those who leave have nothing else happen to them.
 */
export function monthOfChanges(household: HouseholdOnFile, context: MonthContext): SourceChange[] {
  const { seed, month } = context;
  const own = { ...context, random: randomStream(seed, `${month.first} ${household.household}`) };
  const before = familyOf(household, month);
  const dead = new Set(deathsIn(before, own));
  const living = { household, members: before.members.filter((member) => !dead.has(member)) };
  const reported = deathReports([...dead], own);
  if (living.members.length === 0) return reported;
  const { leaving, reports } = separationOf(living, own);
  const family = { household, members: living.members.filter((member) => !leaving.includes(member)) };
  return [
    ...reported,
    ...reports,
    ...birthIn(family, own),
    ...moveOf(family, own),
    ...family.members.flatMap((member) => [...workChanges(member, own), ...careChanges(member, own)]),
    ...statusOf(family, own),
    ...signalOf(family, own),
  ];
}
