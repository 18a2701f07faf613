import { monthsAfter } from "./days.ts";
import { roundedTo, sameAmount } from "./money.ts";
import type { ArithmeticOperator, ComparisonOperator, TruthTree } from "./tree.ts";

/** What is known of a number: it lies between these, both included. The number itself is known where they are one. */
export type Bounds = readonly [low: number, high: number];

/** Nothing is known of it. */
export const unbounded: Bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** A truth counts as a number: false is 0, true is 1, and what is unknown lies between them. */
export const no: Bounds = [0, 0];
export const yes: Bounds = [1, 1];
export const open: Bounds = [0, 1];

export function isKnown([low, high]: readonly [low: unknown, high: unknown]): boolean {
  return low === high;
}

/** A number that is known; NaN is not. */
export function exactly(value: number): Bounds {
  return Number.isNaN(value) ? unbounded : [value, value];
}

/** The least (Math.min) or the greatest (Math.max) of numbers. */
export function extreme(pick: typeof Math.min, of: readonly Bounds[]): Bounds {
  return [pick(...of.map(([low]) => low)), pick(...of.map(([, high]) => high))];
}

// Nought times what is unbounded is nought.
const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);

function products([a, b]: Bounds, [c, d]: Bounds): Bounds {
  const all = [product(a, c), product(a, d), product(b, c), product(b, d)];
  return [Math.min(...all), Math.max(...all)];
}

export function quotient(a: number, b: number): number {
  return b === 0 ? Number.NaN : a / b;
}

export const arithmetic: Readonly<Record<ArithmeticOperator, (left: Bounds, right: Bounds) => Bounds>> = {
  "+": ([a, b], [c, d]) => [a + c, b + d],
  "-": ([a, b], [c, d]) => [a - d, b - c],
  "*": products,
  "/"(left, right) {
    const [c, d] = right;
    if (isKnown(left) && isKnown(right)) return exactly(quotient(left[0], c));
    return c > 0 || d < 0 ? products(left, [1 / d, 1 / c]) : unbounded;
  },
};

export function rounded([low, high]: Bounds, step: number): Bounds {
  return [roundedTo(low, step), roundedTo(high, step)];
}

export function later([a, b]: Bounds, [c, d]: Bounds): Bounds {
  const after = (day: number, months: number) =>
    Number.isFinite(day + months) ? monthsAfter(day, months) : day + months;
  return [after(a, c), after(b, d)];
}

export type Comparison = TruthTree & { op: ComparisonOperator };

/** How near two numbers are that are the same: plain numbers enough to make 0.1 + 0.2 the same as 0.3. */
export function toleranceOf({ money }: Comparison): number {
  return money ? sameAmount : 1e-12;
}

/** What each comparison says of the sign of left less right: -1 where left is less, 0 where both are the same. */
export const comparisons: Readonly<Record<ComparisonOperator, (sign: number) => boolean>> = {
  "<": (sign) => sign < 0,
  "<=": (sign) => sign <= 0,
  ">": (sign) => sign > 0,
  ">=": (sign) => sign >= 0,
  "==": (sign) => sign === 0,
  "!=": (sign) => sign !== 0,
};

/** Decides a comparison as far as the bounds of left less right allow: `yes`, `no` or `open`. */
export function compare(tree: Comparison, [low, high]: Bounds): Bounds {
  const tolerance = toleranceOf(tree);
  const signOf = (difference: number) => (difference < -tolerance ? -1 : difference > tolerance ? 1 : 0);
  const holds = comparisons[tree.op];
  const least = signOf(low);
  const truth = holds(least);
  for (let sign = signOf(high); sign > least; sign -= 1) if (holds(sign) !== truth) return open;
  return truth ? yes : no;
}
