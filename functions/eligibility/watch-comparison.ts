import { type Bounds, type Comparison, compare, isKnown } from "./arithmetic.ts";
import { boundsOf, dayOfValue, isMoving, type Moving } from "./bounds.ts";
import { type ParameterUse, stepsPerUnit } from "./parameters.ts";
import type { Assessment, Situation } from "./situation.ts";
import type { QuantityTree } from "./tree.ts";
import { usesOf } from "./uses.ts";
import { watch } from "./watch.ts";
import { type WatchList, watchDay, watchParameter, watchStep } from "./watch-list.ts";

/** Watches the nearest day and parameter values at which a comparison would come out otherwise. */
export function watchComparison(situation: Situation, tree: Comparison, into: WatchList): void {
  const sides = [sideOf(situation, tree.left), sideOf(situation, tree.right)] as const;
  const [left, right] = sides;
  const isTimely = left.timely || right.timely;
  // Time moves one side, so that no value of a parameter stays the exact one: any change of it is looked at.
  const uses = [...new Set([...left.parameters, ...right.parameters])];
  const exact = isTimely ? undefined : exactParameter(situation, sides, uses);
  if (isTimely) watchTime(situation, tree, into);
  // With several parameters the limit of one is exact while the others stay as they are.
  for (const use of uses) if (use !== exact) watchStep(situation, into, use);
  if (exact) watchLimits(situation, { tree, sides, use: exact }, into);
}

function sideOf(situation: Situation, tree: QuantityTree) {
  return { tree, ...usesOf(situation.assessment.knowledge, tree) };
}

type Side = ReturnType<typeof sideOf>;
type Sides = readonly [left: Side, right: Side];

/** The parameter whose limits can be told exactly: both sides are straight lines in it, and it meets nothing unknown. */
function exactParameter(situation: Situation, sides: Sides, uses: readonly ParameterUse[]): ParameterUse | undefined {
  const exact = uses.filter((use) =>
    sides.every(
      ({ tree, parameters, bent }) =>
        !bent.includes(use) && (!parameters.includes(use) || isKnown(boundsOf(situation, tree))),
    ),
  );
  return exact.find(({ definition }) => definition.unit === "yuan") ?? exact[0];
}

/** Solves for the parameter's value at which both sides meet, and takes the nearest possible values around it. */
function watchLimits(
  situation: Situation,
  { tree, sides, use }: { readonly tree: Comparison; readonly sides: Sides; readonly use: ParameterUse },
  into: WatchList,
): void {
  const { place, definition } = use;
  const { slots } = situation;
  const parameters = situation.assessment.parameters.slice();
  const current = parameters[place] ?? Number.NaN;
  const assessment: Assessment = { ...situation.assessment, parameters, supposed: true };
  const at = ({ tree: side, parameters: read }: Side) => {
    const bounds = boundsOf(situation, side);
    return (value: number) => {
      if (!read.includes(use)) return bounds;
      parameters[place] = value;
      assessment.bounds = undefined;
      return boundsOf({ assessment, slots }, side);
    };
  };
  const [leftAt, rightAt] = [at(sides[0]), at(sides[1])];
  const outcomeAt = (value: number) => compare(tree, leftAt(value), rightAt(value));
  const now = outcomeAt(current);
  const distancesAt = (value: number) => distances(leftAt(value), rightAt(value));
  const further = distancesAt(current + 1);
  // Where both sides are known the two points are one.
  const points = new Set(
    distancesAt(current).map((distance, index) => current - distance / ((further[index] ?? Number.NaN) - distance)),
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
  if (Number.isFinite(below) || Number.isFinite(above)) watchParameter(situation, into, place, { below, above });
}

function distances([low, high]: Bounds, [otherLow, otherHigh]: Bounds): number[] {
  return [low - otherHigh, high - otherLow];
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
    watch(situation, left, into);
    watch(situation, right, into);
  }
}

/** `moving` is today or an age, and grows: the first day on which it has passed what it is compared with. */
function watchPassing(
  situation: Situation,
  moving: Moving,
  fixed: Bounds,
  decide: (moving: Bounds) => Bounds,
  into: WatchList,
): void {
  const now = boundsOf(situation, moving);
  const outcome = decide(now);
  const passing = fixed
    .flatMap((bound) => around(bound, 1))
    .filter((value) => value > now[0] && decide([value, value]) !== outcome);
  watchDay(into, dayOfValue(situation, moving, Math.min(...passing)));
}
