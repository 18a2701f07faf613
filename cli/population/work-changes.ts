import type { Facts } from "#events/fact-value.ts";
import { incomes, monthly, unemploymentBenefit } from "./calibration.ts";
import { type FamilyMonth, isAged, type Member } from "./family.ts";
import type { SourceChange } from "./first-report.ts";
import { someDay } from "./month.ts";
import { amount, between, happens, toFen, weighted } from "./random.ts";
import { happensThisMonth } from "./register-changes.ts";

/** What social insurance and the employment service report of a member: most of it in one file of the month. */
export function workChanges(member: Member, context: FamilyMonth): SourceChange[] {
  switch (member.facts["employment"]) {
    case "employed":
      return ofEmployed(member, context);
    case "unemployed":
    case "homemaker":
      return ofJobless(member, context);
    default:
      return [];
  }
}

function ofEmployed({ person, facts }: Member, { random, month }: FamilyMonth): SourceChange[] {
  if (happensThisMonth(random, monthly.newWage)) {
    const wage = facts["monthlyIncome"];
    const monthlyIncome =
      typeof wage === "number" && wage > 0
        ? toFen(wage * between(random, 0.8, 1.3))
        : amount(random, weighted(random, incomes.employed));
    return [reported(person, month.insuranceFile, { employment: "employed", monthlyIncome })];
  }
  if (!happensThisMonth(random, monthly.jobLost)) return [];
  const lost = reported(person, month.insuranceFile, { employment: "unemployed", monthlyIncome: 0 });
  if (!happens(random, unemploymentBenefit.share)) return [lost];
  const benefit = amount(random, unemploymentBenefit.amount);
  return [lost, reported(person, someDay(random, month, month.insuranceFile), { monthlyIncome: benefit })];
}

function ofJobless(member: Member, { random, month }: FamilyMonth): SourceChange[] {
  if (!isAged(member, 16, 59) || !happensThisMonth(random, monthly.jobFound)) return [];
  const monthlyIncome = amount(random, weighted(random, incomes.employed));
  return [reported(member.person, month.insuranceFile, { employment: "employed", monthlyIncome })];
}

function reported(person: string, asOf: string, set: Facts): SourceChange {
  return { source: "human-resources", change: { person, asOf, set } };
}
