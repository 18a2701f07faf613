import { describe, expect, it } from "vitest";
import { explain } from "#eligibility/explanation/explain.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { documentOf, familyOf, judgedOn } from "./small-standard.ts";

const changes = (document: StandardDocument, household: HouseholdFacts, language: "zh" | "en" = "en") =>
  explain(compileStandard(document), household, judgedOn, language).changes;
const textsOf = (...of: Parameters<typeof changes>) => changes(...of).map(({ text }) => text);

const reference = "reference: [{ title: 办法 }]";
const grades = `keys: [1, 2, 3, 4]\nmetadata: { unit: yuan, ${reference} }\nareas: { "33": { values: { 2022-01-01: { 1: 9, 2: 9, 3: 9, 4: 9 }, 2022-07-01: { 1: 80, 2: 70, 3: 60, 4: 50 } } } }`;

describe("of the day when a verdict could change by itself, an explanation tells", () => {
  const onceHired = documentOf({
    when: "person.hired <= today",
    parameters: { elsewhere: `metadata: { ${reference} }\nareas: { "330106": { values: { 2022-01-01: 1 } } }` },
  });

  it("nothing but the day where neither a birthday nor a new value brings it", () => {
    const household = familyOf({ hired: "2022-06-15" });
    expect(textsOf(onceHired, household, "zh")).toEqual(["2022-06-15 起可能变化"]);
    expect(textsOf(onceHired, { ...household, area: "33" })).toEqual(["From 2022-06-15 it could change"]);
  });

  it("no birthday of a child that will be born on it", () => {
    const household = familyOf({ hired: "2022-06-15", birthDate: "2022-06-15" });
    expect(textsOf(onceHired, household)).toEqual(["From 2022-06-15 it could change"]);
  });

  it("the birthday of each who has one", () => {
    const household = familyOf(
      { hired: "2022-06-15", birthDate: "1990-06-15" },
      { hired: "2022-06-15", birthDate: "2021-06-15" },
      { hired: "2022-06-15", birthDate: "2021-06-16" },
    );
    expect(textsOf(onceHired, household)).toEqual([
      "From 2022-06-15 it could change: p-1 is 32 years old; p-2 is 1 year old",
    ]);
    expect(textsOf(onceHired, household, "zh")).toEqual(["2022-06-15 起可能变化:p-1 年满 32 周岁;p-2 年满 1 周岁"]);
  });

  it("the new values of a table once", () => {
    const document = documentOf({
      when: "person.income < parameter.grades[person.grade]",
      parameters: {
        grades,
        line: `metadata: { unit: yuan, ${reference} }\nareas: { "33": { values: { 2022-01-01: 1 } } }`,
      },
    });
    expect(changes(document, familyOf({ income: 65, grade: 2 }))).toEqual([
      {
        on: "2022-07-01",
        text: "From 2022-07-01 it could change: “Standard” becomes 80 yuan",
        effects: ["Text p-1: “Does not qualify” becomes “May qualify, a status, without an amount”"],
      },
      { parameter: "grades", text: "Any change of “Standard” could change a verdict or an amount", effects: [] },
    ]);
  });

  it("what it changes for the household, without a person", () => {
    const document = documentOf({
      of: "household",
      when: "parameter.other * size(household.members) < parameter.line",
      amount: "{ per: month, value: 'parameter.line' }",
    });
    expect(changes(document, familyOf({}, {}))[0]?.effects).toEqual([
      "Text: “Does not qualify” becomes “May qualify, 1,100 yuan a month”",
    ]);
  });

  it("what it changes in each programme, by the programme's own amount", () => {
    const document = documentOf({
      when: "person.income < parameter.line",
      amount: "{ per: month, value: 'parameter.line - person.income' }",
    });
    const inKind = (id: string, text?: { zh: string; en: string }) =>
      document.programmes.map((each) => ({ ...each, id, amount: { per: "kind" as const, ...(text ? { text } : {}) } }));
    const rice = { zh: "一袋米", en: "A bag of rice" };
    const all = { ...document, programmes: [...document.programmes, ...inKind("rice", rice), ...inKind("meal")] };
    const effects = (language: "zh" | "en") => changes(all, familyOf({ income: 1050 }), language)[0]?.effects;
    expect(effects("en")).toEqual([
      "Text p-1: “Does not qualify” becomes “May qualify, 50 yuan a month”",
      "Text p-1: “Does not qualify” becomes “May qualify, A bag of rice”",
      "Text p-1: “Does not qualify” becomes “May qualify, in kind”",
    ]);
    expect(effects("zh")).toEqual([
      "文字 p-1:由“不符合”变为“可能符合,每月 50 元”",
      "文字 p-1:由“不符合”变为“可能符合,一袋米”",
      "文字 p-1:由“不符合”变为“可能符合,实物或服务”",
    ]);
  });
});

describe("of a parameter that could change a verdict, an explanation tells", () => {
  const between = (least: string, most: string) =>
    documentOf({ when: `person.income >= ${least} && person.income < ${most}` });

  it("both values at which it does", () => {
    const document = between("0.5 * parameter.other", "parameter.other");
    expect(textsOf(document, familyOf({ income: 400 }))).toEqual([
      "It could change when “Standard” falls to 400 yuan or less or rises to 800.01 yuan or more",
    ]);
    expect(textsOf(document, familyOf({ income: 400 }), "zh")).toEqual([
      "「标准」降到 400 元或更低,或升到 800.01 元或更高时可能变化",
    ]);
  });

  it("them even where they are a yuan away", () => {
    const document = between("parameter.other - 1.0", "parameter.other + 1.0");
    expect(textsOf(document, familyOf({ income: 500 }))).toEqual([
      "It could change when “Standard” falls to 499 yuan or less or rises to 501.01 yuan or more",
    ]);
  });

  it("any change of a rate, whose bracket would tell the family's income", () => {
    const rates = `scale: marginal\nmetadata: { thresholdUnit: yuan, ${reference} }\nareas: { "33": { values: { 2022-01-01: [{ from: 0, rate: 0.1 }, { from: 90, rate: 0.2 }] } } }`;
    const document = documentOf({ when: "scale(parameter.rates, person.income) < 100", parameters: { rates } });
    const any = "Any change of “Standard” could change a verdict or an amount";
    expect(textsOf(document, familyOf({ income: 500 }))).toEqual([any]);
  });

  it("only that it falls where a rise changes nothing, even where the family has a fen less", () => {
    const document = documentOf({ when: "person.income < parameter.other" });
    expect(textsOf(document, familyOf({ income: 499.99 }))).toEqual([
      "It could change when “Standard” falls to 499.99 yuan or less",
    ]);
  });
});
