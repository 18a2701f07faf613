import { type Bounds, boundsOf, dayOfValue, isKnown, isMoving, type Moving } from "./bounds.ts";
import { type Comparison, compare } from "./comparison.ts";
import { type ParameterUse, stepsPerUnit } from "./parameters.ts";
import type { Situation } from "./situation.ts";
import type { QuantityTree } from "./tree.ts";
import { type Uses, usesOf } from "./uses.ts";
import { watchQuantity } from "./watch.ts";
import { type WatchList, watchDay, watchParameter, watchStep } from "./watch-list.ts";

/** Watches the nearest day and parameter values at which a comparison would come out otherwise. */
export function watchComparison(situation: Situation, tree: Comparison, into: WatchList): void {
  const { knowledge } = situation.assessment;
  const left = usesOf(knowledge, tree.left);
  const right = usesOf(knowledge, tree.right);
  const uses = [...new Set([...left.parameters, ...right.parameters])];
  if (left.timely || right.timely) {
    watchTime(situation, tree, into);
    // Time moves one side, so that no value of a parameter stays the exact one: any change of it is looked at.
    for (const use of uses) watchStep(situation, into, use);
    return;
  }
  const exact = exactParameter(situation, tree, { left, right, uses });
  // With several parameters the limit of one is exact while the others stay as they are.
  for (const use of uses) if (use !== exact) watchStep(situation, into, use);
  if (exact) watchLimits(situation, tree, { left, right, use: exact }, into);
}

/** The parameter whose limits can be told exactly: both sides are straight lines in it, and it meets nothing unknown. */
function exactParameter(
  situation: Situation,
  tree: Comparison,
  { left, right, uses }: { readonly left: Uses; readonly right: Uses; readonly uses: readonly ParameterUse[] },
): ParameterUse | undefined {
  if (uses.some(({ place }) => Number.isNaN(situation.assessment.parameters[place]))) return undefined;
  const isExactIn = (side: QuantityTree, { parameters, bent }: Uses, use: ParameterUse) =>
    !bent.includes(use) && (!parameters.includes(use) || isKnown(boundsOf(situation, side)));
  const exact = uses.filter((use) => isExactIn(tree.left, left, use) && isExactIn(tree.right, right, use));
  return exact.find(({ definition }) => definition.unit === "yuan") ?? exact[0];
}

interface ExactUses {
  readonly left: Uses;
  readonly right: Uses;
  readonly use: ParameterUse;
}

/** Solves for the parameter's value at which both sides meet, and takes the nearest possible values around it. */
function watchLimits(situation: Situation, tree: Comparison, { left, right, use }: ExactUses, into: WatchList): void {
  const { place, definition } = use;
  const current = situation.assessment.parameters[place];
  if (current === undefined) return;
  const leftAt = supposing(situation, tree.left, left, use);
  const rightAt = supposing(situation, tree.right, right, use);
  const outcomeAt = (value: number) => compare(tree, leftAt(value), rightAt(value));
  const outcome = outcomeAt(current);
  const points = meetingPoints(leftAt, rightAt, current);
  const nearby = points.flatMap((point) => around(point, stepsPerUnit(definition))).filter((value) => value >= 0);
  // The nearest are tried first: the others need not be.
  const nearest = (values: number[]) =>
    values.sort((a, b) => Math.abs(a - current) - Math.abs(b - current)).find((value) => outcomeAt(value) !== outcome);
  const below = nearest(nearby.filter((value) => value < current)) ?? Number.NEGATIVE_INFINITY;
  const above = nearest(nearby.filter((value) => value > current)) ?? Number.POSITIVE_INFINITY;
  if (Number.isFinite(below) || Number.isFinite(above)) watchParameter(situation, into, place, { below, above });
}

/** One side of a comparison while a parameter has some value. */
type Side = (value: number) => Bounds;

function meetingPoints(leftAt: Side, rightAt: Side, current: number): number[] {
  const distances = (value: number) => {
    const [low, high] = leftAt(value);
    const [otherLow, otherHigh] = rightAt(value);
    return [low - otherHigh, high - otherLow];
  };
  const here = distances(current);
  const further = distances(current + 1);
  const points = here.map((distance, index) => current - distance / ((further[index] ?? Number.NaN) - distance));
  // Where both sides are known the two points are one.
  return [...new Set(points)].filter(Number.isFinite);
}

function supposing(situation: Situation, tree: QuantityTree, { parameters }: Uses, use: ParameterUse): Side {
  if (!parameters.includes(use)) {
    const bounds = boundsOf(situation, tree);
    return () => bounds;
  }
  if (tree.op === "parameter") return (value) => [value, value];
  const supposed = situation.assessment.parameters.slice();
  const assessment = { ...situation.assessment, parameters: supposed, supposed: true };
  return (value) => {
    supposed[use.place] = value;
    assessment.bounds = undefined;
    return boundsOf({ assessment, slots: situation.slots }, tree);
  };
}

/** The possible values next to a point. */
function around(point: number, stepsPerWhole: number): number[] {
  const step = Math.floor(point * stepsPerWhole);
  return [step - 1, step, step + 1, step + 2].map((each) => each / stepsPerWhole);
}

function watchTime(situation: Situation, tree: Comparison, into: WatchList): void {
  const { left, right } = tree;
  const isTimely = (side: QuantityTree) => usesOf(situation.assessment.knowledge, side).timely;
  if (isMoving(left) && !isTimely(right)) {
    const fixed = boundsOf(situation, right);
    watchPassing(situation, left, fixed, (moving) => compare(tree, moving, fixed), into);
  } else if (isMoving(right) && !isTimely(left)) {
    const fixed = boundsOf(situation, left);
    watchPassing(situation, right, fixed, (moving) => compare(tree, fixed, moving), into);
  } else {
    watchQuantity(situation, left, into);
    watchQuantity(situation, right, into);
  }
}

/** `moving` is today or an age, and grows: the first day on which it has passed what it is compared with. */
function watchPassing(
  situation: Situation,
  moving: Moving,
  fixed: Bounds,
  decide: (moving: Bounds) => boolean | undefined,
  into: WatchList,
): void {
  const now = boundsOf(situation, moving);
  if (!isKnown(now)) return;
  const outcome = decide(now);
  const passing = Math.min(
    ...fixed
      .filter(Number.isFinite)
      .flatMap((bound) => around(bound, 1))
      .filter((value) => value > now[0] && decide([value, value]) !== outcome),
  );
  if (Number.isFinite(passing)) watchDay(into, dayOfValue(situation, moving, passing));
}
