import { describe, expect, test } from "vitest";
import { quantityInWords } from "#eligibility/wording/quantity-in-words.ts";
import { openScene } from "#eligibility/wording/scene.ts";
import { truthInWords } from "#eligibility/wording/truth-in-words.ts";
import { type Language, vocabularyOf } from "#eligibility/wording/vocabulary.ts";
import { published, type Written } from "../publish/language-pack.ts";

/* Whole sentences, as staff and families read them: every phrase in both languages, and its opposite. */

const text = (zh: string, en: string) => `label: { zh: ${zh}, en: ${en} }, question: { zh: 问, en: Ask }`;
const fact = (name: string, of: string, type: string, label: string) =>
  `- { name: ${name}, of: ${of}, ${type}, layer: screening, sensitivity: personal, ${label} }`;
const parameter = (unit: string, value: number) =>
  `metadata: { ${unit}reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: ${value} } } }`;
const work =
  "values: { none: { zh: 无业, en: no work }, some: { zh: 打零工, en: some work }, full: { zh: 全职, en: full work } }";
const labelled: Written = {
  facts: [
    fact("pay", "person", "type: number, unit: yuan", text("月收入", "Monthly income")),
    fact("rent", "person", "type: number, unit: yuan", text("房租", "Rent")),
    fact("level", "person", "type: integer, minimum: 1, maximum: 2", text("等级", "Grade")),
    fact("until", "person", "type: date", text("有效期至", "Valid until")),
    fact("work", "person", `type: enumeration, ${work}`, text("就业", "Work")),
    fact("able", "person", "type: boolean", text("有劳动能力", "Able to work")),
    fact("waited", "person", "type: integer, unit: years, minimum: 0", text("等候年数", "HR years waited")),
    fact("retired", "person", "type: integer, unit: years, minimum: 0", text("退休年龄", "Age of retirement")),
    fact("origin", "household", "type: area", text("户籍地", "Registered place")),
    fact("room", "household", "type: number, unit: square-metres", text("住房面积", "Living space")),
    fact("logged", "household", "type: boolean", text("App 登记", "App used")),
    fact("has", "person", "type: list", text("已享受项目", "Programmes received")),
    fact("home", "person", "type: text", text("住址", "Address")),
  ].join("\n"),
  parameters: {
    line: parameter("unit: yuan, ", 900),
    years: parameter("unit: years, ", 3),
    share: parameter("", 0.3),
    rates:
      'scale: marginal\nmetadata: { thresholdUnit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: [{ from: 0, rate: 0.1 }, { from: 90, rate: 0.2 }] } } }',
  },
};

const languages: readonly Language[] = ["zh", "en"];

describe("a condition is said", () => {
  test.each([
    ["person.pay < parameter.line", "本人的月收入 低于 「标准」", "the person’s monthly income is below “Standard”"],
    [
      "person.pay <= parameter.line",
      "本人的月收入 不高于 「标准」",
      "the person’s monthly income is at or below “Standard”",
    ],
    ["person.pay > parameter.line", "本人的月收入 高于 「标准」", "the person’s monthly income is above “Standard”"],
    [
      "person.pay >= parameter.line",
      "本人的月收入 不低于 「标准」",
      "the person’s monthly income is at or above “Standard”",
    ],
    ["person.pay == parameter.line", "本人的月收入 等于 「标准」", "the person’s monthly income equals “Standard”"],
    [
      "person.pay != parameter.line",
      "本人的月收入 不等于 「标准」",
      "the person’s monthly income does not equal “Standard”",
    ],
    [
      "!(person.pay < parameter.line)",
      "本人的月收入 不低于 「标准」",
      "the person’s monthly income is at or above “Standard”",
    ],
    [
      "!(person.pay <= parameter.line)",
      "本人的月收入 高于 「标准」",
      "the person’s monthly income is above “Standard”",
    ],
    [
      "!(person.pay > parameter.line)",
      "本人的月收入 不高于 「标准」",
      "the person’s monthly income is at or below “Standard”",
    ],
    [
      "!(person.pay >= parameter.line)",
      "本人的月收入 低于 「标准」",
      "the person’s monthly income is below “Standard”",
    ],
    [
      "!(person.pay == parameter.line)",
      "本人的月收入 不等于 「标准」",
      "the person’s monthly income does not equal “Standard”",
    ],
    ["!(person.pay != parameter.line)", "本人的月收入 等于 「标准」", "the person’s monthly income equals “Standard”"],
    ["person.until < today", "本人的有效期至 早于 当日", "the person’s valid until is before the day of judgement"],
    [
      "person.until <= today",
      "本人的有效期至 不晚于 当日",
      "the person’s valid until is on or before the day of judgement",
    ],
    ["person.until > today", "本人的有效期至 晚于 当日", "the person’s valid until is after the day of judgement"],
    [
      "person.until >= today",
      "本人的有效期至 不早于 当日",
      "the person’s valid until is on or after the day of judgement",
    ],
    ["person.until == today", "本人的有效期至 就是 当日", "the person’s valid until is the day of judgement"],
    [
      'person.until != date("2022-07-01")',
      "本人的有效期至 不是 2022-07-01",
      "the person’s valid until is not 2022-07-01",
    ],
    ["1411.5 > person.pay", "1,411.50 元 高于 本人的月收入", "1,411.50 yuan is above the person’s monthly income"],
    [
      "person.pay - person.rent < 0.5 * parameter.line",
      "本人的月收入 − 本人的房租 低于 0.5 × 「标准」",
      "the person’s monthly income − the person’s rent is below 0.5 × “Standard”",
    ],
    [
      "person.pay < parameter.share * (person.rent + 100)",
      "本人的月收入 低于 「标准」 × (本人的房租 + 100 元)",
      "the person’s monthly income is below “Standard” × (the person’s rent + 100 yuan)",
    ],
    [
      "person.pay / 3 < parameter.line",
      "本人的月收入 ÷ 3 低于 「标准」",
      "the person’s monthly income ÷ 3 is below “Standard”",
    ],
    [
      "person.pay / person.rent > 2",
      "本人的月收入 ÷ 本人的房租 高于 2",
      "the person’s monthly income ÷ the person’s rent is above 2",
    ],
    ["person.level * 2 > 3", "本人的等级 × 2 高于 3", "the person’s grade × 2 is above 3"],
    [
      "household.room / size(household.members) < 15",
      "住房面积 ÷ 家庭成员人数 低于 15 平方米",
      "living space ÷ the number of the members of the household is below 15 square metres",
    ],
    [
      "person.waited > parameter.years",
      "本人的等候年数 高于 「标准」",
      "the person’s HR years waited is above “Standard”",
    ],
    ["person.waited >= 2", "本人的等候年数 不低于 2 年", "the person’s HR years waited is at or above 2 years"],
    [
      "age(person) >= person.retired",
      "本人的年龄 不低于 本人的退休年龄",
      "the person’s age is at or above the person’s age of retirement",
    ],
    [
      "person.retired - age(person) <= 5",
      "本人的退休年龄 − 本人的年龄 不高于 5 周岁",
      "the person’s age of retirement − the person’s age is at or below 5 years",
    ],
    ["ageInMonths(person) >= 6", "本人的月龄 不低于 6 个月", "the person’s age in months is at or above 6 months"],
    [
      "monthsAfter(person.until, 12) < today",
      "本人的有效期至起满 12 个月之日 早于 当日",
      "12 months after the person’s valid until is before the day of judgement",
    ],
    [
      "min(person.pay, person.rent) < parameter.line",
      "本人的月收入、本人的房租中较小者 低于 「标准」",
      "the lesser of the person’s monthly income and the person’s rent is below “Standard”",
    ],
    [
      "max(person.pay, 500) < parameter.line",
      "本人的月收入、500 元中较大者 低于 「标准」",
      "the greater of the person’s monthly income and 500 yuan is below “Standard”",
    ],
    ["min(person.level, 2) < 2", "本人的等级、2中较小者 低于 2", "the lesser of the person’s grade and 2 is below 2"],
    [
      "round(person.pay - person.rent) < 100",
      "(本人的月收入 − 本人的房租)(四舍五入到 1 元) 低于 100 元",
      "(the person’s monthly income − the person’s rent) (rounded to 1 yuan) is below 100 yuan",
    ],
    [
      "round(person.pay, 10) < parameter.line",
      "本人的月收入(四舍五入到 10 元) 低于 「标准」",
      "the person’s monthly income (rounded to 10 yuan) is below “Standard”",
    ],
    [
      'monthsAfter(date("2022-01-31"), 6) > today',
      "2022-01-31起满 6 个月之日 晚于 当日",
      "6 months after 2022-01-31 is after the day of judgement",
    ],
    ['date("2022-07-01") <= today', "2022-07-01 不晚于 当日", "2022-07-01 is on or before the day of judgement"],
    [
      'date("2022-07-01") > monthsAfter(person.until, 6)',
      "2022-07-01 晚于 本人的有效期至起满 6 个月之日",
      "2022-07-01 is after 6 months after the person’s valid until",
    ],
    ["household.logged", "App 登记:是", "app used: yes"],
    ["household.room * 2 > 30", "住房面积 × 2 高于 30 平方米", "living space × 2 is above 30 square metres"],
    [
      "min(person.waited, 3) > 2",
      "本人的等候年数、3 年中较小者 高于 2 年",
      "the lesser of the person’s HR years waited and 3 years is above 2 years",
    ],
    [
      "max(3, person.waited) > 2",
      "3 年、本人的等候年数中较大者 高于 2 年",
      "the greater of 3 years and the person’s HR years waited is above 2 years",
    ],
    [
      "round(household.room) > 30",
      "住房面积(四舍五入到 1 平方米) 高于 30 平方米",
      "living space (rounded to 1 square metres) is above 30 square metres",
    ],
    [
      "sum(household.members.map(m, m.waited)) > 30",
      "各成员的等候年数之和 高于 30 年",
      "the sum of each member’s HR years waited is above 30 years",
    ],
    [
      "(person.able ? person.waited : 3) >= 2",
      "(如果本人的有劳动能力:是,为 本人的等候年数;否则为 3 年) 不低于 2 年",
      "(the person’s HR years waited if the person’s able to work: yes, otherwise 3 years) is at or above 2 years",
    ],
    [
      "(person.able ? 3 : person.waited) >= 2",
      "(如果本人的有劳动能力:是,为 3 年;否则为 本人的等候年数) 不低于 2 年",
      "(3 years if the person’s able to work: yes, otherwise the person’s HR years waited) is at or above 2 years",
    ],
    ["person.able", "本人的有劳动能力:是", "the person’s able to work: yes"],
    ["!person.able", "本人的有劳动能力:否", "the person’s able to work: no"],
    ["true", "恒为是", "always"],
    ["false", "恒为否", "never"],
    ["!true", "恒为否", "never"],
    ['person.work == "full"', "本人的就业 是 全职", "the person’s work is full work"],
    ['!(person.work == "full")', "本人的就业 不是 全职", "the person’s work is not full work"],
    ['"full" == person.work', "全职 是 本人的就业", "full work is the person’s work"],
    [
      'person.work in ["none", "some"]',
      "本人的就业 是以下之一:无业、打零工",
      "the person’s work is one of no work, some work",
    ],
    [
      '!(person.work in ["none", "some"])',
      "本人的就业 不是以下任何一项:无业、打零工",
      "the person’s work is none of no work, some work",
    ],
    ["person.level in [1, 2]", "本人的等级 是以下之一:1、2", "the person’s grade is one of 1, 2"],
    [
      "person.pay in [100, 200]",
      "本人的月收入 是以下之一:100 元、200 元",
      "the person’s monthly income is one of 100 yuan, 200 yuan",
    ],
    ["person.able == true", "本人的有劳动能力:是", "the person’s able to work: yes"],
    ["person.able != true", "本人的有劳动能力:否", "the person’s able to work: no"],
    ["false == person.able", "本人的有劳动能力:否", "the person’s able to work: no"],
    ["true == (person.level == 1)", "本人的等级 等于 1", "the person’s grade equals 1"],
    ['person.work in ["none"]', "本人的就业 是 无业", "the person’s work is no work"],
    [
      "person.level == 1 && person.level == 2",
      "本人的等级 等于 1,且本人的等级 等于 2",
      "the person’s grade equals 1 and the person’s grade equals 2",
    ],
    [
      "person.level >= 2 || person.level == 1",
      "本人的等级 不低于 2,或本人的等级 等于 1",
      "the person’s grade is at or above 2 or the person’s grade equals 1",
    ],
    [
      'person.work == "none" || person.home == "x"',
      "本人的就业 是 无业,或本人的住址 是 x",
      "the person’s work is no work or the person’s address is x",
    ],
    [
      "person.pay == parameter.line || person.pay == 100",
      "本人的月收入 是以下之一:「标准」、100 元",
      "the person’s monthly income is one of “Standard”, 100 yuan",
    ],
    [
      'person.until in [today, date("2022-01-01")]',
      "本人的有效期至 是以下之一:当日、2022-01-01",
      "the person’s valid until is one of the day of judgement, 2022-01-01",
    ],
    [
      '(person.able ? person.home : "x") in ["x", "y"]',
      "(如果本人的有劳动能力:是,为 本人的住址;否则为 x) 是以下之一:x、y",
      "(the person’s address if the person’s able to work: yes, otherwise x) is one of x, y",
    ],
    ["household.origin.startsWith(household.area)", "户籍地以文字开头", "registered place begins with text"],
    [
      'person.work == "none" || person.level == 2',
      "本人的就业 是 无业,或本人的等级 等于 2",
      "the person’s work is no work or the person’s grade equals 2",
    ],
    ['"allowance" in person.has', "本人的已享受项目包括「文字」", "the person’s programmes received include “Text”"],
    [
      '!("allowance" in person.has)',
      "本人的已享受项目不包括「文字」",
      "the person’s programmes received do not include “Text”",
    ],
    [
      '"something" in person.has',
      "本人的已享受项目包括something",
      "the person’s programmes received include something",
    ],
    ['household.origin.startsWith("330106")', "户籍地在区(330106)", "registered place is in District (330106)"],
    ['!household.origin.startsWith("33")', "户籍地不在省(33)", "registered place is not in Province (33)"],
    ['household.origin.startsWith("11")', "户籍地在11", "registered place is in 11"],
    ['person.home.startsWith("No. 1")', "本人的住址以No. 1开头", "the person’s address begins with No. 1"],
    ['!person.home.startsWith("No. 1")', "本人的住址不以No. 1开头", "the person’s address does not begin with No. 1"],
    [
      "person.able && person.pay < parameter.line",
      "本人的有劳动能力:是,且本人的月收入 低于 「标准」",
      "the person’s able to work: yes and the person’s monthly income is below “Standard”",
    ],
    [
      "person.able || person.pay < parameter.line",
      "本人的有劳动能力:是,或本人的月收入 低于 「标准」",
      "the person’s able to work: yes or the person’s monthly income is below “Standard”",
    ],
    [
      "!(person.able && person.pay < parameter.line)",
      "并非(本人的有劳动能力:是,且本人的月收入 低于 「标准」)",
      "not (the person’s able to work: yes and the person’s monthly income is below “Standard”)",
    ],
    [
      "!(person.able || person.pay < parameter.line)",
      "并非(本人的有劳动能力:是,或本人的月收入 低于 「标准」)",
      "not (the person’s able to work: yes or the person’s monthly income is below “Standard”)",
    ],
    [
      "person.able && (person.pay < parameter.line || person.level == 1)",
      "本人的有劳动能力:是,且(本人的月收入 低于 「标准」,或本人的等级 等于 1)",
      "the person’s able to work: yes and (the person’s monthly income is below “Standard” or the person’s grade equals 1)",
    ],
    [
      "person.able || person.pay < parameter.line && person.level == 1",
      "本人的有劳动能力:是,或(本人的月收入 低于 「标准」,且本人的等级 等于 1)",
      "the person’s able to work: yes or (the person’s monthly income is below “Standard” and the person’s grade equals 1)",
    ],
    [
      'person.able && (person.work in ["none", "some"])',
      "本人的有劳动能力:是,且本人的就业 是以下之一:无业、打零工",
      "the person’s able to work: yes and the person’s work is one of no work, some work",
    ],
    [
      "person.able && (person.level == 1 && person.pay < parameter.line)",
      "本人的有劳动能力:是,且本人的等级 等于 1,且本人的月收入 低于 「标准」",
      "the person’s able to work: yes and the person’s grade equals 1 and the person’s monthly income is below “Standard”",
    ],
    [
      "household.members.exists(m, m.able)",
      "家庭成员中至少一人:该成员的有劳动能力:是",
      "at least one of the members of the household: the member’s able to work: yes",
    ],
    [
      "!household.members.exists(m, m.able)",
      "家庭成员中没有人:该成员的有劳动能力:是",
      "none of the members of the household: the member’s able to work: yes",
    ],
    [
      "household.members.all(m, m.able)",
      "家庭成员每人都:该成员的有劳动能力:是",
      "each of the members of the household: the member’s able to work: yes",
    ],
    [
      "!household.members.all(m, m.able)",
      "并非家庭成员每人都:该成员的有劳动能力:是",
      "not each of the members of the household: the member’s able to work: yes",
    ],
    [
      "household.members.filter(m, m.able).exists(m, m.level == 1)",
      "符合(该成员的有劳动能力:是)的成员中至少一人:该成员的等级 等于 1",
      "at least one of the members for whom the member’s able to work: yes: the member’s grade equals 1",
    ],
    [
      "household.members.filter(m, m.able).filter(m, m.level == 1).all(m, age(m) > 3)",
      "符合(该成员的有劳动能力:是,且该成员的等级 等于 1)的成员每人都:该成员的年龄 高于 3 周岁",
      "each of the members for whom the member’s able to work: yes and the member’s grade equals 1: the member’s age is above 3 years",
    ],
    [
      "household.members.exists(m, household.members.exists(n, age(n) < age(m)))",
      "家庭成员中至少一人:家庭成员中至少一人:另一成员的年龄 低于 该成员的年龄",
      "at least one of the members of the household: at least one of the members of the household: the other member’s age is below the member’s age",
    ],
    [
      "household.members.exists(m, household.members.exists(n, household.members.exists(k, age(n) < age(k) && age(k) < age(m))))",
      "家庭成员中至少一人:家庭成员中至少一人:家庭成员中至少一人:另一成员的年龄 低于 第 3 名成员的年龄,且第 3 名成员的年龄 低于 该成员的年龄",
      "at least one of the members of the household: at least one of the members of the household: at least one of the members of the household: the other member’s age is below member no. 3’s age and member no. 3’s age is below the member’s age",
    ],
    ["size(household.members) > 2", "家庭成员人数 高于 2", "the number of the members of the household is above 2"],
    [
      "size(household.members.filter(m, m.able)) > 2",
      "符合(该成员的有劳动能力:是)的成员人数 高于 2",
      "the number of the members for whom the member’s able to work: yes is above 2",
    ],
    [
      "sum(household.members.map(m, m.pay)) < parameter.line",
      "各成员的月收入之和 低于 「标准」",
      "the sum of each member’s monthly income is below “Standard”",
    ],
    [
      "sum(household.members.map(m, m.pay - m.rent)) < parameter.line",
      "(各成员的月收入 − 各成员的房租)之和 低于 「标准」",
      "the sum of (each member’s monthly income − each member’s rent) is below “Standard”",
    ],
    [
      "sum(household.members.filter(m, m.able).map(m, m.pay)) < parameter.line",
      "符合(该成员的有劳动能力:是)的成员,各成员的月收入之和 低于 「标准」",
      "the sum of each member’s monthly income over the members for whom the member’s able to work: yes is below “Standard”",
    ],
    [
      "min(household.members.map(m, m.pay)) < parameter.line",
      "各成员的月收入的最小值 低于 「标准」",
      "the least of each member’s monthly income is below “Standard”",
    ],
    [
      "max(household.members.map(m, age(m))) > 60",
      "各成员的年龄的最大值 高于 60 周岁",
      "the greatest of each member’s age is above 60 years",
    ],
    [
      "min(household.members.filter(m, m.able).map(m, age(m))) > 60",
      "符合(该成员的有劳动能力:是)的成员,各成员的年龄的最小值 高于 60 周岁",
      "the least of each member’s age over the members for whom the member’s able to work: yes is above 60 years",
    ],
    [
      "max(household.members.filter(m, m.able).map(m, m.pay)) > 60",
      "符合(该成员的有劳动能力:是)的成员,各成员的月收入的最大值 高于 60 元",
      "the greatest of each member’s monthly income over the members for whom the member’s able to work: yes is above 60 yuan",
    ],
    [
      "person.able ? person.level == 1 : person.pay < parameter.line",
      "(如果本人的有劳动能力:是,为 本人的等级 等于 1;否则为 本人的月收入 低于 「标准」)",
      "(the person’s grade equals 1 if the person’s able to work: yes, otherwise the person’s monthly income is below “Standard”)",
    ],
    [
      "!(person.able ? person.level == 1 : person.pay < parameter.line)",
      "并非((如果本人的有劳动能力:是,为 本人的等级 等于 1;否则为 本人的月收入 低于 「标准」))",
      "not ((the person’s grade equals 1 if the person’s able to work: yes, otherwise the person’s monthly income is below “Standard”))",
    ],
    [
      '(person.able ? person.work : "none") == "none"',
      "(如果本人的有劳动能力:是,为 本人的就业;否则为 none) 是 none",
      "(the person’s work if the person’s able to work: yes, otherwise none) is none",
    ],
    [
      "(person.able ? 18 : 60) < age(person)",
      "(如果本人的有劳动能力:是,为 18 周岁;否则为 60 周岁) 低于 本人的年龄",
      "(18 years if the person’s able to work: yes, otherwise 60 years) is below the person’s age",
    ],
    [
      "(person.able ? parameter.line : 10) > person.pay",
      "(如果本人的有劳动能力:是,为 「标准」;否则为 10 元) 高于 本人的月收入",
      "(“Standard” if the person’s able to work: yes, otherwise 10 yuan) is above the person’s monthly income",
    ],
  ])("%s", (when, ...said) => {
    const document = published({ ...labelled, when });
    const [condition] = document.programmes[0]?.conditions ?? [];
    expect(
      languages.map((each) => condition && truthInWords(openScene(vocabularyOf(document, each)), condition.when)),
    ).toEqual(said);
  });
});

describe("an amount is said", () => {
  test.each([
    ["parameter.line", "「标准」", "“Standard”"],
    ["500 - person.pay", "500 元 − 本人的月收入", "500 yuan − the person’s monthly income"],
    ["person.pay + 10", "本人的月收入 + 10 元", "the person’s monthly income + 10 yuan"],
    ["0.5 * (parameter.line - 10)", "0.5 × (「标准」 − 10 元)", "0.5 × (“Standard” − 10 yuan)"],
    ["parameter.line - person.pay * 2", "「标准」 − 本人的月收入 × 2", "“Standard” − the person’s monthly income × 2"],
    ["person.pay * 2 * 3", "本人的月收入 × 2 × 3", "the person’s monthly income × 2 × 3"],
    ["parameter.line / (person.level / 2)", "「标准」 ÷ (本人的等级 ÷ 2)", "“Standard” ÷ (the person’s grade ÷ 2)"],
    [
      "round(person.pay / 3)",
      "(本人的月收入 ÷ 3)(四舍五入到 1 元)",
      "(the person’s monthly income ÷ 3) (rounded to 1 yuan)",
    ],
    [
      "round(person.pay + person.rent)",
      "(本人的月收入 + 本人的房租)(四舍五入到 1 元)",
      "(the person’s monthly income + the person’s rent) (rounded to 1 yuan)",
    ],
    [
      "person.pay - scale(parameter.rates, person.pay)",
      "本人的月收入 − 本人的月收入按「标准」分段计算之和",
      "the person’s monthly income − the person’s monthly income, bracket by bracket at “Standard”",
    ],
    [
      "scale(parameter.rates, person.pay) * 2",
      "本人的月收入按「标准」分段计算之和 × 2",
      "the person’s monthly income, bracket by bracket at “Standard” × 2",
    ],
    [
      "round(scale(parameter.rates, person.pay))",
      "本人的月收入按「标准」分段计算之和(四舍五入到 1 元)",
      "the person’s monthly income, bracket by bracket at “Standard” (rounded to 1 yuan)",
    ],
    ["parameter.line - person.pay", "「标准」 − 本人的月收入", "“Standard” − the person’s monthly income"],
    [
      "parameter.line - (person.pay - person.rent)",
      "「标准」 − (本人的月收入 − 本人的房租)",
      "“Standard” − (the person’s monthly income − the person’s rent)",
    ],
    [
      "parameter.line - (person.pay + person.rent)",
      "「标准」 − (本人的月收入 + 本人的房租)",
      "“Standard” − (the person’s monthly income + the person’s rent)",
    ],
    [
      "parameter.line + (person.pay - person.rent)",
      "「标准」 + 本人的月收入 − 本人的房租",
      "“Standard” + the person’s monthly income − the person’s rent",
    ],
    [
      "parameter.line - person.pay - person.rent",
      "「标准」 − 本人的月收入 − 本人的房租",
      "“Standard” − the person’s monthly income − the person’s rent",
    ],
    [
      "(parameter.line - person.pay) * 0.5",
      "(「标准」 − 本人的月收入) × 0.5",
      "(“Standard” − the person’s monthly income) × 0.5",
    ],
    [
      "0.5 * (parameter.line - person.pay)",
      "0.5 × (「标准」 − 本人的月收入)",
      "0.5 × (“Standard” − the person’s monthly income)",
    ],
    [
      "parameter.line * size(household.members)",
      "「标准」 × 家庭成员人数",
      "“Standard” × the number of the members of the household",
    ],
    ["parameter.line / (person.level * 2)", "「标准」 ÷ (本人的等级 × 2)", "“Standard” ÷ (the person’s grade × 2)"],
    ["parameter.line / (person.level + 2)", "「标准」 ÷ (本人的等级 + 2)", "“Standard” ÷ (the person’s grade + 2)"],
    [
      "person.pay * 2 / person.level",
      "本人的月收入 × 2 ÷ 本人的等级",
      "the person’s monthly income × 2 ÷ the person’s grade",
    ],
    [
      "(person.pay - person.rent) / 3",
      "(本人的月收入 − 本人的房租) ÷ 3",
      "(the person’s monthly income − the person’s rent) ÷ 3",
    ],
    ["1411.5", "1,411.50 元", "1,411.50 yuan"],
    ["min(parameter.line, 500)", "「标准」、500 元中较小者", "the lesser of “Standard” and 500 yuan"],
    [
      "max(parameter.line * 2, person.pay - 10)",
      "「标准」 × 2、本人的月收入 − 10 元中较大者",
      "the greater of “Standard” × 2 and the person’s monthly income − 10 yuan",
    ],
    ["round(parameter.line * 0.3)", "(「标准」 × 0.3)(四舍五入到 1 元)", "(“Standard” × 0.3) (rounded to 1 yuan)"],
    [
      "person.able ? 100 : 50.5",
      "(如果本人的有劳动能力:是,为 100 元;否则为 50.50 元)",
      "(100 yuan if the person’s able to work: yes, otherwise 50.50 yuan)",
    ],
    [
      "person.able ? parameter.line : person.level == 1 ? 100 : 50",
      "(如果本人的有劳动能力:是,为 「标准」;否则为 (如果本人的等级 等于 1,为 100 元;否则为 50 元))",
      "(“Standard” if the person’s able to work: yes, otherwise (100 yuan if the person’s grade equals 1, otherwise 50 yuan))",
    ],
  ])("%s", (value, ...said) => {
    const document = published({ ...labelled, amount: `{ per: month, value: '${value}' }` });
    const tree = document.programmes[0]?.amount.value;
    expect(
      languages.map((each) => tree && quantityInWords(openScene(vocabularyOf(document, each)), tree, "yuan")),
    ).toEqual(said);
  });
});
