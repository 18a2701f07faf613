import type { Facts } from "#events/fact-value.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";
import { ageOn } from "./by-age.ts";
import type { Month } from "./month.ts";
import type { RandomStream } from "./random.ts";
import type { Villages } from "./villages.ts";

/** A member as the month finds it. */
export interface Member {
  readonly person: string;
  readonly facts: Facts;
  /** Whole years on the month's first day; undefined where the date of birth is not known. */
  readonly age: number | undefined;
}

/** What a month happens to: a household with its living members. */
export interface Family {
  readonly household: HouseholdOnFile;
  readonly members: readonly Member[];
}

/** What all families of a population have in common in a month. */
export interface MonthContext {
  readonly seed: number;
  readonly month: Month;
  /** Where those who move go. */
  readonly villages: Villages;
}

/** A family's share in a month, with its own stream of chance. */
export interface FamilyMonth extends MonthContext {
  readonly random: RandomStream;
}

export function familyOf(household: HouseholdOnFile, { first }: Month): Family {
  const members = household.members.map(({ person, facts = {} }) => {
    const { birthDate } = facts;
    return { person, facts, age: typeof birthDate === "string" ? ageOn(birthDate, first) : undefined };
  });
  return { household, members: members.filter(({ facts }) => facts["deceased"] !== true) };
}

/** True for a member known to be of an age from `least` to `most`. */
export function isAged({ age }: Member, least: number, most: number): boolean {
  return age !== undefined && age >= least && age <= most;
}
