import { nextDay, type ParameterUse, stepsPerUnit } from "./parameters.ts";
import type { Assessment } from "./situation.ts";

/** The nearest values of a parameter, below and above the one in force, at which something changes; NaN where it has none. */
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

export function newWatchList(): WatchList {
  return { day: Number.POSITIVE_INFINITY, parameters: new Map() };
}

/** The last day that an ISO date can name, 9999-12-31. */
const lastDay = 2_932_896;

/** Watches a day; NaN is none, and a day that no calendar of ours will reach is none either. */
export function watchDay(into: WatchList, day: number): void {
  if (day < into.day && day <= lastDay) into.day = day;
}

/** Watches the values of a parameter, by its place in the standard. */
export function watchLimits({ parameters }: WatchList, place: number, { below, above }: Limits): void {
  const known = parameters.get(place);
  parameters.set(place, {
    below: Math.max(below, known?.below ?? below),
    above: Math.min(above, known?.above ?? above),
  });
}

/** Watches a parameter for any other value than it has now; one that has none yet, for any at all. */
export function watchStep(
  { ofArea, parameters }: Assessment,
  into: WatchList,
  { place, definition }: ParameterUse,
): void {
  if (ofArea.area === undefined) return;
  const current = parameters[place] ?? Number.NaN;
  const step = 1 / stepsPerUnit(definition);
  watchLimits(into, place, { below: current - step, above: current + step });
}

/** Watches whatever another list watches. */
export function mergeList(into: WatchList, { day, parameters }: WatchList): void {
  watchDay(into, day);
  for (const [place, limits] of parameters) watchLimits(into, place, limits);
}

/** The first day on which what is watched may come: the day itself, or one from which a published value passes its limits. */
export function firstDay({ ofArea, day: today }: Assessment, { day, parameters }: WatchList): number {
  const days = [...parameters].map(([place, { below, above }]) => {
    const timeline = ofArea.timelines[place];
    return timeline && nextDay(timeline, today, (value) => !(value > below && value < above));
  });
  return Math.min(day, ...days.map((next) => next ?? day));
}

/** True where there is less to watch in a list than in another: fewer parameters, or nothing before a later day. */
export function isLighter(assessment: Assessment, list: WatchList, other: WatchList): boolean {
  const fewer = other.parameters.size - list.parameters.size;
  return fewer > 0 || (fewer === 0 && firstDay(assessment, list) > firstDay(assessment, other));
}
