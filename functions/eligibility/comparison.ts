import type { Bounds } from "./bounds.ts";
import { sameAmount } from "./money.ts";
import type { ComparisonOperator, TruthTree } from "./tree.ts";

export type Comparison = TruthTree & { op: ComparisonOperator };

/** How near two numbers are that are the same: plain numbers enough to make 0.1 + 0.2 the same as 0.3. */
export function toleranceOf({ money }: Comparison): number {
  return money ? sameAmount : 1e-12;
}

/** Decides a comparison as far as the bounds of both sides allow. */
export function compare(tree: Comparison, left: Bounds, right: Bounds): boolean | undefined {
  const tolerance = toleranceOf(tree);
  switch (tree.op) {
    case "<":
      return less(left, right, tolerance);
    case ">":
      return less(right, left, tolerance);
    case "<=":
      return opposite(less(right, left, tolerance));
    case ">=":
      return opposite(less(left, right, tolerance));
    case "==":
      return equal(left, right, tolerance);
    case "!=":
      return opposite(equal(left, right, tolerance));
  }
}

function less([low, high]: Bounds, [otherLow, otherHigh]: Bounds, tolerance: number): boolean | undefined {
  if (high < otherLow - tolerance) return true;
  return low >= otherHigh - tolerance ? false : undefined;
}

function equal(left: Bounds, right: Bounds, tolerance: number): boolean | undefined {
  const below = less(left, right, tolerance);
  const above = less(right, left, tolerance);
  if (below || above) return false;
  return below === undefined || above === undefined ? undefined : true;
}

function opposite(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
