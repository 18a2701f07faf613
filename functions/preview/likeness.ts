import type { HouseholdFacts, MemberFacts } from "#eligibility/judgement.ts";
import type { Likeness } from "#events/standards-preview.ts";
import { compositionOf } from "./family-types.ts";

/** In what families are told to be alike, besides where they live. */
export type Traits = Pick<Likeness, "composition" | "members" | "ages" | "income">;

/** @param ages of the living members, in whole years; NaN where unknown. */
export function traitsOf(household: HouseholdFacts, members: readonly MemberFacts[], ages: readonly number[]): Traits {
  return {
    composition: compositionOf(ages),
    members: sizeBand(members.length),
    ages: [...new Set(ages.map(ageBand))].sort(),
    income: incomeBand(incomePerPerson(household, members)),
  };
}

function sizeBand(members: number): Traits["members"] {
  if (members <= 1) return "1";
  if (members === 2) return "2";
  return members <= 4 ? "3-4" : "5+";
}

function ageBand(age: number): Traits["ages"][number] {
  if (Number.isNaN(age)) return "unknown";
  if (age < 18) return "0-17";
  if (age < 60) return "18-59";
  return age < 80 ? "60-79" : "80+";
}

function incomeBand(yuan: number): Traits["income"] {
  if (Number.isNaN(yuan)) return "unknown";
  if (yuan < 500) return "0-499";
  if (yuan < 1000) return "500-999";
  if (yuan < 1500) return "1000-1499";
  return yuan < 2000 ? "1500-1999" : "2000+";
}

/** Yuan a month, as reported; NaN where a part of it is not known. */
function incomePerPerson({ facts }: HouseholdFacts, members: readonly MemberFacts[]): number {
  const incomes = [facts["otherMonthlyIncome"], ...members.map((member) => member.facts["monthlyIncome"])];
  const known = incomes.filter((income) => typeof income === "number");
  if (known.length < incomes.length) return Number.NaN;
  return known.reduce((sum, income) => sum + income, 0) / members.length;
}
