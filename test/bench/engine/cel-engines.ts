import { Environment } from "@marcbachmann/cel-js";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { bufbuildCel } from "#test/functions/eligibility/cel/bufbuild.ts";
import {
  greatestOf,
  leastOf,
  monthsAfter,
  quotient,
  roundedTo,
  sumOf,
} from "#test/functions/eligibility/cel/cel-functions.ts";
import { type CelBinder, type CelBindings, celParameters } from "#test/functions/eligibility/cel/cel-household.ts";
import { type CelEngine, type CelVerdict, celStandard } from "#test/functions/eligibility/cel/cel-standard.ts";
import { type Contender, contender, type Outcome, roundedFen } from "./contender.ts";
import { judgedOn, type KnownHousehold } from "./households.ts";
import { dateNumber, fenOf, plainPerson } from "./plain-household.ts";

/* Two engines for CEL, each given the pack's expressions as texts that it makes ready once; the host counts ages. */

const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction("sumOf(list): double", sumOf)
  .registerFunction("leastOf(list): double", leastOf)
  .registerFunction("greatestOf(list): double", greatestOf)
  .registerFunction("least(double, double): double", Math.min)
  .registerFunction("greatest(double, double): double", Math.max)
  .registerFunction("quotient(double, double): double", quotient)
  .registerFunction("roundedTo(double, double): double", roundedTo)
  .registerFunction("monthsAfter(double, double): double", monthsAfter);

const marcbachmannCel: CelEngine = (text) => {
  const evaluate = environment.parse(text);
  return (bindings: CelBindings) => {
    const result: unknown = evaluate(bindings);
    return typeof result === "number" || typeof result === "boolean" || typeof result === "string" ? result : undefined;
  };
};

export function celEngines(document: StandardDocument): Contender[] {
  return [
    celContender("@marcbachmann/cel-js 8.0.0", document, marcbachmannCel),
    celContender("@bufbuild/cel 0.6.1", document, bufbuildCel),
  ];
}

function celContender(name: string, document: StandardDocument, engine: CelEngine): Contender {
  const judge = celStandard(document, engine, quickBinder(document));
  const pays = new Set(document.programmes.filter(({ amount }) => amount.value).map(({ id }) => id));
  return contender<CelVerdict[]>({
    name,
    judge,
    outcomes: (verdicts) =>
      verdicts.map(({ programme, member, eligible, amount }): Outcome => {
        if (eligible === undefined) return { programme, member, eligible: false, fen: Number.NaN };
        return {
          programme,
          member,
          eligible,
          fen: eligible && pays.has(programme) ? roundedFen(amount ?? Number.NaN) : undefined,
        };
      }),
  });
}

/** As the host of an engine that knows no money and no dates binds a household, written for speed. */
function quickBinder(document: StandardDocument): CelBinder<KnownHousehold> {
  const parametersOf = celParameters(document, judgedOn);
  const today = dateNumber(judgedOn);
  return ({ area, facts, members }) => {
    const bound = members.map((member) => {
      const { age, ageInMonths, monthlyIncome, medicalExpenseYear, certificateUntil } = plainPerson(member, today);
      const { employment, student, stage, guardianship, disabilityGrade, disabilityKind, enrolments } = member.facts;
      return {
        age_in_years: age,
        age_in_months: ageInMonths,
        monthlyIncome,
        medicalExpenseYear,
        disabilityCertificateUntil: certificateUntil,
        employment,
        student,
        stage,
        guardianship,
        disabilityGrade,
        disabilityKind,
        enrolments,
      };
    });
    return {
      bindings: {
        household: {
          registeredArea: facts.registeredArea,
          otherMonthlyIncome: fenOf(facts.otherMonthlyIncome),
          members: bound,
        },
        parameter: parametersOf(area),
        today,
        verdict: {},
        person: {},
        verdictOfPerson: {},
      },
      members: bound,
    };
  };
}
