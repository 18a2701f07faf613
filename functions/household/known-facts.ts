import type { HouseholdFacts } from "#eligibility/judgement.ts";
import type { Household } from "./aggregate.ts";
import { nextExpiry, valuesOn } from "./register.ts";

/**
 * What is known of a household on a day, as the engine reads it; members in the order of their identifiers.
 *
 * @param today ISO date in the standard's time zone: facts whose authorisation is over are known no longer.
 */
export function knownFacts(household: Household, today: string): HouseholdFacts {
  const facts = valuesOn(household.facts, today);
  return {
    household: household.household,
    area: typeof facts["area"] === "string" ? facts["area"] : undefined,
    facts,
    members: Object.keys(household.members)
      .sort()
      .map((person) => ({ person, facts: valuesOn(household.members[person] ?? {}, today) })),
  };
}

/** The last day on which all that is known now of a household is still known: an ISO date, or undefined for ever. */
export function knownUntil(household: Household, today: string): string | undefined {
  const days = [household.facts, ...Object.values(household.members)].map((registers) => nextExpiry(registers, today));
  return days.filter((day) => day !== undefined).sort()[0];
}
