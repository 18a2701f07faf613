import { ageOn } from "#cli/population/by-age.ts";
import { makeHousehold, type PopulationContext } from "#cli/population/make-household.ts";
import { opaqueIds } from "#cli/population/opaque-ids.ts";
import { villagesOf } from "#cli/population/villages.ts";
import type { Facts } from "#events/fact-value.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";

export const firstOfJune = "2022-06-01";
export const villages = villagesOf(["330106", "330203", "330383"]);

export function populationOf(seed: number): PopulationContext {
  return { seed, ids: opaqueIds(seed), on: firstOfJune, villages };
}

export function households(count: number, seed = 1): HouseholdOnFile[] {
  const context = populationOf(seed);
  return Array.from({ length: count }, (_, index) => makeHousehold(index, context));
}

/** Whole years on the first of June; undefined where the date of birth is missing. */
export function ageOf(facts: Facts | undefined): number | undefined {
  const birthDate = facts?.["birthDate"];
  return typeof birthDate === "string" ? ageOn(birthDate, firstOfJune) : undefined;
}
