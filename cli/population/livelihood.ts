import { rowForAge } from "./by-age.ts";
import { type Employment, incomes, occupations, type Standing, usualFloor } from "./calibration.ts";
import { amount, between, happens, type RandomStream, toFen, weighted } from "./random.ts";

/** What a member does and brings in. */
export interface Livelihood {
  /** Absent for children. */
  readonly employment?: Employment;
  /** Yuan. */
  readonly monthlyIncome: number;
}

/** A family's livelihood, its members' in their order. */
export interface FamilyLivelihood {
  readonly members: readonly Livelihood[];
  /** Yuan a month. */
  readonly otherMonthlyIncome: number;
}

/** What matters of a member here. */
export interface Earner {
  readonly age: number;
  readonly disabled: boolean;
}

/** Works out what a family lives on; where the standing says how much, its members share just that. */
export function livelihoodOf(
  random: RandomStream,
  members: readonly Earner[],
  { incomePerPerson }: Standing,
): FamilyLivelihood {
  if (incomePerPerson) return shared(random, members, between(random, ...incomePerPerson) * members.length);
  const livelihoods = members.map((member) => earned(random, member));
  return enough(random, livelihoods, otherIncome(random));
}

function earned(random: RandomStream, member: Earner): Livelihood {
  if (member.age < 18) return { monthlyIncome: 0 };
  const employment =
    member.disabled && happens(random, 0.5) && member.age < 60
      ? "disabled"
      : weighted(random, rowForAge(occupations, member.age).weights);
  return { employment, monthlyIncome: amount(random, weighted(random, incomes[employment])) };
}

/** Rent and the like, less maintenance paid to others. */
function otherIncome(random: RandomStream): number {
  const received = happens(random, 0.25) ? amount(random, { median: 700, spread: 0.8 }) : 0;
  const paid = happens(random, 0.02) ? amount(random, { median: 900, spread: 0.3 }) : 0;
  return toFen(received - paid);
}

/** A usual family that would be near the guarantee earns more; one on small pensions is supported by its children. */
function enough(random: RandomStream, members: readonly Livelihood[], otherMonthlyIncome: number): FamilyLivelihood {
  const own = members.reduce((sum, { monthlyIncome }) => sum + monthlyIncome, 0);
  const [least] = usualFloor;
  if (own + otherMonthlyIncome >= least * members.length) return { members, otherMonthlyIncome };
  const lacking = between(random, ...usualFloor) * members.length - own - otherMonthlyIncome;
  const wages = members.reduce((sum, member) => sum + wageOf(member), 0);
  if (wages === 0) return { members, otherMonthlyIncome: toFen(otherMonthlyIncome + lacking) };
  const raised = members.map((member) => {
    const monthlyIncome = toFen(member.monthlyIncome + (lacking * wageOf(member)) / wages);
    return { ...member, monthlyIncome };
  });
  return { members: raised, otherMonthlyIncome };
}

function wageOf({ employment, monthlyIncome }: Livelihood): number {
  return employment === "employed" || employment === "self-employed" ? monthlyIncome : 0;
}

function shared(random: RandomStream, members: readonly Earner[], total: number): FamilyLivelihood {
  const weights = members.map(({ age, disabled }) => earningPower(random, age, disabled));
  const power = weights.reduce((sum, weight) => sum + weight, 0);
  const other = power === 0 ? total : total * (happens(random, 0.5) ? 0 : between(random, 0.05, 0.3));
  return {
    members: members.map((member, index) => {
      const monthlyIncome = power === 0 ? 0 : toFen(((total - other) * (weights[index] ?? 0)) / power);
      return { ...occupationFor(random, member, monthlyIncome), monthlyIncome };
    }),
    otherMonthlyIncome: toFen(other),
  };
}

function earningPower(random: RandomStream, age: number, disabled: boolean): number {
  if (age < 18) return 0;
  if (disabled) return happens(random, 0.5) ? 0 : between(random, 0, 0.4);
  return age < 23 && happens(random, 0.5) ? 0 : between(random, 0.2, 1);
}

function occupationFor(random: RandomStream, { age, disabled }: Earner, income: number): { employment?: Employment } {
  if (age < 18) return {};
  if (age >= 60) return { employment: "retired" };
  if (disabled) return { employment: happens(random, 0.8) ? "disabled" : "unemployed" };
  if (income > 1300) return { employment: happens(random, 0.7) ? "employed" : "self-employed" };
  if (income > 350) return { employment: "employed-part-time" };
  if (age < 23) return { employment: "student" };
  return { employment: happens(random, 0.65) ? "unemployed" : "homemaker" };
}
