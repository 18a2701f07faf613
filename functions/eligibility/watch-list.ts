import { nextDay, type ParameterUse, stepsPerUnit } from "./parameters.ts";
import type { Situation } from "./situation.ts";

/** The nearest values of a parameter, below and above the one in force, at which something changes. */
export interface Limits {
  readonly below: number;
  readonly above: number;
}

/** The nearest day and parameter values at which a verdict or an amount could change by itself. */
export interface WatchList {
  /** Days since 1970-01-01; Infinity where no day is watched. */
  day: number;
  /** By the parameter's place in the standard. */
  readonly parameters: Map<number, Limits>;
}

/** Adds to a list what would change something that an expression says. */
export type Watch = (into: WatchList) => void;

export function newWatchList(): WatchList {
  return { day: Number.POSITIVE_INFINITY, parameters: new Map() };
}

/** The last day that an ISO date can name, 9999-12-31. */
const lastDay = 2_932_896;

/** Watches a day; NaN is none, and a day that no calendar of ours will reach is none either. */
export function watchDay(into: WatchList, day: number): void {
  if (day < into.day && day <= lastDay) into.day = day;
}

/** Watches a parameter, and the day from which one of its published values to come passes the limits. */
export function watchParameter(situation: Situation, into: WatchList, place: number, limits: Limits): void {
  const { below, above } = limits;
  merge(into, place, limits);
  watchTimeline(situation, into, place, (value) => value <= below || value >= above);
}

/** Watches a parameter for any other value than it has now; one that has none yet, for any at all. */
export function watchStep(situation: Situation, into: WatchList, { place, definition }: ParameterUse): void {
  const current = situation.assessment.parameters[place] ?? Number.NaN;
  const step = 1 / stepsPerUnit(definition);
  if (!Number.isNaN(current)) {
    watchParameter(situation, into, place, { below: current - step, above: current + step });
  } else if (situation.assessment.ofArea.area !== undefined) {
    merge(into, place, { below: Number.NEGATIVE_INFINITY, above: Number.POSITIVE_INFINITY });
    watchTimeline(situation, into, place, () => true);
  }
}

function watchTimeline(
  { assessment: { ofArea, day } }: Situation,
  into: WatchList,
  place: number,
  matters: (value: number) => boolean,
): void {
  const timeline = ofArea.timelines[place];
  if (timeline) watchDay(into, nextDay(timeline, day, matters) ?? Number.NaN);
}

function merge(into: WatchList, place: number, { below, above }: Limits): void {
  const known = into.parameters.get(place);
  into.parameters.set(place, {
    below: Math.max(below, known?.below ?? Number.NEGATIVE_INFINITY),
    above: Math.min(above, known?.above ?? Number.POSITIVE_INFINITY),
  });
}

/**
 * Where one false part makes a whole false, the whole stays so while that one part stays: it is enough to watch one of
 * the deciding parts. The lightest is taken: nothing to watch, then fewest parameters, then the latest day.
 */
export function watchLightest(deciding: readonly Watch[], into: WatchList): void {
  const [only, ...others] = deciding;
  if (only && others.length === 0) {
    only(into);
    return;
  }
  let lightest: WatchList | undefined;
  for (const watch of deciding) {
    const list = newWatchList();
    watch(list);
    if (list.parameters.size === 0 && list.day === Number.POSITIVE_INFINITY) return;
    if (!lightest || isLighter(list, lightest)) lightest = list;
  }
  if (lightest) mergeList(into, lightest);
}

/** Watches whatever another list watches. */
export function mergeList(into: WatchList, { day, parameters }: WatchList): void {
  watchDay(into, day);
  for (const [place, limits] of parameters) merge(into, place, limits);
}

function isLighter(a: WatchList, b: WatchList): boolean {
  if (a.parameters.size !== b.parameters.size) return a.parameters.size < b.parameters.size;
  return a.day > b.day;
}
