import { nextDay } from "./parameters.ts";
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
export type Watch = (situation: Situation, into: WatchList) => void;

export function newWatchList(): WatchList {
  return { day: Number.POSITIVE_INFINITY, parameters: new Map() };
}

export function watchDay(into: WatchList, day: number | undefined): void {
  if (day !== undefined && day < into.day) into.day = day;
}

/** Watches a parameter, and the day from which one of its published values to come passes the limits. */
export function watchParameter(situation: Situation, into: WatchList, slot: number, limits: Limits): void {
  const { below, above } = limits;
  merge(into, slot, limits);
  const timeline = situation.timelines[slot];
  if (timeline)
    watchDay(
      into,
      nextDay(timeline, situation.day, (value) => value <= below || value >= above),
    );
}

/** Watches a parameter that has no value yet: any value will matter. */
export function watchFirstValue(situation: Situation, into: WatchList, slot: number): void {
  if (situation.area === undefined) return;
  merge(into, slot, { below: Number.NEGATIVE_INFINITY, above: Number.POSITIVE_INFINITY });
  const timeline = situation.timelines[slot];
  if (timeline)
    watchDay(
      into,
      nextDay(timeline, situation.day, () => true),
    );
}

function merge(into: WatchList, slot: number, { below, above }: Limits): void {
  const known = into.parameters.get(slot);
  into.parameters.set(slot, {
    below: Math.max(below, known?.below ?? Number.NEGATIVE_INFINITY),
    above: Math.min(above, known?.above ?? Number.POSITIVE_INFINITY),
  });
}

/**
 * Where one false part makes a whole false, the whole stays so while that one part stays: it is enough to watch one of
 * the deciding parts. The lightest is taken: nothing to watch, then fewest parameters, then the latest day.
 */
export function watchLightest(deciding: readonly Watch[], situation: Situation, into: WatchList): void {
  let lightest: WatchList | undefined;
  for (const watch of deciding) {
    const list = newWatchList();
    watch(situation, list);
    if (!lightest || isLighter(list, lightest)) lightest = list;
  }
  if (!lightest) return;
  watchDay(into, lightest.day);
  for (const [slot, limits] of lightest.parameters) merge(into, slot, limits);
}

function isLighter(a: WatchList, b: WatchList): boolean {
  if (a.parameters.size !== b.parameters.size) return a.parameters.size < b.parameters.size;
  return a.day > b.day;
}
