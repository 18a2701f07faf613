import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { explain } from "#eligibility/explanation/explain.ts";
import { judge } from "#eligibility/judge.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { FactValue } from "#events/fact-value.ts";
import { published, type Written } from "../publish/language-pack.ts";
import { documentOf, programme, household as randomHousehold } from "./random-standard.ts";
import { quantityTree, truthTree } from "./random-trees.ts";

type Facts = Readonly<Record<string, FactValue>>;

const family = (...members: Facts[]): HouseholdFacts => ({
  household: "h-1",
  area: "330106",
  facts: {},
  members: members.map((facts, index) => ({ person: `p-${index + 1}`, facts })),
});

const line =
  'metadata: { unit: yuan, synthetic: true, reference: [{ title: 救助办法, clause: 第三条 }] }\nareas: { "33": { values: { 2021-01-01: 900 } }, "330106": { values: { 2022-01-01: 1000, 2022-07-01: 1100 } } }';

/** A person's programme with one condition, explained for a family on a day. */
function explained(written: Written, household: HouseholdFacts, language: "zh" | "en" = "zh", on = "2022-06-01") {
  return explain(compileStandard(published({ parameters: { line }, ...written })), household, on, language);
}

const belowLine: Written = {
  when: "person.income < parameter.line",
  amount: "{ per: month, value: 'parameter.line - person.income' }",
};

describe("a verdict in words", () => {
  test("tells what is compared, the parameter's value with its area, date and reference, and the clause", () => {
    const { programmes, area } = explained(belowLine, family({ income: 620.5 }));
    expect(area).toBe("区(330106)");
    expect(programmes).toMatchObject([
      {
        person: "p-1",
        verdictInWords: "可能符合",
        amount: "每月 379.50 元",
        conditions: [
          {
            holds: true,
            source: "《条例》",
            compared: [
              { name: "person.income", text: "文字:620.50 元" },
              {
                name: "parameter.line",
                text: "标准:1,000 元(区,自 2022-01-01 起执行;《救助办法》第三条;演示数据)",
              },
            ],
          },
        ],
      },
    ]);
  });

  test("in English it is the same", () => {
    const [first] = explained(belowLine, family({ income: 620.5 }), "en").programmes;
    expect(first).toMatchObject({ verdictInWords: "May qualify", amount: "379.50 yuan a month" });
    expect(first?.conditions[0]?.compared[1]?.text).toBe(
      "Standard: 1,000 yuan (District, in force from 2022-01-01; 《救助办法》第三条; demonstration value)",
    );
  });

  test("an unknown one asks each person's questions from the dictionary", () => {
    const { programmes } = explained(belowLine, family({}, { income: 2000 }));
    expect(programmes).toMatchObject([
      {
        person: "p-1",
        verdictInWords: "尚不能判断",
        ask: [{ fact: "person:p-1.income", person: "p-1", text: "文字" }],
      },
      { person: "p-2", verdictInWords: "不符合", ask: [] },
    ]);
    expect(programmes[0]?.conditions[0]?.compared[0]?.text).toBe("文字:尚不知道");
  });

  test("an amount that is still open is a range, and what would settle it is asked", () => {
    const written = { when: "person.student", amount: "{ per: once, value: 'parameter.line * person.grade' }" };
    const [first] = explained(written, family({ student: true })).programmes;
    expect(first).toMatchObject({ amount: "一次性 1,000 元至 4,000 元", ask: [{ fact: "person:p-1.grade" }] });
  });

  test("tiers are told by their text", () => {
    const amount =
      "{ per: month, tiers: [{ id: old, text: { zh: 八十以上, en: From 80 }, when: age(person) >= 80, value: parameter.line }, { id: others, text: { zh: 其余, en: Others }, value: parameter.line }] }";
    const [first] = explained(
      { when: "person.student", amount },
      family({ student: true, birthDate: "1940-01-01" }),
    ).programmes;
    expect(first).toMatchObject({ tier: "八十以上", amountFrom: [{ name: "parameter.line" }] });
  });

  test("what the family may qualify for comes first, then what is unknown, then the rest", () => {
    const { programmes } = explained(belowLine, family({ income: 3000 }, {}, { income: 1 }));
    expect(programmes.map(({ verdict }) => verdict)).toEqual(["eligible", "unknown", "not-eligible"]);
  });

  test("nobody alive: no verdict at all", () => {
    const facts =
      "- { name: deceased, of: person, type: boolean, layer: screening, sensitivity: personal, label: { zh: 字, en: T }, question: { zh: 字, en: T } }";
    expect(explained({ ...belowLine, facts }, family({ deceased: true })).programmes).toEqual([]);
  });
});

describe("what is sensitive", () => {
  const label = "label: { zh: 病情, en: Illness }, question: { zh: 病情如何?, en: How ill? }";
  const facts = [
    `- { name: illness, of: person, type: integer, minimum: 1, maximum: 2, layer: screening, sensitivity: sensitive, ${label} }`,
    `- { name: bill, of: person, type: number, unit: yuan, layer: screening, sensitivity: sensitive, ${label} }`,
  ].join("\n");
  const grades =
    'keys: [1, 2]\nmetadata: { unit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: { 1: 7777, 2: 5555 } } } }';
  const written: Written = {
    facts,
    parameters: { grades, line },
    when: "person.bill > 100 && person.income < parameter.grades[person.illness]",
  };

  test("its value is not told, nor the number of a table that it is the key of", () => {
    const words = JSON.stringify(
      explained(written, family({ illness: 1, bill: 31415.92, income: 10 }, { illness: 2, bill: 1, income: 10 })),
    );
    expect(words).not.toMatch(/31,?415|7,?777|5,?555|grades\[/);
    expect(words).toContain("文字:10 元");
  });

  test("it may be asked for", () => {
    const [first] = explained(written, family({ bill: 200, income: 6000 })).programmes;
    expect(first?.ask).toEqual([{ fact: "person:p-1.illness", person: "p-1", text: "病情如何?" }]);
  });
});

describe("when it could change by itself", () => {
  test("a published value to come is told with what it changes", () => {
    const { changes } = explained(belowLine, family({ income: 1050 }));
    expect(changes[0]).toEqual({
      on: "2022-07-01",
      text: "2022-07-01 起可能变化:「标准」调整为 1,100 元",
      effects: ["文字 p-1:由“不符合”变为“可能符合,每月 50 元”"],
    });
    expect(changes[1]?.text).toBe("「标准」升到 1,050.01 元或更高时可能变化");
  });

  test("a birthday is told with whose it is", () => {
    const { changes } = explained({ when: "age(person) < 18" }, family({ birthDate: "2005-03-09" }));
    expect(changes).toMatchObject([{ on: "2023-03-09", text: "2023-03-09 起可能变化:p-1 年满 18 周岁" }]);
  });
});

test("the engine carries no words of it", async () => {
  const folder = fileURLToPath(new URL("../../../functions/eligibility", import.meta.url));
  const entryPoints = ["judge.ts", "standard.ts"].map((file) => `${folder}/${file}`);
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    metafile: true,
    write: false,
    outdir: "unwritten",
    format: "esm",
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs.some((input) => input.endsWith("truth.ts"))).toBe(true);
  expect(inputs.filter((input) => /wording|explanation/.test(input))).toEqual([]);
});

it("says of every verdict and condition what the judgement says, whatever is known", () => {
  const cases = fc.record({
    ofHousehold: truthTree(2, []),
    ofPerson: truthTree(2, [0]),
    amount: quantityTree(2, [0]),
    household: randomHousehold,
  });
  fc.assert(
    fc.property(cases, ({ ofHousehold, ofPerson, amount, household }) => {
      const programmes = [
        programme("first", "household", { op: "boolean", value: true }),
        programme("a", "household", ofHousehold),
        programme("b", "person", ofPerson, amount),
      ];
      const standard = compileStandard(documentOf(programmes, 20));
      const { results } = judge(standard, household, "2022-07-01");
      const explanation = explain(standard, household, "2022-07-01", "en");
      expect(explanation.programmes).toHaveLength(results.length);
      for (const { programme: id, person, verdict, missing, reasons } of results) {
        const told = explanation.programmes.find((each) => each.programme === id && each.person === person);
        expect(told?.verdict).toBe(verdict);
        expect(told?.conditions.map(({ holds }) => holds)).toEqual(reasons.map(({ holds }) => holds));
        if (verdict === "unknown") expect(told?.ask.map(({ fact }) => fact).sort()).toEqual([...missing]);
      }
    }),
    { numRuns: 300 },
  );
});
