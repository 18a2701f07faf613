import { watchComparison } from "./comparison-watch.ts";
import { addMissing, anyTimely, type Bounds, boundsOf, type Compiler, parametersOf, type Truth } from "./expression.ts";
import { sameAmount } from "./money.ts";
import type { Situation } from "./situation.ts";
import type { ComparisonOperator, TruthTree } from "./tree.ts";

/** Plain numbers: enough to make 0.1 + 0.2 the same as 0.3. */
const sameNumber = 1e-12;

/** Compiles a comparison of two numbers; bounds may decide it where a number is unknown. */
export function compileComparison(compiler: Compiler, tree: TruthTree & { op: ComparisonOperator }): Truth {
  const left = compiler.quantity(tree.left);
  const right = compiler.quantity(tree.right);
  const decide = decideBy(tree.op, tree.money ? sameAmount : sameNumber);
  const value = (situation: Situation) => decide(boundsOf(left, situation), boundsOf(right, situation));
  return {
    value,
    missing(situation, into) {
      addMissing(left, situation, into);
      addMissing(right, situation, into);
    },
    watch: (situation, into) => watchComparison({ left, right, decide, value }, situation, into),
    parameters: parametersOf([left, right]),
    timely: anyTimely([left, right]),
  };
}

/** Decides a comparison as far as the bounds of both sides allow. */
type Decide = (left: Bounds, right: Bounds) => boolean | undefined;

function decideBy(operator: ComparisonOperator, tolerance: number): Decide {
  const less: Decide = (a, b) => {
    if (a.high < b.low - tolerance) return true;
    return a.low >= b.high - tolerance ? false : undefined;
  };
  const equal: Decide = (a, b) => {
    const below = less(a, b);
    const above = less(b, a);
    if (below || above) return false;
    return below === undefined || above === undefined ? undefined : true;
  };
  switch (operator) {
    case "<":
      return less;
    case ">":
      return (a, b) => less(b, a);
    case "<=":
      return (a, b) => not(less(b, a));
    case ">=":
      return (a, b) => not(less(a, b));
    case "==":
      return equal;
    case "!=":
      return (a, b) => not(equal(a, b));
  }
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
