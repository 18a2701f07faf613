import { dayOf } from "./days.ts";
import { fenOf } from "./money.ts";
import type { ParameterDefinition, StandardDocument } from "./standard-document.ts";

/** A parameter that an expression reads: one object for each parameter of a standard. */
export interface ParameterUse {
  /** Its place in the standard. */
  readonly place: number;
  readonly definition: ParameterDefinition;
}

/** A parameter's values in one area over time, inherited up the tree of areas. */
export interface Timeline {
  /** Days since 1970-01-01 from which the value of the same place holds, ascending. */
  readonly days: readonly number[];
  /** Money in fen. */
  readonly values: readonly number[];
}

/** The parameters as they are for one area. */
export interface AreaParameters {
  /** The nearest area of the standard's tree. */
  readonly area: string | undefined;
  readonly timelines: readonly Timeline[];
  /** The values in force on a day, by the parameter's place in the standard; NaN where there is none. */
  valuesOn(day: number): readonly number[];
}

/** Finds the parameters of an area; undefined is an area nobody knows. */
export type ParametersOf = (area: string | undefined) => AreaParameters;

/** Values that a parameter may have to each whole one: fen are whole, plain numbers have three decimals. */
export function stepsPerUnit({ unit }: Pick<ParameterDefinition, "unit">): number {
  return unit === undefined ? 1000 : 1;
}

/** The last value on or before a day; NaN where there is none. */
export function valueOn({ days, values }: Timeline, day: number): number {
  let value = Number.NaN;
  for (const [index, from] of days.entries()) {
    if (from > day) break;
    value = values[index] ?? Number.NaN;
  }
  return value;
}

/** The first day after `day` from which a value holds that matters; undefined if there is none. */
export function nextDay(
  { days, values }: Timeline,
  day: number,
  matters: (value: number) => boolean,
): number | undefined {
  return days.find((from, index) => from > day && matters(values[index] ?? Number.NaN));
}

export function compileParameters({ areas, parameters }: StandardDocument): ParametersOf {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  const known = new Map<string | undefined, AreaParameters>();
  const listed = (area: string | undefined) => {
    if (area === undefined) return undefined;
    return [12, 9, 6, 4, 2].map((digits) => area.slice(0, digits)).find((code) => parents.has(code));
  };
  const create = (area: string | undefined) => {
    const chain: string[] = [];
    for (let code = area; code !== undefined; code = parents.get(code)) chain.push(code);
    return areaParameters(
      area,
      parameters.map((parameter) => timelineOf(parameter, chain)),
    );
  };
  return (area) => {
    const nearest = listed(area);
    let found = known.get(nearest);
    if (!found) {
      found = create(nearest);
      known.set(nearest, found);
    }
    return found;
  };
}

function areaParameters(area: string | undefined, timelines: readonly Timeline[]): AreaParameters {
  const byDay = new Map<number, readonly number[]>();
  return {
    area,
    timelines,
    valuesOn(day) {
      let values = byDay.get(day);
      if (!values) {
        values = timelines.map((timeline) => valueOn(timeline, day));
        // A process that lives for weeks must not keep every day it has seen.
        if (byDay.size >= 16) byDay.clear();
        byDay.set(day, values);
      }
      return values;
    },
  };
}

/** On each day the nearest area of the chain that has a value by then decides. */
function timelineOf({ areas, unit }: ParameterDefinition, chain: readonly string[]): Timeline {
  const dated: [day: number, value: number, distance: number][] = [];
  for (const [distance, code] of chain.entries()) {
    const values = areas[code];
    for (const date in values) {
      const value = values[date] ?? Number.NaN;
      dated.push([dayOf(date), unit === "yuan" ? fenOf(value) : value, distance]);
    }
  }
  // Of values from one day the nearest area's comes first.
  if (dated.length > 1) dated.sort(([a, , near], [b, , far]) => a - b || near - far);
  const days: number[] = [];
  const values: number[] = [];
  let nearest = Number.POSITIVE_INFINITY;
  for (const [day, value, distance] of dated) {
    if (distance > nearest || days.at(-1) === day) continue;
    nearest = distance;
    days.push(day);
    values.push(value);
  }
  return { days, values };
}
