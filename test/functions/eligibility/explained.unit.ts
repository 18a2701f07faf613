import { describe, expect, it } from "vitest";
import { explain } from "#eligibility/explanation/explain.ts";
import type { ExplainedCondition } from "#eligibility/explanation/explanation.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Written } from "../publish/language-pack.ts";
import { documentOf, familyOf, judgedOn } from "./small-standard.ts";

/* Whole explanations, line by line, as they would be read to a family in either language. */

const label = (zh: string, en: string) =>
  `label: { zh: ${zh}, en: ${en} }, question: { zh: ${zh}是多少?, en: What is the ${en}? }`;
const fact = (name: string, of: string, rest: string) =>
  `- { name: ${name}, of: ${of}, layer: screening, sensitivity: ordinary, ${rest} }`;
const money = "type: number, unit: yuan";
const average = "sum(household.members.map(m, m.wage)) / size(household.members)";
const facts = [
  fact("wage", "person", `${money}, minimum: 0, ${label("工资", "wage")}`),
  fact("loan", "person", `${money}, minimum: 0, maximum: 100, ${label("借款", "loan")}`),
  fact("rent", "household", `${money}, minimum: 0, ${label("房租", "rent")}`),
  fact("perPerson", "household", `${money}, ${label("人均工资", "wage per person")}, derived: '${average}'`),
  fact("left", "person", `${money}, ${label("余额", "what is left")}, derived: '100 - person.wage'`),
  fact("owed", "person", `${money}, ${label("欠款", "what is owed")}, derived: 'person.loan * 2'`),
  fact("grown", "person", `type: boolean, ${label("成年", "grown up")}, derived: 'age(person) >= 18'`),
  fact("enrolments", "person", `type: list, ${label("已享受", "received")}`),
  fact("enrolments", "household", `type: list, ${label("已享受", "received")}`),
].join("\n");
const conditions = `
  - { id: poor, text: { zh: 工资低, en: Low wage }, source: [{ title: 办法, clause: 第一条 }, { title: 通知 }], when: person.wage < parameter.line }
  - { id: grown, text: { zh: 成年, en: Grown up }, when: person.grown && ageInMonths(person) >= 240 && age(person) >= 20 }
  - { id: seen, text: { zh: 看房租, en: Rent seen }, layer: verification, when: household.rent > parameter.other }
  - { id: enough, text: { zh: 查余额, en: Balance }, layer: verification, when: person.left > 1 }`;

const conditionTold = ({ text, holds, source, compared }: ExplainedCondition) =>
  `${text} [${holds}] ${source}: ${compared.map((each) => each.text).join(" | ")}`;

/** An explanation line by line, in Chinese and in English. */
function told(written: Written, household: HouseholdFacts, on = judgedOn): string[][] {
  const standard = compileStandard(documentOf({ facts, ...written }));
  return (["zh", "en"] as const).map((language) => {
    const { programmes, changes } = explain(standard, household, on, language);
    return [
      ...programmes.flatMap(({ person = "-", verdictInWords, amount = "-", enrolled, ...rest }) => [
        [person, verdictInWords, amount, enrolled ? "enrolled" : "not enrolled"].join(" / "),
        ...rest.amountFrom.map(({ text }) => `from ${text}`),
        ...rest.conditions.map(conditionTold),
        ...rest.ask.map((question) => `ask ${question.fact} ${question.text}`),
        ...rest.check.map((condition) => `check ${conditionTold(condition)}`),
      ]),
      ...changes.flatMap((change) => [
        `change ${change.on ?? change.parameter} ${change.text}`,
        ...change.effects.map((effect) => `effect ${effect}`),
      ]),
    ];
  });
}

describe("an explanation tells", () => {
  it("all that is known of a family, whoever may qualify first", () => {
    const [zh, en] = told(
      { conditions, amount: "{ per: month, value: 'parameter.line - person.wage' }" },
      {
        ...familyOf(
          { wage: 600, birthDate: "2000-07-02", enrolments: ["allowance"] },
          { wage: 1050, birthDate: "2010-01-01" },
          {},
        ),
        facts: { rent: 5 },
      },
    );
    expect(zh).toEqual([
      "p-1 / 可能符合 / 每月 400 元 / enrolled",
      "from 标准:1,000 元(省,自 2022-01-01 起执行;《办法》)",
      "工资低 [true] 《办法》第一条;《通知》: 工资:600 元 | 标准:1,000 元(省,自 2022-01-01 起执行;《办法》)",
      "成年 [true] 《条例》: 成年:是 | 月龄:262 个月 | 年龄:21 周岁",
      "check 看房租 [false] 《条例》: 房租:5 元 | 标准:500 元(省,自 2022-01-01 起执行;《办法》)",
      "check 查余额 [false] 《条例》: 余额:-500 元",
      "p-3 / 尚不能判断 / - / not enrolled",
      "工资低 [unknown] 《办法》第一条;《通知》: 工资:尚不知道 | 标准:1,000 元(省,自 2022-01-01 起执行;《办法》)",
      "成年 [unknown] 《条例》: 成年:尚不知道 | 月龄:尚不知道 | 年龄:尚不知道",
      "ask person:p-3.birthDate 文字",
      "ask person:p-3.wage 工资是多少?",
      "check 看房租 [false] 《条例》: 房租:5 元 | 标准:500 元(省,自 2022-01-01 起执行;《办法》)",
      "check 查余额 [unknown] 《条例》: 余额:至多 100 元",
      "p-2 / 不符合 / - / not enrolled",
      "工资低 [false] 《办法》第一条;《通知》: 工资:1,050 元 | 标准:1,000 元(省,自 2022-01-01 起执行;《办法》)",
      "成年 [false] 《条例》: 成年:否 | 月龄:149 个月 | 年龄:12 周岁",
      "change 2022-07-01 2022-07-01 起可能变化:「标准」调整为 1,100 元",
      "effect 文字 p-1:由“可能符合,每月 400 元”变为“可能符合,每月 500 元”",
      "change line 「标准」一有调整,结论或金额就可能变化",
      "change other 「标准」降到 4.99 元或更低时可能变化",
    ]);
    expect(en).toEqual([
      "p-1 / May qualify / 400 yuan a month / enrolled",
      "from Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》)",
      "Low wage [true] 《办法》第一条; 《通知》: wage: 600 yuan | Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》)",
      "Grown up [true] 《条例》: grown up: yes | Age in months: 262 months | Age: 21 years",
      "check Rent seen [false] 《条例》: rent: 5 yuan | Standard: 500 yuan (Province, in force from 2022-01-01; 《办法》)",
      "check Balance [false] 《条例》: what is left: -500 yuan",
      "p-3 / Cannot be told yet / - / not enrolled",
      "Low wage [unknown] 《办法》第一条; 《通知》: wage: not known yet | Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》)",
      "Grown up [unknown] 《条例》: grown up: not known yet | Age in months: not known yet | Age: not known yet",
      "ask person:p-3.birthDate Text",
      "ask person:p-3.wage What is the wage?",
      "check Rent seen [false] 《条例》: rent: 5 yuan | Standard: 500 yuan (Province, in force from 2022-01-01; 《办法》)",
      "check Balance [unknown] 《条例》: what is left: at most 100 yuan",
      "p-2 / Does not qualify / - / not enrolled",
      "Low wage [false] 《办法》第一条; 《通知》: wage: 1,050 yuan | Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》)",
      "Grown up [false] 《条例》: grown up: no | Age in months: 149 months | Age: 12 years",
      "change 2022-07-01 From 2022-07-01 it could change: “Standard” becomes 1,100 yuan",
      "effect Text p-1: “May qualify, 400 yuan a month” becomes “May qualify, 500 yuan a month”",
      "change line Any change of “Standard” could change a verdict or an amount",
      "change other It could change when “Standard” falls to 4.99 yuan or less",
    ]);
  });

  it("what a derived number is at least, at most or between, while a part of it is missing", () => {
    const [zh, en] = told(
      { when: "household.perPerson < parameter.other && person.left > 0 && person.owed < 3" },
      familyOf({ wage: 90 }, {}),
    );
    expect(zh).toEqual([
      "p-1 / 尚不能判断 / - / not enrolled",
      "文字 [unknown] 《条例》: 人均工资:至少 45 元 | 标准:500 元(省,自 2022-01-01 起执行;《办法》) | 余额:10 元 | 欠款:0 元 – 200 元",
      "ask person:p-1.loan 借款是多少?",
      "ask person:p-2.wage 工资是多少?",
      "p-2 / 尚不能判断 / - / not enrolled",
      "文字 [unknown] 《条例》: 人均工资:至少 45 元 | 标准:500 元(省,自 2022-01-01 起执行;《办法》) | 余额:至多 100 元 | 欠款:0 元 – 200 元",
      "ask person:p-2.loan 借款是多少?",
      "ask person:p-2.wage 工资是多少?",
      "change other 「标准」降到 45 元或更低时可能变化",
    ]);
    expect(en).toEqual([
      "p-1 / Cannot be told yet / - / not enrolled",
      "Text [unknown] 《条例》: wage per person: at least 45 yuan | Standard: 500 yuan (Province, in force from 2022-01-01; 《办法》) | what is left: 10 yuan | what is owed: 0 yuan – 200 yuan",
      "ask person:p-1.loan What is the loan?",
      "ask person:p-2.wage What is the wage?",
      "p-2 / Cannot be told yet / - / not enrolled",
      "Text [unknown] 《条例》: wage per person: at least 45 yuan | Standard: 500 yuan (Province, in force from 2022-01-01; 《办法》) | what is left: at most 100 yuan | what is owed: 0 yuan – 200 yuan",
      "ask person:p-2.loan What is the loan?",
      "ask person:p-2.wage What is the wage?",
      "change other It could change when “Standard” falls to 45 yuan or less",
    ]);
  });

  it("what is given in kind", () => {
    const [zh, en] = told(
      { amount: "{ per: kind, text: { zh: 一袋米, en: A bag of rice } }" },
      familyOf({ student: true }),
    );
    expect(zh).toEqual(["p-1 / 可能符合 / 一袋米 / not enrolled", "文字 [true] 《条例》: 文字:是"]);
    expect(en).toEqual(["p-1 / May qualify / A bag of rice / not enrolled", "Text [true] 《条例》: Text: yes"]);
  });

  it("an amount that nothing limits", () => {
    const [zh, en] = told(
      { amount: "{ per: year, value: 'parameter.line + person.wage' }" },
      familyOf({ student: true }),
    );
    expect(zh).toEqual([
      "p-1 / 可能符合 / 金额待了解情况后确定 / not enrolled",
      "from 标准:1,000 元(省,自 2022-01-01 起执行;《办法》)",
      "文字 [true] 《条例》: 文字:是",
      "ask person:p-1.wage 工资是多少?",
      "change 2022-07-01 2022-07-01 起可能变化:「标准」调整为 1,100 元",
      "change line 「标准」一有调整,结论或金额就可能变化",
    ]);
    expect(en).toEqual([
      "p-1 / May qualify / amount open until more is known / not enrolled",
      "from Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》)",
      "Text [true] 《条例》: Text: yes",
      "ask person:p-1.wage What is the wage?",
      "change 2022-07-01 From 2022-07-01 it could change: “Standard” becomes 1,100 yuan",
      "change line Any change of “Standard” could change a verdict or an amount",
    ]);
  });

  it("an amount between two", () => {
    const [zh, en] = told(
      { amount: "{ per: once, value: 'parameter.line + person.loan' }" },
      familyOf({ student: true }),
    );
    expect(zh).toEqual([
      "p-1 / 可能符合 / 一次性 1,000 元至 1,100 元 / not enrolled",
      "from 标准:1,000 元(省,自 2022-01-01 起执行;《办法》)",
      "文字 [true] 《条例》: 文字:是",
      "ask person:p-1.loan 借款是多少?",
      "change 2022-07-01 2022-07-01 起可能变化:「标准」调整为 1,100 元",
      "effect 文字 p-1:由“可能符合,一次性 1,000 元至 1,100 元”变为“可能符合,一次性 1,100 元至 1,200 元”",
      "change line 「标准」一有调整,结论或金额就可能变化",
    ]);
    expect(en).toEqual([
      "p-1 / May qualify / 1,000 yuan to 1,100 yuan, once / not enrolled",
      "from Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》)",
      "Text [true] 《条例》: Text: yes",
      "ask person:p-1.loan What is the loan?",
      "change 2022-07-01 From 2022-07-01 it could change: “Standard” becomes 1,100 yuan",
      "effect Text p-1: “May qualify, 1,000 yuan to 1,100 yuan, once” becomes “May qualify, 1,100 yuan to 1,200 yuan, once”",
      "change line Any change of “Standard” could change a verdict or an amount",
    ]);
  });

  it("a parameter that has no value yet, and the household's questions first", () => {
    const [zh, en] = told({ when: "household.rent < parameter.line && person.student" }, familyOf({}), "2021-12-31");
    expect(zh).toEqual([
      "p-1 / 尚不能判断 / - / not enrolled",
      "文字 [unknown] 《条例》: 房租:尚不知道 | 标准:尚不知道 | 文字:尚不知道",
      "ask household.rent 房租是多少?",
      "ask parameter.line 当地没有公布「标准」,请向上级部门核实",
      "ask person:p-1.student 文字",
      "change 2022-01-01 2022-01-01 起可能变化:「标准」调整为 1,000 元;「标准」调整为 500 元;「标准」调整为 1.5",
      "change line 「标准」一有调整,结论或金额就可能变化",
    ]);
    expect(en).toEqual([
      "p-1 / Cannot be told yet / - / not enrolled",
      "Text [unknown] 《条例》: rent: not known yet | Standard: not known yet | Text: not known yet",
      "ask household.rent What is the rent?",
      "ask parameter.line No value of “Standard” is published here: ask the authority above",
      "ask person:p-1.student Text",
      "change 2022-01-01 From 2022-01-01 it could change: “Standard” becomes 1,000 yuan; “Standard” becomes 500 yuan; “Standard” becomes 1.5",
      "change line Any change of “Standard” could change a verdict or an amount",
    ]);
  });

  it("that the area is to be asked", () => {
    const [zh, en] = told(
      { when: "household.rent < parameter.line && person.wage < 5" },
      { ...familyOf({}), area: undefined },
    );
    expect(zh).toEqual([
      "p-1 / 尚不能判断 / - / not enrolled",
      "文字 [unknown] 《条例》: 房租:尚不知道 | 标准:尚不知道 | 工资:尚不知道",
      "ask household.area 文字",
      "ask household.rent 房租是多少?",
      "ask person:p-1.wage 工资是多少?",
    ]);
    expect(en).toEqual([
      "p-1 / Cannot be told yet / - / not enrolled",
      "Text [unknown] 《条例》: rent: not known yet | Standard: not known yet | wage: not known yet",
      "ask household.area Text",
      "ask household.rent What is the rent?",
      "ask person:p-1.wage What is the wage?",
    ]);
  });

  it("the values of parameters that matter", () => {
    const [zh, en] = told(
      { when: "person.wage < parameter.line && person.wage > parameter.other" },
      familyOf({ wage: 700 }),
    );
    expect(zh).toEqual([
      "p-1 / 可能符合 / 身份认定,无金额 / not enrolled",
      "文字 [true] 《条例》: 工资:700 元 | 标准:1,000 元(省,自 2022-01-01 起执行;《办法》) | 标准:500 元(省,自 2022-01-01 起执行;《办法》)",
      "change line 「标准」降到 700 元或更低时可能变化",
      "change other 「标准」升到 700 元或更高时可能变化",
    ]);
    expect(en).toEqual([
      "p-1 / May qualify / a status, without an amount / not enrolled",
      "Text [true] 《条例》: wage: 700 yuan | Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》) | Standard: 500 yuan (Province, in force from 2022-01-01; 《办法》)",
      "change line It could change when “Standard” falls to 700 yuan or less",
      "change other It could change when “Standard” rises to 700 yuan or more",
    ]);
  });

  it("that any change of a parameter matters", () => {
    const [zh, en] = told({ when: "person.wage < min(parameter.line, parameter.other)" }, familyOf({ wage: 700 }));
    expect(zh).toEqual([
      "p-1 / 不符合 / - / not enrolled",
      "文字 [false] 《条例》: 工资:700 元 | 标准:1,000 元(省,自 2022-01-01 起执行;《办法》) | 标准:500 元(省,自 2022-01-01 起执行;《办法》)",
      "change 2022-07-01 2022-07-01 起可能变化:「标准」调整为 1,100 元",
      "change line 「标准」一有调整,结论或金额就可能变化",
    ]);
    expect(en).toEqual([
      "p-1 / Does not qualify / - / not enrolled",
      "Text [false] 《条例》: wage: 700 yuan | Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》) | Standard: 500 yuan (Province, in force from 2022-01-01; 《办法》)",
      "change 2022-07-01 From 2022-07-01 it could change: “Standard” becomes 1,100 yuan",
      "change line Any change of “Standard” could change a verdict or an amount",
    ]);
  });

  it("what the household as a whole receives already", () => {
    const [zh, en] = told(
      { of: "household", when: "household.rent < parameter.line" },
      { ...familyOf({ wage: 700 }), facts: { rent: 1, enrolments: ["allowance"] } },
    );
    expect(zh).toEqual([
      "- / 可能符合 / 身份认定,无金额 / enrolled",
      "文字 [true] 《条例》: 房租:1 元 | 标准:1,000 元(省,自 2022-01-01 起执行;《办法》)",
      "change line 「标准」降到 1 元或更低时可能变化",
    ]);
    expect(en).toEqual([
      "- / May qualify / a status, without an amount / enrolled",
      "Text [true] 《条例》: rent: 1 yuan | Standard: 1,000 yuan (Province, in force from 2022-01-01; 《办法》)",
      "change line It could change when “Standard” falls to 1 yuan or less",
    ]);
  });

  it("a birthday, and what it changes", () => {
    const [zh, en] = told(
      {
        when: "person.hired <= today",
        amount: "{ per: month, value: 'age(person) >= 60 ? parameter.line : parameter.other' }",
      },
      familyOf({ hired: "2022-06-15", birthDate: "1962-06-15" }),
    );
    expect(zh).toEqual([
      "p-1 / 不符合 / - / not enrolled",
      "文字 [false] 《条例》: 文字:2022-06-15",
      "change 2022-06-15 2022-06-15 起可能变化:p-1 年满 60 周岁",
      "effect 文字 p-1:由“不符合”变为“可能符合,每月 1,000 元”",
    ]);
    expect(en).toEqual([
      "p-1 / Does not qualify / - / not enrolled",
      "Text [false] 《条例》: Text: 2022-06-15",
      "change 2022-06-15 From 2022-06-15 it could change: p-1 is 60 years old",
      "effect Text p-1: “Does not qualify” becomes “May qualify, 1,000 yuan a month”",
    ]);
  });

  it("for whom it is: the family, where it lives, the day, the standard and the language", () => {
    const standard = compileStandard(documentOf({}));
    const { programmes: _, ...told } = explain(standard, familyOf({ student: true }), judgedOn, "en");
    expect(told).toEqual({
      household: "h-1",
      area: "District (330106)",
      on: "2022-06-01",
      standards: "small@1",
      language: "en",
      changes: [],
    });
    expect(explain(standard, { ...familyOf({}), area: undefined }, judgedOn, "zh")).not.toHaveProperty("area");
  });
});
