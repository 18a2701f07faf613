import { arithmetic, type Bounds, type Comparison, compare, isKnown } from "./arithmetic.ts";
import { boundsOf, dayOfValue, isMoving, type Moving } from "./bounds.ts";
import { type ParameterUse, stepsPerUnit } from "./parameters.ts";
import type { Situation } from "./situation.ts";
import type { QuantityTree } from "./tree.ts";
import { reads, usesOf } from "./uses.ts";
import { watch } from "./watch.ts";
import { type WatchList, watchDay, watchLimits, watchStep } from "./watch-list.ts";

/** Watches the nearest day and parameter values at which a comparison would come out otherwise. */
export function watchComparison(situation: Situation, tree: Comparison, into: WatchList): void {
  const { parameters, timely } = usesOf(situation.assessment.knowledge, tree);
  // Time moves one side, so that no value of a parameter stays the exact one: any change of it is looked at.
  const exact = timely ? undefined : exactParameter(situation, tree, parameters);
  if (timely) watchTime(situation, tree, into);
  // With several parameters the limit of one is exact while the others stay as they are.
  for (const use of parameters) if (use !== exact) watchStep(situation.assessment, into, use);
  if (exact) watchSolved(situation, tree, exact, into);
}

/** The parameter whose limits can be told exactly: both sides are straight lines in it, and it meets nothing unknown. */
function exactParameter(
  situation: Situation,
  { left, right }: Comparison,
  parameters: readonly ParameterUse[],
): ParameterUse | undefined {
  const { knowledge } = situation.assessment;
  const exact = parameters.filter((use) =>
    [left, right].every((side) => {
      const uses = usesOf(knowledge, side);
      return !uses.parameters.includes(use) || (uses.straight.includes(use) && isKnown(boundsOf(situation, side)));
    }),
  );
  return exact.find(({ definition }) => definition.unit === "yuan") ?? exact[0];
}

/** Solves for the parameter's value at which both sides meet, and takes the nearest possible values around it. */
function watchSolved(situation: Situation, tree: Comparison, use: ParameterUse, into: WatchList): void {
  const { assessment, slots } = situation;
  const { place, definition } = use;
  const parameters = assessment.parameters.slice();
  const current = parameters[place] ?? Number.NaN;
  const supposed: Situation = { assessment: { ...assessment, parameters, supposed: use }, slots };
  const boundsThere = (side: QuantityTree) => {
    if (reads(assessment.knowledge, side, use)) return () => boundsOf(supposed, side);
    const fixed = boundsOf(situation, side);
    return () => fixed;
  };
  const [left, right] = [boundsThere(tree.left), boundsThere(tree.right)];
  const differenceAt = (value: number) => {
    parameters[place] = value;
    supposed.assessment.bounds = undefined;
    return arithmetic["-"](left(), right());
  };
  const outcomeAt = (value: number) => compare(tree, differenceAt(value));
  const now = outcomeAt(current);
  const further = differenceAt(current + 1);
  // Where both sides are known the two points are one.
  const points = new Set(
    differenceAt(current).map(
      (difference, index) => current - difference / ((further[index] ?? Number.NaN) - difference),
    ),
  );
  const nearby = [...points]
    .filter(Number.isFinite)
    .flatMap((point) => around(point, stepsPerUnit(definition)))
    .filter((value) => value >= 0)
    .sort((a, b) => Math.abs(a - current) - Math.abs(b - current));
  // The nearest are tried first: the others need not be.
  const nearest = (isThere: (value: number) => boolean, none: number) =>
    nearby.find((value) => isThere(value) && outcomeAt(value) !== now) ?? none;
  const below = nearest((value) => value < current, Number.NEGATIVE_INFINITY);
  const above = nearest((value) => value > current, Number.POSITIVE_INFINITY);
  if (Number.isFinite(below) || Number.isFinite(above)) watchLimits(into, place, { below, above });
}

/** The possible values next to a point. */
function around(point: number, stepsPerWhole: number): number[] {
  const step = Math.floor(point * stepsPerWhole);
  return [step - 1, step, step + 1, step + 2].map((each) => each / stepsPerWhole);
}

/** Watches the first day on which today, or an age, has passed what it is compared with; or else whatever moves in time. */
function watchTime(situation: Situation, tree: Comparison, into: WatchList): void {
  const { left, right } = tree;
  const isMovingBeside = (side: QuantityTree, other: QuantityTree): side is Moving =>
    isMoving(side) && !usesOf(situation.assessment.knowledge, other).timely;
  const moving = isMovingBeside(left, right) ? left : isMovingBeside(right, left) ? right : undefined;
  if (!moving) {
    watch(situation, left, into);
    watch(situation, right, into);
    return;
  }
  const fixed = boundsOf(situation, moving === left ? right : left);
  const minus = arithmetic["-"];
  const outcomeAt = (at: Bounds) => compare(tree, moving === left ? minus(at, fixed) : minus(fixed, at));
  const now = boundsOf(situation, moving);
  const outcome = outcomeAt(now);
  // Days and ages only grow.
  const passing = fixed
    .flatMap((bound) => around(bound, 1))
    .filter((value) => value > now[0] && outcomeAt([value, value]) !== outcome);
  watchDay(into, dayOfValue(situation, moving, Math.min(...passing)));
}
