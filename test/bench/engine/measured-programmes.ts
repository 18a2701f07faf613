import type { Outcome } from "./contender.ts";

/*
 * The measured pack's programmes in an order of their own, for engines that give one number for each: first of the
 * household, then of each member. The number is fen, 0 where nothing is paid, -1 where the answer is no.
 */

/** What stands for the answer no. */
export const no = -1;

export const householdProgrammes = [
  "minimum-living-guarantee",
  "low-income-margin",
  "free-electricity",
  "elders-alone",
  "zero-employment-family",
  "family-hardship-allowance",
] as const;

export const personProgrammes = [
  "severe-disability-care",
  "disability-living-subsidy",
  "unattended-children",
  "orphan-allowance",
  "longevity-allowance",
  "education-aid",
  "medical-aid",
  "pension-contribution",
] as const;

const paysNothing: ReadonlySet<string> = new Set(["low-income-margin", "free-electricity", "elders-alone"]);

/** Outcomes of such numbers. */
export function outcomesOfAmounts(amounts: readonly number[], members: number): Outcome[] {
  return [
    ...householdProgrammes.map((programme, index) => outcome(programme, undefined, amounts[index])),
    ...Array.from({ length: members }, (_, member) => {
      const first = householdProgrammes.length + member * personProgrammes.length;
      return personProgrammes.map((programme, index) => outcome(programme, member, amounts[first + index]));
    }).flat(),
  ];
}

function outcome(programme: string, member: number | undefined, amount = Number.NaN): Outcome {
  const eligible = amount !== no;
  return { programme, member, eligible, fen: eligible && !paysNothing.has(programme) ? amount : undefined };
}
