import { describe, expect, it, test } from "vitest";
import type { FactDefinition, StandardDocument } from "#eligibility/standard-document.ts";
import type { QuantityTree, TruthTree } from "#eligibility/tree.ts";
import { outlineOfQuantity, outlineOfTruth, valuesOfTiers } from "#eligibility/wording/outline.ts";
import { packDescription, packParameter, parameterInForce } from "#eligibility/wording/parameter-in-force.ts";
import { openScene } from "#eligibility/wording/scene.ts";
import { truthInWords } from "#eligibility/wording/truth-in-words.ts";
import {
  areaInWords,
  factValueInWords,
  numberInWords,
  parameterValueInWords,
  perInWords,
  rangeInWords,
  sourceInWords,
  sourcesInWords,
} from "#eligibility/wording/values-in-words.ts";
import { vocabularyOf } from "#eligibility/wording/vocabulary.ts";
import { published } from "../publish/language-pack.ts";
import { documentOf } from "./random-standard.ts";

describe("a number in words", () => {
  test.each<[number, string | undefined, string, string]>([
    [1411.5, "yuan", "1,411.50 元", "1,411.50 yuan"],
    [1411, "yuan", "1,411 元", "1,411 yuan"],
    [940.9967, "yuan", "940.9967 元", "940.9967 yuan"],
    [0.5, undefined, "0.5", "0.5"],
    [1234567, undefined, "1,234,567", "1,234,567"],
    [3, "years", "3 年", "3 years"],
    [6, "months", "6 个月", "6 months"],
    [30, "days", "30 天", "30 days"],
    [15, "kWh", "15 千瓦时", "15 kWh"],
    [12.5, "square-metres", "12.5 平方米", "12.5 square metres"],
    [2, "times", "2 次", "2 times"],
    [4, "persons", "4 人", "4 persons"],
    [18, "age", "18 周岁", "18 years"],
    [2, "tonnes", "2 tonnes", "2 tonnes"],
  ])("%d of %s", (value, unit, zh, en) => {
    expect(numberInWords(value, unit, "zh")).toBe(zh);
    expect(numberInWords(value, unit, "en")).toBe(en);
  });

  it("of an amount says how often it is paid, and of a range both ends", () => {
    const pers = ["month", "year", "once", "kind", "none"] as const;
    expect(pers.map((per) => perInWords("321 元", per, "zh"))).toEqual([
      ...["每月 321 元", "每年 321 元", "一次性 321 元", "321 元", "321 元"],
    ]);
    expect(pers.map((per) => perInWords("321 yuan", per, "en"))).toEqual([
      ...["321 yuan a month", "321 yuan a year", "321 yuan, once", "321 yuan", "321 yuan"],
    ]);
    expect(rangeInWords([0, 500.5], "zh")).toBe("0 元至 500.50 元");
    expect(rangeInWords([0, 500.5], "en")).toBe("0 yuan to 500.50 yuan");
  });
});

describe("a fact's value in words", () => {
  const document = published({});
  const [zh, en] = [vocabularyOf(document, "zh"), vocabularyOf(document, "en")];
  const fact = (more: Partial<FactDefinition>): FactDefinition => ({
    ...{ name: "x", of: "person", type: "text", layer: "screening", sensitivity: "ordinary", owners: [] },
    label: { zh: "字", en: "T" },
    question: { zh: "字", en: "T" },
    ...more,
  });

  test.each<[Partial<FactDefinition>, Parameters<typeof factValueInWords>[2], string, string]>([
    [{ type: "boolean" }, true, "是", "yes"],
    [{ type: "boolean" }, false, "否", "no"],
    [{ type: "number", unit: "yuan" }, 0.5, "0.50 元", "0.50 yuan"],
    [{ type: "integer", unit: "years" }, 3, "3 年", "3 years"],
    [{ type: "integer", unit: "years", label: { zh: "退休年龄", en: "Age" } }, 60, "60 周岁", "60 years"],
    [{ type: "integer", unit: "years", label: { zh: "满几岁", en: "Age" } }, 60, "60 周岁", "60 years"],
    [{ type: "integer", unit: "months", label: { zh: "月龄", en: "Age" } }, 6, "6 个月", "6 months"],
    [{ type: "date" }, "2022-07-01", "2022-07-01", "2022-07-01"],
    [{ type: "area" }, "330106", "区(330106)", "District (330106)"],
    [{ type: "enumeration", labels: { a: { zh: "甲", en: "A" } } }, "a", "甲", "A"],
    [{ type: "enumeration", labels: { a: { zh: "甲", en: "A" } } }, "b", "b", "b"],
    [{ type: "text" }, "某", "某", "某"],
    [{ type: "list" }, [], "无", "none"],
    [{ type: "list" }, ["allowance", "other"], "文字、other", "Text, other"],
  ])("%j of %j", (more, value, inChinese, inEnglish) => {
    expect(factValueInWords(zh, fact(more), value)).toBe(inChinese);
    expect(factValueInWords(en, fact(more), value)).toBe(inEnglish);
  });
});

describe("an area in words", () => {
  const area = (code: string, zh: string, en: string): StandardDocument["areas"][number] => ({
    ...{ code, level: "county", zh, en },
  });
  const document: StandardDocument = {
    ...documentOf([], undefined),
    areas: [area("33", "浙江省", "Zhejiang"), area("3301", "杭州市", "Hangzhou"), area("330106", "西湖区", "Xihu")],
  };
  const [zh, en] = [vocabularyOf(document, "zh"), vocabularyOf(document, "en")];

  it("is its name with those it lies in, the province only by itself, and its code", () => {
    expect(["33", "3301", "330106", "330106001", "330106001001"].map((code) => areaInWords(zh, code))).toEqual([
      "浙江省(33)",
      "杭州市(3301)",
      "杭州市西湖区(330106)",
      "杭州市西湖区(330106001)",
      "杭州市西湖区(330106001001)",
    ]);
    expect(["33", "330106"].map((code) => areaInWords(en, code))).toEqual(["Zhejiang (33)", "Xihu, Hangzhou (330106)"]);
  });

  it("is its code where nobody named it", () => {
    expect(areaInWords(zh, "110101")).toBe("110101");
  });
});

describe("a vocabulary", () => {
  const document = published({});

  it("names programmes, roles and sources in its language, and those that nobody named by their id", () => {
    const of = vocabularyOf(document, "en");
    expect([of.programme("allowance"), of.role("worker"), of.source("desk")]).toEqual(["Text", "Text", "Desk"]);
    expect(vocabularyOf(document, "zh").source("desk")).toBe("工作台");
    expect([of.role("somebody"), of.source("somebody")]).toEqual(["somebody", "somebody"]);
    expect([of.isProgramme("allowance"), of.isProgramme("other")]).toEqual([true, false]);
  });

  it("refuses what the document does not define, by name", () => {
    const of = vocabularyOf(document, "zh");
    const message = (name: string) => `The standard's document names ${name}, which it does not define.`;
    expect(() => of.fact("household", "income")).toThrow(message("household.income"));
    expect(() => of.parameter("line")).toThrow(message("parameter.line"));
    expect(() => of.programme("other")).toThrow(message("programme.other"));
    expect(of.fact("person", "income").label.zh).toBe("文字");
  });
});

describe("a source in law in words", () => {
  test.each([
    [{ title: "社会救助暂行办法", clause: "第九条" }, "《社会救助暂行办法》第九条"],
    [{ title: "社会救助暂行办法" }, "《社会救助暂行办法》"],
    [{ title: "关于《办法》的通知 (浙民〔2021〕1号)" }, "《关于〈办法〉的通知》(浙民〔2021〕1号)"],
    [{ title: "通知(浙民〔2021〕1号)", clause: "第二条" }, "《通知》(浙民〔2021〕1号)第二条"],
    [{ title: "办法(试行)" }, "《办法(试行)》"],
  ])("%j", (source, words) => {
    expect(sourceInWords(source)).toBe(words);
  });

  it("several stand in one line", () => {
    const sources = [{ title: "甲" }, { title: "乙", clause: "第一条" }];
    expect(sourcesInWords(sources, "zh")).toBe("《甲》;《乙》第一条");
    expect(sourcesInWords(sources, "en")).toBe("《甲》; 《乙》第一条");
    expect(sourcesInWords([], "zh")).toBe("");
  });
});

describe("a parameter in force", () => {
  const document = documentOf([], 10);
  const [limit] = document.parameters;
  if (!limit) throw new Error("Found no parameter.");
  const areas = [
    { code: "33", level: "province" as const, zh: "省", en: "P" },
    { code: "3301", parent: "33", level: "prefecture" as const, zh: "市", en: "C" },
  ];
  const of = (area: string | undefined, on: string) =>
    parameterInForce(
      { ...document, areas },
      { ...limit, areas: { "33": { "2022-07-01": 11, "2022-01-01": 10 }, "3301": { "2022-03-01": 20 } } },
      area,
      on,
    );

  it("is told with its day and the area that sets it", () => {
    expect(of("33", "2022-01-01")).toEqual({ value: 10, from: "2022-01-01", area: "33" });
    expect(of("33", "2022-07-01")).toEqual({ value: 11, from: "2022-07-01", area: "33" });
    expect(of("3301", "2022-02-28")).toEqual({ value: 10, from: "2022-01-01", area: "33" });
    expect(of("3301", "2022-07-01")).toEqual({ value: 20, from: "2022-03-01", area: "3301" });
    expect(of("33", "2021-12-31")).toBeUndefined();
    expect(of(undefined, "2022-07-01")).toBeUndefined();
  });

  it("is shown with its unit", () => {
    expect(parameterValueInWords({ ...limit, unit: "yuan" }, 941.5, "zh")).toBe("941.50 元");
    const age = { ...limit, unit: "years", description: { zh: "起始年龄", en: "Age" } };
    expect(parameterValueInWords(age, 80, "zh")).toBe("80 周岁");
  });

  it("of a table or a scale is told without the key that publication adds", () => {
    expect(["x", "x[1]", "x[0].rate", 'x["a"]'].map(packParameter)).toEqual(["x", "x", "x", "x"]);
    const described = (name: string, zh: string, en: string) =>
      packDescription({ ...limit, name, description: { zh, en } });
    expect(described("x[1]", "标准(一级)", "Standard (grade 1)")).toEqual({ zh: "标准", en: "Standard" });
    expect(described("x[1]", "标准(甲)(一级)", "Standard (a) (1)")).toEqual({ zh: "标准(甲)", en: "Standard (a)" });
    expect(described("x", "标准(甲)", "Standard (a)")).toEqual({ zh: "标准(甲)", en: "Standard (a)" });
  });
});

describe("in Chinese", () => {
  const scene = openScene(vocabularyOf(published({}), "zh"));
  const student: TruthTree = { op: "fact", of: "person", name: "student", slot: 0 };
  const follows: TruthTree = { op: "programme", id: "allowance" };

  it("an outline says all, any or none of its parts, and each case of a number", () => {
    const outlined = (tree: TruthTree) => outlineOfTruth(scene, tree).text;
    expect(outlined({ op: "and", of: [student, follows] })).toBe("以下各项都成立");
    expect(outlined({ op: "or", of: [student, follows] })).toBe("以下任一项成立");
    expect(outlined({ op: "not", of: { op: "or", of: [student, follows] } })).toBe("并非如下");
    const [holds, fails] = [100, 50].map((value): QuantityTree => ({ op: "number", value }));
    if (!holds || !fails) throw new Error("Found no number.");
    expect(outlineOfQuantity(scene, { op: "if", when: student, holds, fails }, "yuan").parts).toEqual([
      { text: "如果本人的文字:是:1 元", parts: [] },
      { text: "其余情形:0.50 元", parts: [] },
    ]);
  });

  it("another programme's verdict is said by its name, as in English", () => {
    const said = (language: "zh" | "en", not: boolean) =>
      truthInWords(openScene(vocabularyOf(published({}), language)), follows, not);
    expect([said("zh", false), said("zh", true)]).toEqual(["可能符合「文字」", "不符合「文字」"]);
    expect([said("en", false), said("en", true)]).toEqual(["may qualify for “Text”", "does not qualify for “Text”"]);
  });
});

describe("an outline", () => {
  const scene = openScene(vocabularyOf(published({}), "en"));
  const student: TruthTree = { op: "fact", of: "person", name: "student", slot: 0 };
  const grade = (value: number): TruthTree => ({
    op: "==",
    left: { op: "fact", of: "person", name: "grade", slot: 0 },
    right: { op: "number", value },
  });
  const leaf = (text: string) => ({ text, parts: [] });
  const [isStudent, first] = ["the person’s text: yes", "the person’s text equals 1"].map(leaf);

  it("says each part of a group in a line, groups within groups below", () => {
    const tree: TruthTree = { op: "and", of: [student, { op: "or", of: [student, grade(1)] }] };
    expect(outlineOfTruth(scene, tree)).toEqual({
      text: "all of these hold",
      parts: [isStudent, { text: "any of these holds", parts: [isStudent, first] }],
    });
  });

  it("says a group of one, and a choice among values, in one line", () => {
    expect(outlineOfTruth(scene, { op: "and", of: [student] })).toEqual(isStudent);
    expect(outlineOfTruth(scene, { op: "and", of: [] })).toEqual(leaf("always"));
    expect(outlineOfTruth(scene, { op: "or", of: [] })).toEqual(leaf("never"));
    expect(outlineOfTruth(scene, { op: "or", of: [grade(1), grade(2)] })).toEqual(
      leaf("the person’s text is one of 1, 2"),
    );
    expect(outlineOfTruth(scene, { op: "and", of: [student, { op: "and", of: [student, grade(1)] }] })).toEqual({
      text: "all of these hold",
      parts: [isStudent, isStudent, first],
    });
  });

  it("says the opposite of a group over its parts, and of a line in a line", () => {
    expect(outlineOfTruth(scene, { op: "not", of: { op: "or", of: [student, grade(1)] } })).toEqual({
      text: "this does not hold",
      parts: [{ text: "any of these holds", parts: [isStudent, first] }],
    });
    expect(outlineOfTruth(scene, { op: "not", of: student })).toEqual(leaf("the person’s text: no"));
  });

  it("says of members what holds of one of them, or of each, over its parts", () => {
    const ofMember: TruthTree = { op: "fact", of: "person", name: "student", slot: 1 };
    const both: TruthTree = { op: "and", of: [ofMember, student] };
    const members = { people: { op: "members" }, slot: 1 } as const;
    expect(outlineOfTruth(scene, { op: "exists", ...members, when: both })).toEqual({
      text: "at least one of the members of the household: all of these hold",
      parts: [leaf("the member’s text: yes"), isStudent],
    });
    expect(outlineOfTruth(scene, { op: "all", ...members, when: both }).text).toBe(
      "each of the members of the household: all of these hold",
    );
    expect(outlineOfTruth(scene, { op: "all", ...members, when: ofMember })).toEqual(
      leaf("each of the members of the household: the member’s text: yes"),
    );
    const pupils = { op: "filter", people: { op: "members" }, slot: 1, when: ofMember } as const;
    expect(outlineOfTruth(scene, { op: "exists", people: pupils, slot: 1, when: both }).text).toBe(
      "at least one of the members for whom the member’s text: yes: all of these hold",
    );
  });

  it("says of a number each case in a line", () => {
    const yuan = (value: number): QuantityTree => ({ op: "number", value });
    const tree: QuantityTree = {
      op: "if",
      when: student,
      holds: yuan(30_000),
      fails: { op: "if", when: grade(1), holds: yuan(20_000), fails: yuan(10_050) },
    };
    expect(outlineOfQuantity(scene, tree, "yuan")).toEqual({
      text: "",
      parts: [
        leaf("if the person’s text: yes: 300 yuan"),
        leaf("if the person’s text equals 1: 200 yuan"),
        leaf("otherwise: 100.50 yuan"),
      ],
    });
    expect(outlineOfQuantity(scene, yuan(50), undefined)).toEqual(leaf("50"));
    expect(valuesOfTiers(tree, 3)).toEqual([yuan(30_000), yuan(20_000), yuan(10_050)]);
    expect(valuesOfTiers(tree, 2)).toEqual([yuan(30_000), tree.op === "if" ? tree.fails : tree]);
    expect(valuesOfTiers(yuan(1), 1)).toEqual([yuan(1)]);
    expect(valuesOfTiers(yuan(1), 3)).toEqual([yuan(1)]);
  });
});
