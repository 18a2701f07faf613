import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { outlineOfQuantity, outlineOfTruth } from "#eligibility/wording/outline.ts";
import { quantityInWords } from "#eligibility/wording/quantity-in-words.ts";
import { openScene } from "#eligibility/wording/scene.ts";
import { truthInWords } from "#eligibility/wording/truth-in-words.ts";
import { sourceInWords } from "#eligibility/wording/values-in-words.ts";
import { type Language, vocabularyOf } from "#eligibility/wording/vocabulary.ts";
import { published, type Written } from "../publish/language-pack.ts";
import { documentOf, programme } from "./random-standard.ts";
import { quantityTree, truthTree } from "./random-trees.ts";

const text = (zh: string, en: string) => `label: { zh: ${zh}, en: ${en} }, question: { zh: 问, en: Ask }`;
const fact = (name: string, of: string, type: string, label: string) =>
  `- { name: ${name}, of: ${of}, ${type}, layer: screening, sensitivity: personal, ${label} }`;
const labelled: Written = {
  facts: [
    fact("pay", "person", "type: number, unit: yuan", text("月收入", "Monthly income")),
    fact("level", "person", "type: integer, minimum: 1, maximum: 2", text("等级", "Grade")),
    fact("until", "person", "type: date", text("有效期至", "Valid until")),
    fact(
      "work",
      "person",
      "type: enumeration, values: { none: { zh: 无业, en: no work }, some: { zh: 打零工, en: some work }, full: { zh: 全职, en: full work } }",
      text("就业", "Work"),
    ),
    fact("able", "person", "type: boolean", text("有劳动能力", "Able to work")),
    fact("origin", "household", "type: area", text("户籍地", "Registered place")),
    fact("has", "person", "type: list", text("已享受项目", "Programmes received")),
  ].join("\n"),
  parameters: {
    line: 'metadata: { unit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: 900 } } }',
    grades:
      'keys: [1, 2]\nmetadata: { unit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: { 1: 9, 2: 5 } } } }',
    rates:
      'scale: marginal\nmetadata: { thresholdUnit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: [{ from: 0, rate: 0.1 }, { from: 90, rate: 0.2 }] } } }',
    steps:
      'scale: amount\nmetadata: { unit: yuan, thresholdUnit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: [{ from: 0, amount: 1 }, { from: 90, amount: 2 }] } } }',
  },
};

const sceneOf = (document: StandardDocument, language: Language) => openScene(vocabularyOf(document, language));

function inWords(when: string, language: Language): string {
  const document = published({ ...labelled, when });
  const [condition] = document.programmes[0]?.conditions ?? [];
  return condition ? truthInWords(sceneOf(document, language), condition.when) : "";
}

function amountInWords(value: string, language: Language): string {
  const document = published({ ...labelled, amount: `{ per: month, value: '${value}' }` });
  const tree = document.programmes[0]?.amount.value;
  return tree ? quantityInWords(sceneOf(document, language), tree, "yuan") : "";
}

describe("a condition in words", () => {
  const conditions: [cel: string, zh: string, en: string][] = [
    ["person.pay < parameter.line", "本人的月收入 低于 「标准」", "the person’s monthly income is below “Standard”"],
    ["person.pay <= 0.5", "本人的月收入 不高于 0.50 元", "the person’s monthly income is at or below 0.50 yuan"],
    ["person.pay > 1200", "本人的月收入 高于 1,200 元", "the person’s monthly income is above 1,200 yuan"],
    ["person.pay >= 1.5 * parameter.line", "不低于 1.5 × 「标准」", "is at or above 1.5 × “Standard”"],
    ["person.level == 2", "本人的等级 等于 2", "the person’s grade equals 2"],
    ["person.level != 2", "本人的等级 不等于 2", "the person’s grade does not equal 2"],
    ["!(person.level < 2)", "本人的等级 不低于 2", "the person’s grade is at or above 2"],
    ["age(person) >= 60", "本人的年龄 不低于 60 周岁", "the person’s age is at or above 60 years"],
    ["ageInMonths(person) < 36", "本人的月龄 低于 36 个月", "the person’s age in months is below 36 months"],
    [
      "person.until >= today",
      "本人的有效期至 不早于 当日",
      "the person’s valid until is on or after the day of judgement",
    ],
    ['person.until < date("2022-07-01")', "早于 2022-07-01", "is before 2022-07-01"],
    [
      "monthsAfter(person.until, 6) > today",
      "本人的有效期至起满 6 个月之日 晚于 当日",
      "6 months after the person’s valid until",
    ],
    [
      'person.work in ["none", "some"]',
      "本人的就业 是以下之一:无业、打零工",
      "the person’s work is one of no work, some work",
    ],
    ['person.work != "full"', "本人的就业 不是 全职", "the person’s work is not full work"],
    ["!person.able", "本人的有劳动能力:否", "the person’s able to work: no"],
    ['household.origin.startsWith("330106")', "户籍地在区(330106)", "registered place is in District (330106)"],
    ['"allowance" in person.has', "本人的已享受项目包括「文字」", "programmes received include “Text”"],
    [
      "household.members.exists(m, age(m) < 18 && m.pay > 0)",
      "家庭成员中至少一人:该成员的年龄 低于 18 周岁,且该成员的月收入 高于 0 元",
      "at least one of the members of the household: the member’s age is below 18 years and",
    ],
    ["household.members.filter(m, m.able).size() == 1", "符合(该成员的有劳动能力:是)的成员人数 等于 1", "equals 1"],
    [
      "sum(household.members.map(m, m.pay)) / size(household.members) < parameter.line",
      "各成员的月收入之和 ÷ 家庭成员人数 低于 「标准」",
      "the sum of each member’s monthly income ÷ the number of the members of the household is below “Standard”",
    ],
  ];
  test.each(conditions)("%s", (cel, zh, en) => {
    expect(inWords(cel, "zh")).toContain(zh);
    expect(inWords(cel, "en")).toContain(en);
  });
});

describe("an amount in words", () => {
  const amounts: [cel: string, zh: string, en: string][] = [
    ["parameter.grades[person.level]", "「标准」(按本人的等级查表)", "“Standard” (by the person’s grade)"],
    ["scale(parameter.rates, person.pay)", "本人的月收入按「标准」分段计算之和", "bracket by bracket at “Standard”"],
    [
      "scale(parameter.steps, person.pay)",
      "「标准」(按本人的月收入所在档次)",
      "of the bracket that the person’s monthly income is in",
    ],
    [
      "(parameter.line - person.pay) * 0.5",
      "(「标准」 − 本人的月收入) × 0.5",
      "(“Standard” − the person’s monthly income) × 0.5",
    ],
    ["parameter.line - (person.pay - 10)", "「标准」 − (本人的月收入 − 10 元)", "− 10 yuan)"],
    ["min(parameter.line, 300)", "「标准」、300 元中较小者", "the lesser of “Standard” and 300 yuan"],
    ["round(person.pay * 0.3)", "(本人的月收入 × 0.3)(四舍五入到 1 元)", "(rounded to 1 yuan)"],
    [
      "person.level == 1 ? parameter.line : person.pay",
      "(如果本人的等级 等于 1,为 「标准」;否则为 本人的月收入)",
      "(“Standard” if the person’s grade equals 1, otherwise the person’s monthly income)",
    ],
  ];
  test.each(amounts)("%s", (cel, zh, en) => {
    expect(amountInWords(cel, "zh")).toContain(zh);
    expect(amountInWords(cel, "en")).toContain(en);
  });
});

describe("a source in words", () => {
  test("a document's number stands behind the title, an edition within it", () => {
    expect(sourceInWords({ title: "关于儿童的意见(民发〔2019〕62号)" })).toBe("《关于儿童的意见》(民发〔2019〕62号)");
    expect(sourceInWords({ title: "救助办法(试行)", clause: "第九条" })).toBe("《救助办法(试行)》第九条");
    expect(sourceInWords({ title: "实施《保障法》办法" })).toBe("《实施〈保障法〉办法》");
  });
});

it("outlines what is asked of any member where one choice is of that member", () => {
  const scene = sceneOf(documentOf([], 10), "en");
  const kind = { op: "fact", of: "person", name: "kind", slot: 1 } as const;
  const isOf = (value: string) => ({ op: "same", left: kind, right: { op: "text", value } }) as const;
  const outline = outlineOfTruth(scene, {
    op: "exists",
    people: { op: "members" },
    slot: 1,
    when: { op: "or", of: [isOf("a"), { op: "boolean", value: false }] },
  });
  expect(outline.parts).toHaveLength(2);
});

it("puts every operation that a document may hold into words, in both languages", () => {
  const cases = fc.record({ condition: truthTree(3, [0]), amount: quantityTree(3, [0]) });
  const document = documentOf([programme("first", "household", { op: "boolean", value: true })], 10);
  fc.assert(
    fc.property(cases, fc.constantFrom("zh" as const, "en" as const), ({ condition, amount }, language) => {
      const scene = sceneOf(document, language);
      for (const words of [truthInWords(scene, condition), truthInWords(scene, condition, true)]) {
        expect(words).not.toMatch(/undefined|NaN|\[object/);
        expect(words).not.toBe("");
      }
      expect(JSON.stringify(outlineOfTruth(scene, condition))).not.toMatch(/undefined|NaN/);
      expect(JSON.stringify(outlineOfQuantity(scene, amount, undefined))).not.toMatch(/undefined|NaN/);
    }),
  );
});
