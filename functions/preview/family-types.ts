import { bornOn } from "#eligibility/bounds.ts";
import { yearsBetween } from "#eligibility/days.ts";
import type { HouseholdFacts, MemberFacts } from "#eligibility/judgement.ts";
import type { Composition, Disability } from "#events/standards-preview.ts";

/** Years from which one is an elder by law (老年人权益保障法, Article 2), and until which one is a child. */
const elder = 60;
const adult = 18;

/** Members who are alive. */
export function living({ members }: HouseholdFacts): MemberFacts[] {
  return members.filter(({ facts }) => facts["deceased"] !== true);
}

/** Whole years lived by a day as `dateNumber` gives it; NaN where the date of birth is not known. */
export function ageOf({ facts }: MemberFacts, on: number): number {
  return yearsBetween(bornOn(facts), on);
}

/** @param ages of the living, in whole years; NaN where unknown. */
export function compositionOf(ages: readonly number[]): Composition {
  if (ages.length === 0 || ages.some(Number.isNaN)) return "ages-unknown";
  if (ages.every((age) => age >= elder)) return ages.length === 1 ? "elder-alone" : "elders-only";
  const adults = ages.filter((age) => age >= adult).length;
  if (adults === ages.length) return "adults-only";
  if (adults === 0) return "children-alone";
  return adults === 1 ? "one-adult-with-children" : "adults-with-children";
}

/** Whether a member holds a certificate of disability; where no source says so, none does. */
export function disabilityOf(members: readonly MemberFacts[]): Disability {
  const disabled = members.some(({ facts: { disabilityGrade: grade } }) => typeof grade === "number" && grade > 0);
  return disabled ? "disabled-member" : "no-disabled-member";
}
