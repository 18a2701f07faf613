import type { HouseholdFacts } from "#eligibility/judgement.ts";
import type { Household } from "./aggregate.ts";
import { valuesOf } from "./register.ts";

/** What is known of a household now, as the engine reads it; members in the order of their identifiers. */
export function knownFacts(household: Household): HouseholdFacts {
  const facts = valuesOf(household.facts);
  return {
    household: household.household,
    area: typeof facts["area"] === "string" ? facts["area"] : undefined,
    facts,
    members: Object.keys(household.members)
      .sort()
      .map((person) => ({ person, facts: valuesOf(household.members[person] ?? {}) })),
  };
}
