import type { ASTNode } from "@marcbachmann/cel-js";
import { didYouMean } from "../nearest-name.ts";
import type { Call } from "./call.ts";
import { checkAge, checkMonthsAfter } from "./check-dates.ts";
import type { CheckNode } from "./check-names.ts";
import { inOneUnit } from "./check-operators.ts";
import { checkRound } from "./check-round.ts";
import { checkScale } from "./check-scale.ts";
import type { Scope } from "./scope.ts";
import { constantIn, type Quantified, type Typed, typeInWords } from "./typed.ts";

const checks: Readonly<Record<string, (call: Call) => Typed | undefined>> = {
  age: checkAge,
  ageInMonths: checkAge,
  max: checkOneOrMore,
  min: checkOneOrMore,
  monthsAfter: checkMonthsAfter,
  round: checkRound,
  scale: checkScale,
  size: sizeOf,
  sum: overNumbers,
};
const functions = ["date", ...Object.keys(checks)].sort();

/** `age(person)`, `size(members)`, `sum(…)`, `min(…)`, `round(…)` and their like. */
export function checkCall(scope: Scope, node: ASTNode & { op: "call" }, checkNode: CheckNode): Typed | undefined {
  const [name, args] = node.args;
  const at = node.range.start;
  const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
  if (!check) {
    return scope.report(
      at,
      `${name}(…): no such function${didYouMean(name, functions) || `, expected one of ${functions.join(", ")}`}`,
    );
  }
  const typed = args.map((arg) => checkNode(scope, arg));
  const known = typed.filter((each) => each !== undefined);
  if (known.length < typed.length) return undefined;
  if (known.length === 0) return scope.report(at, `${name}(): expected something to apply it to`);
  return check({ scope, at, name, args: known });
}

/** `size(household.members)`. */
export function sizeOf({ scope, at, args: [people, ...more] }: Call): Typed | undefined {
  if (people?.kind === "people" && more.length === 0)
    return { kind: "quantity", unit: undefined, tree: { op: "size", people: people.tree } };
  return scope.report(at, `size(…): found ${foundIn([people, ...more])}, expected members of the household`);
}

/** `min` and `max` of a list of numbers, or of numbers one by one. */
function checkOneOrMore(call: Call): Typed | undefined {
  return call.args.length > 1 ? checkExtreme(call) : overNumbers(call);
}

function overNumbers({ scope, at, name, args: [numbers, ...more] }: Call): Typed | undefined {
  if (numbers?.kind !== "numbers" || more.length > 0 || (name !== "sum" && name !== "min" && name !== "max")) {
    return scope.report(
      at,
      `${name}(…): found ${foundIn([numbers, ...more])}, expected a list of numbers such as household.members.map(m, m.monthlyIncome)`,
    );
  }
  const { people, slot, each } = numbers;
  return { kind: "quantity", unit: each.unit, tree: { op: name, people, slot, each: each.tree } };
}

function foundIn(args: readonly (Typed | undefined)[]): string {
  return args.flatMap((each) => (each ? [typeInWords(each)] : [])).join(" and ");
}

/** `min(a, b)` and `max(a, b, c)`. */
function checkExtreme({ scope, at, name, args }: Call): Typed | undefined {
  const measured = args.find((each) => each.kind === "quantity") ?? constantIn(0, undefined);
  const quantities: Quantified[] = args.flatMap((each) => (measured && inOneUnit(each, measured)[0]) ?? []);
  if (!measured || quantities.length < args.length) {
    return scope.report(at, `${name}(…): expected numbers of one unit`);
  }
  const op = name === "min" ? "least" : "greatest";
  return { kind: "quantity", unit: measured.unit, tree: { op, of: quantities.map(({ tree }) => tree) } };
}
