import { describe, expect, it, test } from "vitest";
import {
  checkFact,
  checkResidence,
  checkUnset,
  checkValue,
  expectedOf,
  isRegisteredSource,
} from "#eligibility/dictionary.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { FactValue } from "#events/fact-value.ts";
import { documentOf } from "./small-standard.ts";

const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
const grown = `- { name: grown, of: person, type: boolean, layer: screening, sensitivity: ordinary, ${label}, derived: 'age(person) >= 18' }`;
// The desk owns the income of a person, and nothing else.
const standard = compileStandard(documentOf({ facts: grown }));
const today = "2022-06-01";
const report = { source: "desk", of: "person", name: "income" } as const;

describe("a report of a fact", () => {
  it("is taken from the source that owns the fact, with a value of its type", () => {
    expect(checkFact(standard, { ...report, value: 620.5, today })).toBeUndefined();
    expect(checkUnset(standard, report)).toBeUndefined();
    expect(isRegisteredSource(standard, "desk")).toBe(true);
  });

  it("is not taken from a system that the standard does not name", () => {
    expect(isRegisteredSource(standard, "somebody")).toBe(false);
    expect(checkFact(standard, { ...report, source: "somebody", value: 1, today })).toEqual({
      code: "unknown-source",
      problem: { field: "income", found: "an unknown source", expected: "a source registered in small@1" },
    });
  });

  it("is not taken of a fact that nobody defines, or defines of the other subject", () => {
    for (const of of ["household", "person"] as const) {
      const name = of === "household" ? "income" : "salary";
      const unknown = {
        code: "unknown-fact",
        problem: {
          field: name,
          found: "an unknown fact",
          expected: `a fact of a ${of} in the dictionary of small@1`,
        },
      };
      expect(checkFact(standard, { source: "desk", of, name, value: 1, today })).toEqual(unknown);
      expect(checkValue(standard, { of, name, value: 1, today })).toEqual(unknown);
    }
  });

  it("is not taken of another's fact, and says whose it is", () => {
    expect(checkUnset(standard, { ...report, name: "student" })).toEqual({
      code: "not-the-owner",
      problem: { field: "student", found: "a report of desk", expected: "a report of its owner: none" },
    });
    const shared = documentOf({});
    const facts = shared.facts.map((each) =>
      each.name === "student" ? { ...each, owners: ["schools", "colleges"] } : each,
    );
    expect(checkUnset(compileStandard({ ...shared, facts }), { ...report, name: "student" })?.problem.expected).toBe(
      "a report of its owner: schools, colleges",
    );
  });

  it("is not taken of what is derived from other facts", () => {
    expect(checkFact(standard, { ...report, name: "grown", value: true, today })).toEqual({
      code: "not-the-owner",
      problem: {
        field: "grown",
        found: "a report of desk",
        expected: "no source to report it: it is derived from other facts",
      },
    });
    expect(checkValue(standard, { of: "person", name: "grown", value: true, today })).toEqual({
      code: "not-the-owner",
      problem: { field: "grown", found: "true or false", expected: "no value: it is derived from other facts" },
    });
  });

  it("is not taken with a value of another type; the value is not told", () => {
    expect(checkFact(standard, { ...report, value: "620", today })).toEqual({
      code: "wrong-value",
      problem: { field: "income", found: "text", expected: "a number of yuan" },
    });
  });
});

describe("a value belongs to a fact", () => {
  test.each<[Parameters<typeof expectedOf>[0], readonly FactValue[], readonly FactValue[], string]>([
    [{ type: "boolean" }, [true, false], ["true", 1], "true or false"],
    [{ type: "area" }, ["33", "330106001001"], [33, "3", "33010"], "an area code of 2, 4, 6, 9 or 12 digits, as text"],
    [{ type: "identifier" }, ["h-204"], [204, "somebody"], "a household identifier such as h-204"],
    [{ type: "list" }, [[], ["a"]], ["a"], "a list of texts"],
    [{ type: "text" }, ["", "a"], [1, true, ["a"]], "text"],
    [{ type: "enumeration", values: ["a", "b"] }, ["a", "b"], ["c", "", 1], "one of a, b"],
    [
      { type: "date" },
      ["2022-07-01", "2024-02-29"],
      ["2022-02-29", "2022-7-1", 20220701],
      "a date that exists, such as 2022-07-01",
    ],
    [
      { type: "date", earliest: "1900-01-01" },
      ["1900-01-01", "2999-01-01"],
      ["1899-12-31"],
      "a date of 1900-01-01 or later",
    ],
    [{ type: "date", past: true }, ["2022-06-01"], ["2022-06-02"], "a date of 2022-06-01 or earlier, no day to come"],
    [{ type: "number" }, [0, -1.5, 0.333], ["1", Number.POSITIVE_INFINITY, Number.NaN], "a number"],
    [{ type: "integer" }, [0, -1], ["1"], "a whole number"],
    [{ type: "integer" }, [4], [0.5, 2 ** 53], "a whole number"],
    [{ type: "integer", unit: "months" }, [0], ["1", Number.NaN], "a whole number of months"],
    [{ type: "number", unit: "yuan" }, [0, 941.05, -0.01], ["941"], "a number of yuan"],
    [{ type: "number", unit: "yuan" }, [0.01], [0.001, 941.055], "yuan with at most two decimals"],
    [
      { type: "number", unit: "yuan" },
      [100_000_000, -100_000_000],
      [100_000_000.01, -100_000_001],
      "yuan, at most 100000000",
    ],
    [{ type: "number", unit: "tonnes" }, [0.001, 100_000_001], ["1"], "a number of tonnes"],
    [{ type: "number", minimum: 0 }, [0, 1], [-0.01], "a number of 0 or more"],
    [{ type: "integer", minimum: 1, maximum: 4 }, [1, 4], [0], "a whole number of 1 or more"],
    [{ type: "integer", minimum: 1, maximum: 4 }, [1, 4], [5], "a whole number of 4 or less"],
  ])("of %j", (fact, fitting, others, expected) => {
    expect(fitting.map((value) => expectedOf(fact, value, today))).toEqual(fitting.map(() => undefined));
    expect(others.map((value) => expectedOf(fact, value, today))).toEqual(others.map(() => expected));
  });
});

it("a date may be one to come where nobody knows the day of the report", () => {
  expect(expectedOf({ type: "date", past: true }, "2999-01-01")).toBeUndefined();
});

describe("a residence", () => {
  it("lies in a county that the standard lists", () => {
    expect(checkResidence(standard, "330106001001")).toBeUndefined();
    expect(checkValue(standard, { of: "household", name: "area", value: "330106", today })).toBeUndefined();
  });

  it("elsewhere is not taken, and the nearest known area is told, the village is not", () => {
    expect(checkResidence(standard, "330203001001")).toEqual({
      found: "the area 330203, in no county of small@1",
      expected: "an area of 6, 9 or 12 digits in a county that areas.csv lists; the nearest known is 33 省 Province",
    });
    expect(checkValue(standard, { of: "household", name: "area", value: "110101", today })).toEqual({
      code: "wrong-value",
      problem: {
        field: "area",
        found: "the area 110101, in no county of small@1",
        expected: "an area of 6, 9 or 12 digits in a county that areas.csv lists",
      },
    });
  });

  it("is the household's: a person may be registered anywhere in the country", () => {
    const document = documentOf({
      facts: `- { name: origin, of: household, type: area, layer: screening, sensitivity: ordinary, ${label} }`,
    });
    const elsewhere = { of: "household", name: "origin", value: "110101", today } as const;
    expect(checkValue(compileStandard(document), elsewhere)).toBeUndefined();
  });
});
