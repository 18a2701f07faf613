import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateNumber, dateOf, dayOf, dayOfMonths, monthsAfter, monthsBetween, yearsBetween } from "#eligibility/days.ts";

const date = fc.integer({ min: dayOf("1900-01-01"), max: dayOf("2100-12-31") }).map(dateOf);

describe("days", () => {
  it("count from 1970-01-01 and back", () => {
    expect(dayOf("1970-01-01")).toBe(0);
    expect(dayOf("2000-02-29")).toBe(11_016);
    fc.assert(fc.property(date, (day) => dateOf(dayOf(day)) === day && dayOf(day) === Date.parse(day) / 86_400_000));
  });

  it("make whoever is born on 29 February a year older on 1 March, where there is no 29th", () => {
    expect(yearsBetween(20040229, dateNumber("2022-02-28"))).toBe(17);
    expect(yearsBetween(20040229, dateNumber("2022-03-01"))).toBe(18);
    expect(yearsBetween(20040229, dateNumber("2024-02-29"))).toBe(20);
  });

  it("complete months on the same day, or on the first of the next month where there is none", () => {
    expect(monthsBetween(20220131, dateNumber("2022-02-28"))).toBe(0);
    expect(monthsBetween(20220131, dateNumber("2022-03-01"))).toBe(1);
    expect(monthsBetween(20220131, dateNumber("2022-03-31"))).toBe(2);
  });

  it("find the first day on which somebody is so many months old", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 1300 }), (birth, months) => {
        const born = dateNumber(birth);
        const day = dayOfMonths(born, months);
        expect(monthsBetween(born, dateNumber(dateOf(day)))).toBe(months);
        expect(monthsBetween(born, dateNumber(dateOf(day - 1)))).toBe(months - 1);
      }),
    );
  });

  it("find the same day months later, or the last of a month that is too short", () => {
    expect(dateOf(monthsAfter(dayOf("2022-01-31"), 1))).toBe("2022-02-28");
    expect(dateOf(monthsAfter(dayOf("2024-01-31"), 1))).toBe("2024-02-29");
    expect(dateOf(monthsAfter(dayOf("2022-07-15"), -12))).toBe("2021-07-15");
  });
});
