import { CelScalar, celEnv, celFunc, isCelError, isCelList, listType, parse, plan } from "@bufbuild/cel";
import { greatestOf, leastOf, monthsAfter, quotient, roundedTo, sumOf } from "./cel-functions.ts";
import type { CelBindings } from "./cel-household.ts";
import type { CelEngine, CelExpression } from "./cel-standard.ts";

const { DOUBLE } = CelScalar;
const numbers = listType(CelScalar.DYN);

const ofTwo = (name: string, implementation: (a: number, b: number) => number) =>
  celFunc(name, [DOUBLE, DOUBLE], DOUBLE, implementation);
const ofList = (name: string, implementation: (values: Iterable<number>) => number) =>
  celFunc(name, [numbers], DOUBLE, (list) => implementation(doublesIn(list)));

function doublesIn(list: Iterable<unknown>): number[] {
  return [...list].map((value) => {
    if (typeof value !== "number") throw new Error("not a double");
    return value;
  });
}

const environment = celEnv({
  funcs: [
    ofList("sumOf", sumOf),
    ofList("leastOf", leastOf),
    ofList("greatestOf", greatestOf),
    ofTwo("least", Math.min),
    ofTwo("greatest", Math.max),
    ofTwo("quotient", quotient),
    ofTwo("roundedTo", roundedTo),
    ofTwo("monthsAfter", monthsAfter),
  ],
});

/** CEL as @bufbuild/cel has it. */
export const bufbuildCel: CelEngine = (text): CelExpression => {
  const evaluate = plan(environment, parse(text));
  return (bindings: CelBindings) => {
    const result = evaluate(bindings);
    if (isCelError(result) || isCelList(result)) return undefined;
    return typeof result === "number" || typeof result === "boolean" || typeof result === "string" ? result : undefined;
  };
};
