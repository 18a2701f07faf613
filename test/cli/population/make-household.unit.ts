import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeHousehold } from "#cli/population/make-household.ts";
import { opaqueIds } from "#cli/population/opaque-ids.ts";
import { randomStream } from "#cli/population/random.ts";
import { countiesWithin, villagesOf } from "#cli/population/villages.ts";
import { HouseholdOnFile } from "#events/household-on-file.ts";
import { households, populationOf } from "./synthetic.ts";

const seeds = fc.nat({ max: 0xffff_ffff });

describe("making a household", () => {
  test("it depends on its seed and number alone, not on what was made before", () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat({ max: 100_000 }), { minLength: 2, maxLength: 20 }), (seed, numbers) => {
        const made = new Map(numbers.map((number) => [number, makeHousehold(number, populationOf(seed))]));
        for (const number of numbers.toReversed()) {
          expect(makeHousehold(number, populationOf(seed))).toEqual(made.get(number));
        }
      }),
    );
  });

  test("another seed makes another family", () => {
    const context = populationOf(2);
    const same = households(200).filter((household, number) => {
      const other = makeHousehold(number, context);
      return JSON.stringify(other.members[0]?.facts) === JSON.stringify(household.members[0]?.facts);
    });
    expect(same).toEqual([]);
  });

  test("every household is one on file, under any seed and on any first day", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.nat({ max: 30_000_000 }),
        fc.constantFrom("2022-06-01", "2024-03-01"),
        (seed, number, on) => {
          const made = makeHousehold(number, { ...populationOf(seed), on });
          expect(HouseholdOnFile.safeParse(JSON.parse(JSON.stringify(made))).success).toBe(true);
          expect(made.members[0]?.facts?.["relation"] ?? "head").toBe("head");
          for (const { facts } of made.members) expect(String(facts?.["birthDate"] ?? "") <= on).toBe(true);
        },
      ),
    );
  });

  test("no identifier is given twice", () => {
    const ids = opaqueIds(7);
    const numbers = Array.from({ length: 20_000 }, (_, number) => number);
    expect(new Set(numbers.map(ids.household)).size).toBe(numbers.length);
    const persons = numbers.flatMap((number) => [0, 1, 9].map((member) => ids.person(number, member)));
    expect(new Set(persons).size).toBe(persons.length);
  });
});

describe("villages", () => {
  const counted = readFileSync(new URL("../../standards/villages-by-county.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

  test("each county has its number of them, each with a code of its own", () => {
    expect(countiesWithin("33")).toEqual(counted.map(([code]) => code));
    for (const [code = "", villages] of counted) {
      const codes = villagesOf([code]);
      expect(new Set(codes).size).toBe(Number(villages));
      expect(codes.every((village) => village.startsWith(code) && /^\d{12}$/.test(village))).toBe(true);
    }
  });

  test("Longgang has no towns: all its villages lie under one placeholder", () => {
    expect(new Set(villagesOf(["330383"]).map((village) => village.slice(0, 9)))).toEqual(new Set(["330383198"]));
  });

  test("a prefecture stands for its counties", () => {
    expect(countiesWithin("3309")).toEqual(["330902", "330903", "330921", "330922"]);
    expect(countiesWithin("330104")).toEqual([]);
  });
});

test("numbers drawn are spread evenly, and streams of neighbouring names differ", () => {
  const random = randomStream(1, "household 1");
  const drawn = Array.from({ length: 20_000 }, random);
  const tenths = Array.from({ length: 10 }, (_, tenth) => drawn.filter((x) => Math.floor(x * 10) === tenth).length);
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  const first = new Set(Array.from({ length: 1000 }, (_, index) => randomStream(1, `household ${index}`)()));
  expect(first.size).toBe(1000);
});
