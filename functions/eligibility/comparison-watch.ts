import { type Bounds, boundsOf, type Quantity } from "./expression.ts";
import { type ParameterUse, stepsPerUnit } from "./parameters.ts";
import type { Situation } from "./situation.ts";
import { type WatchList, watchDay, watchFirstValue, watchParameter } from "./watch-list.ts";

/** A comparison, as far as it takes to find where it would come out otherwise. */
export interface Comparison {
  readonly left: Quantity;
  readonly right: Quantity;
  readonly decide: (left: Bounds, right: Bounds) => boolean | undefined;
  readonly value: (situation: Situation) => boolean | undefined;
}

/** Watches the nearest day and parameter values at which a comparison would come out otherwise. */
export function watchComparison(comparison: Comparison, situation: Situation, into: WatchList): void {
  const { left, right } = comparison;
  const uses = [...new Set([...left.parameters, ...right.parameters])];
  if (left.timely || right.timely) {
    watchTime(comparison, situation, into);
    // Time moves one side, so that no value of a parameter stays the exact one: any change of it is looked at.
    watchAnyChange(uses, situation, into);
    return;
  }
  const exact = uses.every(({ place }) => situation.parameters[place] !== undefined)
    ? exactParameter(comparison, uses, situation)
    : undefined;
  // With several parameters the limit of one is exact while the others stay as they are.
  watchAnyChange(
    uses.filter((use) => use !== exact),
    situation,
    into,
  );
  if (exact) watchLimits(comparison, exact, situation, into);
}

function watchAnyChange(uses: readonly ParameterUse[], situation: Situation, into: WatchList): void {
  for (const { place, definition } of uses) {
    const current = situation.parameters[place];
    const step = 1 / stepsPerUnit(definition);
    if (current === undefined) watchFirstValue(situation, into, place);
    else watchParameter(situation, into, place, { below: current - step, above: current + step });
  }
}

/** The parameter whose limits can be told exactly: both sides are straight lines in it, and it meets nothing unknown. */
function exactParameter(
  { left, right }: Comparison,
  uses: readonly ParameterUse[],
  situation: Situation,
): ParameterUse | undefined {
  const isExactIn = (side: Quantity, use: ParameterUse) =>
    !side.bent.includes(use) && (!side.parameters.includes(use) || side.value(situation) !== undefined);
  const exact = uses.filter((use) => isExactIn(left, use) && isExactIn(right, use));
  return exact.find(({ definition }) => definition.unit === "yuan") ?? exact[0];
}

/** Solves for the parameter's value at which both sides meet, and takes the nearest possible values around it. */
function watchLimits(comparison: Comparison, use: ParameterUse, situation: Situation, into: WatchList): void {
  const { place, definition } = use;
  const current = situation.parameters[place];
  if (current === undefined) return;
  const outcome = comparison.value(situation);
  const candidates = meetingPoints(comparison, place, current, situation)
    .flatMap((point) => around(point, stepsPerUnit(definition)))
    .filter((value) => value >= 0 && withParameter(situation, place, value, comparison.value) !== outcome);
  const below = Math.max(...candidates.filter((value) => value < current));
  const above = Math.min(...candidates.filter((value) => value > current));
  if (Number.isFinite(below) || Number.isFinite(above)) watchParameter(situation, into, place, { below, above });
}

function meetingPoints({ left, right }: Comparison, place: number, current: number, situation: Situation): number[] {
  const distances = (at: Situation) => [left.low(at) - right.high(at), left.high(at) - right.low(at)];
  const here = distances(situation);
  const further = withParameter(situation, place, current + 1, distances);
  return here.flatMap((distance, index) => {
    const slope = (further[index] ?? Number.NaN) - distance;
    const point = current - distance / slope;
    return Number.isFinite(point) ? [point] : [];
  });
}

/** Evaluates with a parameter at another value. */
function withParameter<Result>(
  situation: Situation,
  place: number,
  value: number,
  evaluate: (situation: Situation) => Result,
): Result {
  const parameters = [...situation.parameters];
  parameters[place] = value;
  return evaluate({ ...situation, parameters });
}

/** The possible values next to a point. */
function around(point: number, stepsPerWhole: number): number[] {
  const step = Math.floor(point * stepsPerWhole);
  return [step - 1, step, step + 1, step + 2].map((each) => each / stepsPerWhole);
}

function watchTime({ left, right, decide }: Comparison, situation: Situation, into: WatchList): void {
  if (left.dayOfValue && !right.timely) {
    watchPassing(left, boundsOf(right, situation), decide, situation, into);
  } else if (right.dayOfValue && !left.timely) {
    watchPassing(right, boundsOf(left, situation), (moving, fixed) => decide(fixed, moving), situation, into);
  } else {
    left.watch(situation, into);
    right.watch(situation, into);
  }
}

/** `moving` is today or an age, and grows: the first day on which it has passed what it is compared with. */
function watchPassing(
  moving: Quantity,
  fixed: Bounds,
  decide: Comparison["decide"],
  situation: Situation,
  into: WatchList,
): void {
  const current = moving.value(situation);
  if (current === undefined) return;
  const at = (value: number) => decide({ low: value, high: value }, fixed);
  const outcome = at(current);
  const passing = Math.min(
    ...[fixed.low, fixed.high]
      .filter(Number.isFinite)
      .flatMap((bound) => around(bound, 1))
      .filter((value) => value > current && at(value) !== outcome),
  );
  if (Number.isFinite(passing)) watchDay(into, moving.dayOfValue?.(situation, passing));
}
