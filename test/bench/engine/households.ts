import { makeHousehold } from "#cli/population/make-household.ts";
import { opaqueIds } from "#cli/population/opaque-ids.ts";
import { happens, oneOf, type RandomStream, randomStream, toFen, wholeNumber } from "#cli/population/random.ts";
import { villagesOf } from "#cli/population/villages.ts";
import type { FactValue } from "#events/fact-value.ts";

/** The day that households are judged on. */
export const judgedOn = "2022-07-01";

/** A person of whom everything that the measured pack reads is known; money in yuan, dates as ISO text. */
export type KnownPerson = {
  birthDate: string;
  monthlyIncome: number;
  employment: string;
  student: boolean;
  stage: string;
  guardianship: string;
  disabilityGrade: number;
  disabilityKind: string;
  disabilityCertificateUntil: string;
  medicalExpenseYear: number;
  enrolments: string[];
};

/** A household of whom everything is known, as the engine sees one (HouseholdFacts). */
export interface KnownHousehold {
  readonly household: string;
  readonly area: string;
  readonly facts: {
    registeredArea: string;
    otherMonthlyIncome: number;
    savings: number;
    vehicles: number;
  };
  readonly members: readonly { readonly person: string; readonly facts: KnownPerson }[];
}

const seed = 1;

/** Households of `pfp population`, completed where a fact is missing there: the same ones each time. */
export function knownHouseholds(count: number): KnownHousehold[] {
  const context = {
    seed,
    ids: opaqueIds(seed),
    on: judgedOn,
    villages: villagesOf(["330106", "330203", "330383"]),
  };
  return Array.from({ length: count }, (_, index) => {
    const random = randomStream(seed, `known ${index}`);
    const { household, area, facts = {}, members } = makeHousehold(index, context);
    const persons = members.map(({ person, facts: own = {}, enrolled = [] }) => ({
      person,
      facts: knownPerson(random, own, enrolled),
    }));
    const otherMonthlyIncome = numberIn(facts["otherMonthlyIncome"]) ?? 0;
    const incomes = persons.reduce((sum, each) => sum + each.facts.monthlyIncome, 0);
    return {
      household,
      area,
      facts: {
        registeredArea: textIn(facts["registeredArea"]) ?? area,
        // One in ten has what a limit says, or a fen more or less.
        otherMonthlyIncome: happens(random, 0.1)
          ? toFen(limitOf(random, area) * members.length - incomes)
          : otherMonthlyIncome,
        savings: numberIn(facts["savings"]) ?? wholeNumber(random, 0, 80) * 1000,
        vehicles: numberIn(facts["vehicles"]) ?? wholeNumber(random, 0, 1),
      },
      members: persons,
    };
  });
}

const alone = ["unattended", "orphan"];

function knownPerson(
  random: RandomStream,
  facts: Readonly<Record<string, FactValue>>,
  enrolments: string[],
): KnownPerson {
  const disabilityGrade = numberIn(facts["disabilityGrade"]) ?? 0;
  const birthDate = textIn(facts["birthDate"]) ?? `${wholeNumber(random, 1930, 2020)}-02-28`;
  const child = birthDate > "2004-07-01";
  return {
    birthDate,
    monthlyIncome: numberIn(facts["monthlyIncome"]) ?? 0,
    employment: textIn(facts["employment"]) ?? (child ? "none" : "homemaker"),
    student: facts["student"] === true,
    stage: textIn(facts["stage"]) ?? "none",
    // More children without their parents than there are, so that each programme says yes to some.
    guardianship: child && happens(random, 0.05) ? oneOf(random, alone) : (textIn(facts["guardianship"]) ?? "none"),
    disabilityGrade,
    disabilityKind: textIn(facts["disabilityKind"]) ?? (disabilityGrade > 0 ? "physical" : "none"),
    disabilityCertificateUntil: textIn(facts["disabilityCertificateUntil"]) ?? "1900-01-01",
    medicalExpenseYear: numberIn(facts["medicalExpenseYear"]) ?? 0,
    enrolments,
  };
}

const guarantees: Readonly<Record<string, number>> = { "330106": 1029, "330203": 1055, "330383": 930.5 };

function limitOf(random: RandomStream, area: string): number {
  const guarantee = guarantees[area.slice(0, 6)] ?? 1000;
  return oneOf(random, [1, 1.5, 2, 2.5]) * guarantee + oneOf(random, [-0.01, 0, 0.01]);
}

function numberIn(value: FactValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function textIn(value: FactValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
