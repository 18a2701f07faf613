import type { Facts, FactValue } from "#events/fact-value.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";
import type { HouseholdFacts } from "./judgement.ts";

/** The fact that lists programmes already received. */
const enrolmentsFact = "enrolments";

/** A household on file as the engine sees one: `enrolled` is the fact `enrolments`. */
export function householdFacts(onFile: HouseholdOnFile): HouseholdFacts {
  return {
    household: onFile.household,
    area: onFile.area,
    facts: withEnrolments(onFile.facts, onFile.enrolled),
    members: onFile.members.map(({ person, facts, enrolled }) => ({ person, facts: withEnrolments(facts, enrolled) })),
  };
}

function withEnrolments(facts: Facts | undefined, enrolled: string[] | undefined): Record<string, FactValue> {
  return enrolled === undefined ? { ...facts } : { ...facts, [enrolmentsFact]: enrolled };
}
