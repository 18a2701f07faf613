import type { Facts, FactValue } from "#events/fact-value.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";
import {
  disabled,
  householdKinds,
  missing,
  received,
  registeredOutside,
  type Standing,
  standings,
} from "./calibration.ts";
import { composeFamily, type Relative } from "./compose-family.ts";
import { type Livelihood, livelihoodOf } from "./livelihood.ts";
import {
  birthDateOf,
  certificateOf,
  educationOf,
  entitlesToCare,
  guardianshipOf,
  medicalExpenseOf,
} from "./member-facts.ts";
import type { OpaqueIds } from "./opaque-ids.ts";
import { happens, oneOf, type RandomStream, randomStream, weighted } from "./random.ts";
import { registeredAreaOf, type Villages } from "./villages.ts";

/** What all households of a population have in common. */
export interface PopulationContext {
  readonly seed: number;
  readonly ids: OpaqueIds;
  /** ISO date: the day as of which the facts are so. */
  readonly on: string;
  readonly villages: Villages;
}

/** The household of a number, from 0: the same whatever else is made, and in whatever order. */
export function makeHousehold(index: number, { seed, ids, on, villages }: PopulationContext): HouseholdOnFile {
  const random = randomStream(seed, `household ${index}`);
  const standing = standingOf(random);
  const { poor } = standing;
  const family = composeFamily(random, householdKinds[weighted(random, standing.kinds)]);
  const rates = poor ? disabled.ratesAmongPoor : disabled.rates;
  const certificates = family.map(({ age }) => certificateOf(random, age, { rates, on }));
  const livelihood = livelihoodOf(
    random,
    family.map(({ age }, member) => ({ age, disabled: certificates[member] !== undefined })),
    standing,
  );
  const area = oneOf(random, villages);
  const outside = poor ? 0 : registeredOutside;
  const facts = withoutMissing(random, {
    otherMonthlyIncome: livelihood.otherMonthlyIncome,
    registeredArea: registeredAreaOf(random, { area, villages, outside }),
  });
  const members = family.map((relative, member) => ({
    person: ids.person(index, member),
    ...memberOf(random, { relative, family, poor, on }, certificates[member], livelihood.members[member]),
  }));
  const enrolled = happens(random, standing.enrolled) ? [...standing.programmes] : [];
  return {
    household: ids.household(index),
    area,
    facts: { ...facts, ...checked(random, enrolled) },
    members,
    enrolled,
  };
}

function standingOf(random: RandomStream): Standing {
  let left = random();
  for (const standing of Object.values(standings)) {
    left -= standing.share;
    if (left < 0) return standing;
  }
  return standings.usual;
}

interface Place {
  readonly relative: Relative;
  readonly family: readonly Relative[];
  readonly poor: boolean;
  readonly on: string;
}

function memberOf(
  random: RandomStream,
  { relative: { relation, age, sex }, family, poor, on }: Place,
  certificate: Facts | undefined,
  livelihood: Livelihood | undefined,
): { facts: Facts; enrolled?: string[] } {
  const guardianship = age < 18 ? guardianshipOf(random, family, poor) : undefined;
  const medicalExpenseYear = medicalExpenseOf(random, age);
  const education = educationOf(random, {
    age,
    student: livelihood?.employment === "student",
    special: certificate !== undefined,
  });
  const enrolled = [
    ...(age >= 80 && happens(random, received.longevityAllowance) ? ["longevity-allowance"] : []),
    ...(guardianship === "unattended" && happens(random, received.unattendedChildAllowance)
      ? ["defacto-unattended-children"]
      : []),
    ...(certificate && entitlesToCare(certificate, on) && happens(random, disabled.careReceived)
      ? ["severe-disability-care"]
      : []),
  ];
  const known = withoutMissing(random, { relation, birthDate: birthDateOf(random, age, on), sex, ...livelihood });
  return {
    facts: {
      ...known,
      ...education,
      ...(guardianship === undefined ? {} : { guardianship }),
      ...certificate,
      ...(medicalExpenseYear === undefined ? {} : { medicalExpenseYear }),
    },
    ...(enrolled.length > 0 ? { enrolled } : {}),
  };
}

const shareMissing: Readonly<Record<string, number>> = missing;

/** The facts that some source has reported. Nobody needs to report that a child earns nothing: it is known. */
function withoutMissing(random: RandomStream, facts: Readonly<Record<string, FactValue>>): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => {
      const child = name === "monthlyIncome" && !Object.hasOwn(facts, "employment");
      return !happens(random, child ? 0 : (shareMissing[name] ?? 0));
    }),
  );
}

/** Means are checked with the family's authorisation when it applies: known only of families that have. */
function checked(random: RandomStream, enrolled: readonly string[]): Facts {
  if (enrolled.length === 0 || happens(random, 0.1)) return {};
  return {
    savings: Math.floor(random() * 30) * 1000,
    vehicles: 0,
    properties: happens(random, 0.85) ? 1 : 0,
  };
}
