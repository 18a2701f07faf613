import type { StandardDocument } from "#eligibility/standard-document.ts";
import { type Contender, contender, roundedFen } from "./contender.ts";
import { judgedOn, type KnownHousehold, type KnownPerson } from "./households.ts";
import { longevity, medicalAid, roundedTo } from "./measured-amounts.ts";
import { no, outcomesOfAmounts } from "./measured-programmes.ts";
import { dateNumber, fenOf, monthsLived } from "./plain-household.ts";
import { type PreparedParameters, preparedParameters } from "./prepared-parameters.ts";

/*
 * The measured pack as somebody who knows it by heart would write it, for this pack only: no reasons, nothing unknown, no
 * second day. Gives one number for each programme of the household and then of each member.
 */

/** Hand-written TypeScript. */
export function handWritten(document: StandardDocument): Contender {
  const parametersOf = preparedParameters(document, judgedOn);
  const on = dateNumber(judgedOn);
  return contender({
    name: "hand-written TypeScript",
    judge: (household) => judgeFamily(parametersOf(household.area), household, on),
    outcomes: (amounts, { members }) => outcomesOfAmounts(amounts, members.length),
  });
}

/** What of a member several programmes read. */
interface Person {
  readonly facts: KnownPerson;
  readonly ageInMonths: number;
  readonly monthlyIncome: number;
  readonly isChild: boolean;
  readonly certificateValid: boolean;
  readonly certified: boolean;
}

/** What of the family its members' programmes read. */
interface Standing {
  readonly registered: boolean;
  readonly poor: boolean;
  readonly margin: boolean;
}

const years = 12;

function judgeFamily(parameters: PreparedParameters, { facts, members }: KnownHousehold, on: number): number[] {
  const { guarantee, marginFactor } = parameters;
  const persons: Person[] = [];
  let income = fenOf(facts.otherMonthlyIncome);
  let youngest = Number.POSITIVE_INFINITY;
  for (const member of members) {
    const person = personOf(member.facts, on);
    persons.push(person);
    income += person.monthlyIncome;
    if (person.ageInMonths < youngest) youngest = person.ageInMonths;
  }
  const limit = guarantee * members.length;
  const registered = facts.registeredArea.startsWith("33");
  const poor = income < limit && registered;
  const margin = !poor && income <= marginFactor * limit;
  const amounts = [
    poor ? roundedFen(limit - income) : no,
    margin ? 0 : no,
    poor ? 0 : no,
    youngest >= 60 * years && members.length <= 2 ? 0 : no,
    jobSubsidy(parameters, persons),
    income < 2.5 * limit ? hardshipAllowance(parameters, persons) : no,
  ];
  const standing = { registered, poor, margin };
  for (const person of persons) judgePerson(parameters, standing, person, amounts);
  return amounts;
}

function personOf(facts: KnownPerson, on: number): Person {
  const ageInMonths = monthsLived(dateNumber(facts.birthDate), on);
  const certificateValid = dateNumber(facts.disabilityCertificateUntil) >= on;
  return {
    facts,
    ageInMonths,
    monthlyIncome: fenOf(facts.monthlyIncome),
    isChild: ageInMonths < 18 * years,
    certificateValid,
    certified: facts.disabilityGrade >= 1 && certificateValid,
  };
}

function isInWork(employment: string): boolean {
  return employment === "employed" || employment === "employed-part-time" || employment === "self-employed";
}

function jobSubsidy({ guarantee, jobSubsidy: each }: PreparedParameters, persons: readonly Person[]): number {
  let unemployed = 0;
  let seeksWork = false;
  for (const { facts, ageInMonths, isChild, monthlyIncome } of persons) {
    const { employment } = facts;
    if (isInWork(employment) || (employment === "retired" && monthlyIncome >= guarantee)) return no;
    if (employment === "unemployed") {
      unemployed += 1;
      if (!isChild && ageInMonths < 60 * years) seeksWork = true;
    }
  }
  return seeksWork ? each * Math.min(unemployed, 3) : no;
}

function hardshipAllowance({ hardship }: PreparedParameters, persons: readonly Person[]): number {
  let sum = 0;
  for (const { facts, certified } of persons) {
    if (certified) sum += facts.disabilityGrade <= 2 ? hardship : hardship / 2;
  }
  return sum === 0 ? no : roundedFen(sum);
}

function judgePerson(parameters: PreparedParameters, standing: Standing, person: Person, amounts: number[]): void {
  const { facts, ageInMonths, isChild, certified } = person;
  const { registered, poor, margin } = standing;
  const unattended = isChild && facts.guardianship === "unattended";
  const orphan = isOrphan(person);
  const lowIncome = poor || margin;
  const { childAllowance, disabilityLiving, guarantee } = parameters;
  const living = certified && lowIncome && !orphan && !unattended;
  amounts.push(
    care(parameters, person),
    living ? roundedTo(disabilityLiving * guarantee, 100) : no,
    unattended ? childAllowance : no,
    orphan ? childAllowance : no,
    registered && ageInMonths >= parameters.longevityAge * years ? longevity(parameters, ageInMonths) : no,
    lowIncome ? educationAid(parameters, facts) : no,
    lowIncome ? medicalAid(parameters, fenOf(facts.medicalExpenseYear)) : no,
    pensionContribution(parameters, person, poor),
  );
}

function isOrphan({ facts: { guardianship, student }, ageInMonths, isChild }: Person): boolean {
  return guardianship === "orphan" && (isChild || (student && ageInMonths < 23 * years));
}

function care({ careByGrade }: PreparedParameters, { facts, certificateValid }: Person): number {
  const { disabilityGrade: grade, disabilityKind: kind } = facts;
  if (!certificateValid) return no;
  const severe = grade === 1 || grade === 2 || (grade === 3 && (kind === "intellectual" || kind === "mental"));
  return severe ? (careByGrade[grade] ?? 0) : no;
}

function educationAid({ educationByStage }: PreparedParameters, { student, stage, enrolments }: KnownPerson): number {
  if (!student || stage === "none" || stage === "primary" || stage === "junior-secondary") return no;
  return enrolments.includes("education-aid") ? no : (educationByStage[stage] ?? 0);
}

function pensionContribution(parameters: PreparedParameters, person: Person, poor: boolean): number {
  const { facts, ageInMonths, certified } = person;
  const { disabilityGrade: grade, employment, student } = facts;
  if (ageInMonths < 16 * years || ageInMonths >= 60 * years) return no;
  if (student || isInWork(employment) || employment === "retired") return no;
  if (!poor && !(certified && grade <= 2)) return no;
  return roundedTo(parameters.pensionContribution * (grade === 1 || grade === 2 ? 1 : 0.5), 10);
}
