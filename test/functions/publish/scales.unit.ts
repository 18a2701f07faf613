import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "#eligibility/judge.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { amountOf, problemsOf, problemsOfAmount, published, type Written } from "./language-pack.ts";

const reference = "reference: [{ title: 条例 }]";
const aidRate = `metadata: { thresholdUnit: yuan, ${reference} }
scale: marginal
areas:
  "33":
    values:
      2022-01-01: [{ from: 0, rate: 0.6 }, { from: 50000, rate: 0.7 }, { from: 100000, rate: 0.8 }]
`;
const gift = `metadata: { unit: yuan, thresholdUnit: years, ${reference} }
scale: amount
areas:
  "33": { values: { 2022-01-01: [{ from: 80, amount: 50 }, { from: 90, amount: 100.5 }] } }
`;
const parameters = { aidRate, gift };
const expense = { op: "fact", of: "person", name: "expense", slot: 0 };
const zero = { op: "number", value: 0 };
const parameter = (name: string) => ({ op: "parameter", name });

describe("a marginal scale", () => {
  it("is a threshold and a rate of each bracket in the document", () => {
    const document = published({ parameters: { aidRate } });
    expect(document.parameters.map(({ name, unit, description }) => [name, unit, description.en])).toEqual([
      ["aidRate[0].from", "yuan", "Standard (start of bracket 1)"],
      ["aidRate[0].rate", undefined, "Standard (rate of bracket 1)"],
      ["aidRate[1].from", "yuan", "Standard (start of bracket 2)"],
      ["aidRate[1].rate", undefined, "Standard (rate of bracket 2)"],
      ["aidRate[2].from", "yuan", "Standard (start of bracket 3)"],
      ["aidRate[2].rate", undefined, "Standard (rate of bracket 3)"],
    ]);
    expect(document.parameters[2]?.areas).toEqual({ "33": { "2022-01-01": 50_000 } });
  });

  it("is each rate times the part of the number within its bracket, in all", () => {
    const part = (index: number, upTo: unknown) => ({
      op: "*",
      left: parameter(`aidRate[${index}].rate`),
      right: { op: "greatest", of: [zero, { op: "-", left: upTo, right: parameter(`aidRate[${index}].from`) }] },
    });
    const least = (index: number) => ({ op: "least", of: [expense, parameter(`aidRate[${index}].from`)] });
    expect(amountOf("scale(parameter.aidRate, person.expense)", { parameters })).toEqual({
      op: "+",
      left: { op: "+", left: part(0, least(1)), right: part(1, least(2)) },
      right: part(2, expense),
    });
  });

  it("pays what a person works out by hand", () => {
    const standard = compileStandard(
      published({
        parameters: { aidRate },
        when: "person.expense >= 0",
        amount: "{ per: year, value: 'scale(parameter.aidRate, person.expense)' }",
      }),
    );
    const paid = (spent: number) =>
      judge(
        standard,
        { household: "h-1", area: "330106", facts: {}, members: [{ person: "p-1", facts: { expense: spent } }] },
        "2022-07-01",
      ).results[0]?.amount;
    expect(paid(0)).toBe(0);
    expect(paid(50_000)).toBe(30_000);
    expect(paid(60_000)).toBe(37_000);
    expect(paid(120_000)).toBe(81_000);
    const byHand = (spent: number) =>
      (Math.min(spent, 50_000) * 6 +
        Math.max(0, Math.min(spent, 100_000) - 50_000) * 7 +
        Math.max(0, spent - 100_000) * 8) /
      10;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300_000 }), (spent) => {
        expect(paid(spent)).toBeCloseTo(byHand(spent), 6);
      }),
    );
  });
});

describe("a scale of amounts", () => {
  it("is the amount of the bracket that the number is in, and nought below the first", () => {
    const reached = (index: number) => ({
      op: ">=",
      left: { op: "age", slot: 0 },
      right: parameter(`gift[${index}].from`),
    });
    expect(amountOf("scale(parameter.gift, age(person))", { parameters })).toEqual({
      op: "if",
      when: reached(1),
      holds: parameter("gift[1].amount"),
      fails: { op: "if", when: reached(0), holds: parameter("gift[0].amount"), fails: zero },
    });
  });

  it("compares money as money", () => {
    const ofIncome = gift.replace("thresholdUnit: years", "thresholdUnit: yuan");
    const written = { parameters: { gift: ofIncome } };
    expect(amountOf("scale(parameter.gift, person.income)", written)).toMatchObject({
      when: { op: ">=", money: true },
    });
    expect(amountOf("scale(parameter.gift, 85)", written)).toMatchObject({ when: { left: { value: 8500 } } });
  });

  it("gives nobody below its first bracket anything", () => {
    const standard = compileStandard(
      published({ parameters: { gift }, amount: "{ per: month, value: 'scale(parameter.gift, age(person))' }" }),
    );
    const paid = (birthDate: string) =>
      judge(
        standard,
        {
          household: "h-1",
          area: "330106",
          facts: {},
          members: [{ person: "p-1", facts: { birthDate, student: true } }],
        },
        "2022-07-01",
      ).results[0]?.amount;
    expect(["1950-01-01", "1942-07-01", "1932-07-02", "1932-07-01"].map(paid)).toEqual([0, 50, 50, 100.5]);
  });
});

describe("a scale that cannot be", () => {
  const told = (name: "aidRate" | "gift", text: string) => problemsOf({ parameters: { [name]: text } });
  const toldOf = (value: string, written: Written = { parameters }) => problemsOfAmount(value, written)[0];

  it("has brackets that fall or stand still", () => {
    expect(told("aidRate", aidRate.replace("from: 50000", "from: 0"))).toEqual([
      "parameters/aidRate.yaml:8:52: areas.33.values.2022-01-01[1].from: found 0 after 0, expected brackets that rise",
    ]);
  });

  it("has another number of brackets at another date", () => {
    const later = `${aidRate}      2022-07-01: [{ from: 0, rate: 0.6 }]\n`;
    expect(told("aidRate", later)).toEqual([
      "parameters/aidRate.yaml:9:19: areas.33.values.2022-07-01: found 1 brackets, expected 3 as at areas.33.values.2022-01-01",
    ]);
  });

  it("has fields of the other kind, units that rates have not, or values that are none of its unit", () => {
    expect(told("aidRate", aidRate.replace("rate: 0.7", "amount: 7")).join("\n")).toContain("[1].rate: found missing");
    expect(told("aidRate", aidRate.replace("thresholdUnit: yuan", "thresholdUnit: yuan, unit: yuan"))).toEqual([
      "parameters/aidRate.yaml:3:40: metadata.unit: found yuan, expected none: rates are plain numbers, and the unit of from is thresholdUnit",
    ]);
    expect(told("aidRate", aidRate.replace("thresholdUnit: yuan", "thresholdUnit: yuen"))[0]).toContain(
      "metadata.thresholdUnit: yuen: no such unit; did you mean yuan?",
    );
    expect(told("gift", gift.replace("from: 90", "from: 90.5"))[0]).toContain("expected a whole number of years");
    expect(told("gift", gift.replace("100.5", "100.555"))[0]).toContain("expected yuan with at most two decimals");
    expect(told("gift", gift.replace("scale: amount", "scale: amounts"))[0]).toContain("expected marginal or amount");
    expect(told("gift", gift.replace("[{ from: 80, amount: 50 }, { from: 90, amount: 100.5 }]", "[]"))[0]).toContain(
      "at least one bracket",
    );
  });

  it("is applied to another unit, to nothing, or not at all", () => {
    expect(toldOf("scale(parameter.aidRate, age(person))")).toContain(
      "scale(…): found a number of years, expected a number of yuan as the brackets of parameter.aidRate",
    );
    expect(toldOf("scale(parameter.aidRate)")).toContain("expected a parameter that is a scale and a number");
    expect(toldOf("scale(person.income, person.income)")).toContain("scale(…): found a number of yuan, expected");
    expect(toldOf("parameter.aidRate * person.income")).toContain(
      "found a scale, which needs what it is applied to as in scale(parameter.aidRate, …)",
    );
  });
});
