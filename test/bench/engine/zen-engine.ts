import * as z from "zod/mini";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { type Contender, contender, roundedFen } from "./contender.ts";
import { judgedOn } from "./households.ts";
import { no, outcomesOfAmounts } from "./measured-programmes.ts";
import { otherEngine } from "./other-engines.ts";
import { dateNumber, fenOf, plainPerson } from "./plain-household.ts";
import { type PreparedParameters, preparedParameters } from "./prepared-parameters.ts";
import { zenExpression } from "./zen-expression.ts";

type Evaluate = (expression: string, context: unknown) => unknown;
const Evaluate = z.custom<Evaluate>((value) => typeof value === "function");
const ZenModule = z.object({ evaluateExpressionSync: Evaluate });
const Result = z.object({ household: z.array(z.number()), persons: z.array(z.array(z.number())) });

/** @gorules/zen-engine; the host counts ages and fen. */
export async function zenEngine(document: StandardDocument): Promise<Contender> {
  const { evaluateExpressionSync } = ZenModule.parse(await otherEngine("@gorules/zen-engine"));
  const parametersOf = preparedParameters(document, judgedOn);
  const today = dateNumber(judgedOn);
  const known = new Map<PreparedParameters, unknown>();
  return contender<unknown>({
    name: "@gorules/zen-engine",
    judge({ area, facts, members }) {
      const prepared = parametersOf(area);
      const p = known.get(prepared) ?? forZen(prepared);
      known.set(prepared, p);
      const f = {
        today,
        registeredArea: facts.registeredArea,
        otherMonthlyIncome: fenOf(facts.otherMonthlyIncome),
        members: members.map((member) => ({ ...member.facts, ...plainPerson(member, today) })),
      };
      return evaluateExpressionSync(zenExpression, { f, p });
    },
    outcomes(result, { members }) {
      const { household, persons } = Result.parse(result);
      const amounts = [...household, ...persons.flat()].map((fen) => (fen === no ? no : roundedFen(fen)));
      return outcomesOfAmounts(amounts, members.length);
    },
  });
}

function forZen({ medicalBrackets, ...parameters }: PreparedParameters) {
  return {
    ...parameters,
    starts: medicalBrackets.map(({ from }) => from),
    rates: medicalBrackets.map(({ rate }) => rate),
  };
}
