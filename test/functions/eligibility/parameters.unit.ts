import { describe, expect, it } from "vitest";
import { dayOf } from "#eligibility/days.ts";
import { compileParameters, nextDay, stepsPerUnit, valueOn } from "#eligibility/parameters.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { documentOf } from "./random-standard.ts";

type Areas = Record<string, Record<string, number>>;

const place = (code: string, parent?: string): StandardDocument["areas"][number] => ({
  ...{ code, level: "county", zh: "某地", en: "Somewhere" },
  ...(parent === undefined ? {} : { parent }),
});

function parametersOf(areas: Areas, unit?: string) {
  const document = documentOf([], undefined);
  const [limit] = document.parameters;
  if (!limit) throw new Error("Found no parameter.");
  return compileParameters({
    ...document,
    areas: [place("33"), place("3301", "33"), place("330106", "3301"), place("330203", "33")],
    parameters: [{ ...limit, areas, ...(unit === undefined ? {} : { unit }) }],
  });
}

/** The value in force in an area on a day. */
function value(areas: Areas, area: string | undefined, on: string, unit?: string) {
  return parametersOf(areas, unit)(area).valuesOn(dayOf(on))[0];
}

describe("the value of a parameter", () => {
  const areas = {
    "33": { "2022-01-01": 10, "2022-07-01": 11 },
    "3301": { "2022-03-01": 20 },
    "330106": { "2022-07-01": 30 },
  };

  it("holds from its day on, until the next", () => {
    const on = ["2021-12-31", "2022-01-01", "2022-06-30", "2022-07-01", "2030-01-01"];
    expect(on.map((day) => value(areas, "330203", day))).toEqual([Number.NaN, 10, 10, 11, 11]);
  });

  it("is the nearest area's that has one by then, and that of the area around it before", () => {
    const on = ["2022-01-01", "2022-02-28", "2022-03-01", "2022-06-30", "2022-07-01"];
    expect(on.map((day) => value(areas, "330106", day))).toEqual([10, 10, 20, 20, 30]);
    expect(on.map((day) => value(areas, "3301", day))).toEqual([10, 10, 20, 20, 20]);
    expect(on.map((day) => value(areas, "33", day))).toEqual([10, 10, 10, 10, 11]);
  });

  it("of one day is the nearest area's, however the areas are written", () => {
    const sameDay = { "330106": { "2022-01-01": 3 }, "33": { "2022-01-01": 1 }, "3301": { "2022-01-01": 2 } };
    expect(["33", "3301", "330106", "330203"].map((area) => value(sameDay, area, "2022-01-01"))).toEqual([1, 2, 3, 1]);
  });

  it("is found by day, however the days are written", () => {
    const written = { "33": { "2022-07-01": 11, "2022-01-01": 10 } };
    expect(value(written, "33", "2022-06-30")).toBe(10);
    expect(value(written, "33", "2022-07-01")).toBe(11);
  });

  it("of a village is that of the nearest area that is listed, by 9, 6, 4 or 2 digits", () => {
    const on = "2022-07-01";
    const villages = ["330106001001", "330106001", "330107001001", "330203001001", "339901001001", "110101001001"];
    expect(villages.map((area) => value(areas, area, on))).toEqual([30, 30, 20, 11, 11, Number.NaN]);
    expect(villages.map((area) => parametersOf(areas)(area).area)).toEqual([
      ...["330106", "330106", "3301", "330203", "33"],
      undefined,
    ]);
  });

  it("is nowhere known of a family of whom nobody knows where it lives", () => {
    expect(value(areas, undefined, "2022-07-01")).toBeNaN();
    expect(parametersOf(areas)(undefined).area).toBeUndefined();
  });

  it("of money is in fen", () => {
    expect(value({ "33": { "2022-01-01": 941.29 } }, "33", "2022-07-01", "yuan")).toBe(94_129);
    expect(value({ "33": { "2022-01-01": 941.29 } }, "33", "2022-07-01")).toBe(941.29);
  });

  it("is the same on each of many days, asked in whatever order", () => {
    const known = parametersOf(areas)("330106");
    const days = Array.from({ length: 40 }, (_, index) => dayOf("2022-06-20") + index);
    const asked = [...days, ...days.toReversed()].map((day) => known.valuesOn(day)[0]);
    const expected = days.map((day) => (day < dayOf("2022-07-01") ? 20 : 30));
    expect(asked).toEqual([...expected, ...expected.toReversed()]);
  });
});

describe("a parameter's time to come", () => {
  const timeline = { days: [10, 20, 30], values: [1, 2, 3] };

  it("is told by its first day, after one, on which a value holds that matters", () => {
    expect(nextDay(timeline, 9, () => true)).toBe(10);
    expect(nextDay(timeline, 10, () => true)).toBe(20);
    expect(nextDay(timeline, 10, (value_) => value_ > 2)).toBe(30);
    expect(nextDay(timeline, 30, () => true)).toBeUndefined();
    expect(nextDay(timeline, 0, () => false)).toBeUndefined();
  });

  it("begins with nothing", () => {
    expect([9, 10, 19, 20, 99].map((day) => valueOn(timeline, day))).toEqual([Number.NaN, 1, 1, 2, 3]);
    expect(valueOn({ days: [], values: [] }, 10)).toBeNaN();
  });
});

it("fen are whole, plain numbers have three decimals, years are whole", () => {
  expect([{ unit: "yuan" }, { unit: "years" }, {}].map(stepsPerUnit)).toEqual([1, 1, 1000]);
});
