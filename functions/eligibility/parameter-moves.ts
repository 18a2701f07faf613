import { dayOf } from "./days.ts";
import { compileParameters, type Timeline, valueOn } from "./parameters.ts";
import type { StandardDocument } from "./standard-document.ts";

/** How a parameter differs between two standards in one area, on some day from the one asked for on. */
export interface ParameterMove {
  readonly parameter: string;
  /** The area, of any level. */
  readonly area: string;
  /** The least and the greatest value after, on days on which it differs; in its unit. NaN where it has none then. */
  readonly least: number;
  readonly greatest: number;
}

/** Where parameters differ between two standards on a day (ISO date) or later: by area, inheritance counted. */
export function parameterMoves(from: StandardDocument, to: StandardDocument, on: string): ParameterMove[] {
  const changed = to.parameters.flatMap((parameter, place) => {
    const former = from.parameters.findIndex(({ name }) => name === parameter.name);
    return JSON.stringify(from.parameters[former]?.areas) === JSON.stringify(parameter.areas)
      ? []
      : [{ parameter, place, former }];
  });
  const [before, after] = [compileParameters(from), compileParameters(to)];
  const codes = new Set([...from.areas, ...to.areas].map(({ code }) => code));
  return [...codes].flatMap((area) =>
    changed.flatMap(({ parameter, place, former }) => {
      const values = valuesWhereOther(before(area).timelines[former], after(area).timelines[place], dayOf(on));
      if (values.length === 0) return [];
      const inUnit = (value: number) => (parameter.unit === "yuan" ? value / 100 : value);
      return [
        {
          parameter: parameter.name,
          area,
          least: inUnit(Math.min(...values)),
          greatest: inUnit(Math.max(...values)),
        },
      ];
    }),
  );
}

const never: Timeline = { days: [], values: [] };

function valuesWhereOther(before: Timeline = never, after: Timeline = never, day: number): number[] {
  const days = [day, ...[...before.days, ...after.days].filter((each) => each > day)];
  return days
    .filter((each) => !Object.is(valueOn(before, each), valueOn(after, each)))
    .map((each) => valueOn(after, each));
}
