import * as z from "zod/mini";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { type Contender, roundedFen, slowContender } from "./contender.ts";
import { judgedOn, type KnownHousehold } from "./households.ts";
import { factsOfEvents, householdRules, type JsonRule, personRules } from "./json-rules.ts";
import { longevity, medicalAid, roundedTo } from "./measured-amounts.ts";
import { householdProgrammes, no, outcomesOfAmounts, personProgrammes } from "./measured-programmes.ts";
import { otherEngine } from "./other-engines.ts";
import { dateNumber, fenOf, type PlainPerson, plainPerson } from "./plain-household.ts";
import { type PreparedParameters, preparedParameters } from "./prepared-parameters.ts";

interface Almanac {
  addRuntimeFact(name: string, value: boolean): void;
}
interface Engine {
  addRule(rule: JsonRule & { onSuccess?: (event: unknown, almanac: Almanac) => void }): void;
  run(facts: object): Promise<{ readonly events: readonly { readonly type: string }[] }>;
}
type EngineConstructor = new () => Engine;
const EngineConstructor = z.custom<EngineConstructor>((value) => typeof value === "function");
const JsonRulesModule = z.object({ Engine: EngineConstructor });

/** json-rules-engine; the host counts what it cannot. */
export async function jsonRulesEngine(document: StandardDocument): Promise<Contender> {
  const { Engine } = JsonRulesModule.parse(await otherEngine("json-rules-engine"));
  const ofHousehold = engineWith(new Engine(), householdRules);
  const ofPerson = engineWith(new Engine(), personRules);
  const parametersOf = preparedParameters(document, judgedOn);
  const today = dateNumber(judgedOn);
  return slowContender({
    name: "json-rules-engine",
    async judge(household) {
      const parameters = parametersOf(household.area);
      const family = familyFacts(parameters, household, today);
      const yes = await eligibleFor(ofHousehold, family);
      const amounts = householdProgrammes.map((programme) =>
        yes.has(programme) ? householdAmount(programme, parameters, family) : no,
      );
      const poor = yes.has("minimum-living-guarantee");
      const margin = yes.has("low-income-margin");
      const { longevityAge, medicalDeductible } = parameters;
      for (const person of family.persons) {
        const facts = {
          ...person,
          poor,
          margin,
          registered: family.registered,
          today,
          longevityAge,
          medicalDeductible,
        };
        const granted = await eligibleFor(ofPerson, { ...facts, unattended: false, orphan: false });
        for (const programme of personProgrammes) {
          amounts.push(granted.has(programme) ? personAmount(programme, parameters, person) : no);
        }
      }
      return amounts;
    },
    outcomes: (amounts, { members }) => outcomesOfAmounts(amounts, members.length),
  });
}

function engineWith(engine: Engine, rules: readonly JsonRule[]): Engine {
  for (const rule of rules) {
    const fact = factsOfEvents[rule.event.type];
    engine.addRule({
      ...rule,
      ...(fact === undefined ? undefined : { onSuccess: (_event, almanac) => almanac.addRuntimeFact(fact, true) }),
    });
  }
  return engine;
}

async function eligibleFor(engine: Engine, facts: object): Promise<ReadonlySet<string>> {
  const { events } = await engine.run(facts);
  return new Set(events.map(({ type }) => type));
}

type Person = KnownHousehold["members"][number]["facts"] & PlainPerson;

function familyFacts({ guarantee, marginFactor }: PreparedParameters, household: KnownHousehold, today: number) {
  const { facts, members } = household;
  const persons = members.map((member): Person => ({ ...member.facts, ...plainPerson(member, today) }));
  const size = persons.length;
  const certified = persons.filter((each) => each.disabilityGrade >= 1 && each.certificateUntil >= today);
  const unemployed = persons.filter(({ employment }) => employment === "unemployed");
  const limit = guarantee * size;
  return {
    persons,
    size,
    income: persons.reduce((sum, each) => sum + each.monthlyIncome, fenOf(facts.otherMonthlyIncome)),
    limit,
    marginLimit: marginFactor * limit,
    hardshipLimit: 2.5 * limit,
    registered: facts.registeredArea.startsWith("33"),
    youngest: Math.min(...persons.map(({ age }) => age)),
    unemployed: unemployed.length,
    seeksWork: unemployed.some(({ age }) => age >= 18 && age < 60),
    workers: persons.filter(({ employment }) => isInWork.has(employment)).length,
    othersCannot: persons.every((each) => each.employment !== "retired" || each.monthlyIncome < guarantee),
    certifiedMembers: certified.length,
    severelyDisabled: certified.filter(({ disabilityGrade }) => disabilityGrade <= 2).length,
    poor: false,
    margin: false,
  };
}

const isInWork: ReadonlySet<string> = new Set(["employed", "employed-part-time", "self-employed"]);

function householdAmount(
  programme: (typeof householdProgrammes)[number],
  { jobSubsidy, hardship }: PreparedParameters,
  { limit, income, unemployed, certifiedMembers, severelyDisabled }: ReturnType<typeof familyFacts>,
): number {
  switch (programme) {
    case "minimum-living-guarantee":
      return roundedFen(limit - income);
    case "zero-employment-family":
      return jobSubsidy * Math.min(unemployed, 3);
    case "family-hardship-allowance":
      return roundedFen(hardship * severelyDisabled + (hardship / 2) * (certifiedMembers - severelyDisabled));
    default:
      return 0;
  }
}

function personAmount(
  programme: (typeof personProgrammes)[number],
  parameters: PreparedParameters,
  { disabilityGrade: grade, stage, ageInMonths, medicalExpenseYear }: Person,
): number {
  switch (programme) {
    case "severe-disability-care":
      return parameters.careByGrade[grade] ?? 0;
    case "disability-living-subsidy":
      return roundedTo(parameters.disabilityLiving * parameters.guarantee, 100);
    case "unattended-children":
    case "orphan-allowance":
      return parameters.childAllowance;
    case "longevity-allowance":
      return longevity(parameters, ageInMonths);
    case "education-aid":
      return parameters.educationByStage[stage] ?? 0;
    case "medical-aid":
      return medicalAid(parameters, medicalExpenseYear);
    case "pension-contribution":
      return roundedTo(parameters.pensionContribution * (grade === 1 || grade === 2 ? 1 : 0.5), 10);
  }
}
