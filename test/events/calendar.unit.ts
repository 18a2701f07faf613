import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateIn, momentOf } from "#events/calendar.ts";

const zones = ["Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/New_York", "UTC"];
const zone = fc.constantFrom(...zones);
const moment = fc.date({ min: new Date("1949-10-01"), max: new Date("2100-01-01"), noInvalidDate: true });

// The Swedish locale writes dates as ISO 8601 does.
const byIntl = (timeZone: string, instant: Date) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(instant);

describe("the day an instant falls on", () => {
  it("is the one that Node's time zones give, in every zone and year", () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, instant) => {
        expect(dateIn(timeZone, instant)).toBe(byIntl(timeZone, instant));
      }),
    );
  });

  it("is the one that Node's time zones give in Shanghai about each end of China's summer times", () => {
    for (const end of ["1986-09-14", "1987-09-13", "1988-09-11", "1989-09-17", "1990-09-16", "1991-09-15"]) {
      for (let minutes = -180; minutes <= 180; minutes += 30) {
        const instant = new Date(Date.parse(`${end}T00:00:00+08:00`) + minutes * 60_000);
        expect([instant, dateIn("Asia/Shanghai", instant)]).toEqual([instant, byIntl("Asia/Shanghai", instant)]);
      }
    }
  });
});

describe("the moment of a day", () => {
  it("is its first, on which the day before ends", () => {
    // Where summer time begins at midnight a day has no such moment: those zones are left out.
    fc.assert(
      fc.property(fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "UTC"), moment, (timeZone, instant) => {
        const day = instant.toISOString().slice(0, 10);
        fc.pre(!(timeZone === "Asia/Shanghai" && day < "1992-01-01"));
        const first = momentOf(day, timeZone);
        expect(dateIn(timeZone, new Date(first))).toBe(day);
        expect(dateIn(timeZone, new Date(first - 1)) < day).toBe(true);
      }),
    );
  });
});
