import { describe, expect, it, test } from "vitest";
import { explain } from "#eligibility/explanation/explain.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Facts } from "#events/fact-value.ts";
import type { Written } from "../publish/language-pack.ts";
import { documentOf, familyOf, judgedOn } from "./small-standard.ts";

/* Which parameters an explanation tells: those that mattered for the family, and none that would tell a sensitive fact. */

const fact = (name: string, rest: string) =>
  `- { name: ${name}, of: person, layer: screening, ${rest}, label: { zh: 字, en: T }, question: { zh: 字, en: T } }`;
const facts = [
  fact("illness", "sensitivity: sensitive, type: integer, minimum: 1, maximum: 2"),
  fact("ill", "sensitivity: ordinary, type: boolean, derived: 'person.illness == 2'"),
  fact("grown", "sensitivity: ordinary, type: boolean, derived: 'age(person) >= 18'"),
].join("\n");
const reference = "reference: [{ title: 办法 }]";
const yuan = (value: string, more = "") =>
  `metadata: { unit: yuan, ${more}${reference} }\nareas: { "33": { values: { 2022-01-01: ${value} } } }`;
const parameters = {
  line: yuan("1000"),
  grades: `keys: [1, 2]\nmetadata: { unit: yuan, ${reference} }\nareas: { "33": { values: { 2022-01-01: { 1: 10, 2: 20 } } } }`,
  steps: `scale: amount\n${yuan("[{ from: 0, amount: 1 }, { from: 90, amount: 2 }]", "thresholdUnit: yuan, ")}`,
};

function explained(written: Written, members: Facts[], on = judgedOn) {
  const standard = compileStandard(documentOf({ facts, parameters, ...written }));
  const [first] = explain(standard, familyOf(...members), on, "en").programmes;
  if (!first) throw new Error("Found no programme.");
  return first;
}

describe("an amount is told from", () => {
  const me = { student: true, grade: 2, birthDate: "1990-01-01", illness: 2 };
  test.each<[string, string, Facts[], string[]]>([
    ["the branch taken", "person.grade == 2 ? parameter.line : parameter.other", [me], ["line"]],
    ["the other branch", "person.grade == 1 ? parameter.line : parameter.other", [me], ["other"]],
    ["what a choice goes by", "person.income < parameter.line ? 20 : 10", [{ ...me, income: 1 }], ["line"]],
    ["what an open choice goes by", "person.income < parameter.line ? 20 : 10", [me], ["line"]],
    ["no branch while it is open which", "person.income < 5 ? parameter.line : parameter.other", [me], []],
    ["a branch by age", "age(person) >= 18 ? parameter.line : parameter.other", [me], ["line"]],
    ["a branch by what follows", "person.grown ? parameter.line : parameter.other", [me], ["line"]],
    [
      "a branch by the other members",
      "household.members.exists(m, m.grade == 1) ? parameter.line : parameter.other",
      [me, { grade: 1 }],
      ["line"],
    ],
    [
      "a branch by how many they are",
      "size(household.members.filter(m, m.grade == 1)) > 1 ? parameter.line : parameter.other",
      [me, { grade: 1 }],
      ["other"],
    ],
    [
      "no branch where each member has its own",
      "sum(household.members.map(m, m.grade == person.grade ? parameter.line : parameter.other))",
      [me, { grade: 1 }],
      [],
    ],
    [
      "no branch where each member has its own by age",
      "sum(household.members.map(m, age(m) < 18 ? parameter.line : parameter.other))",
      [me, { birthDate: "2010-01-01" }],
      [],
    ],
    [
      "no branch where each member has its own by the others",
      "sum(household.members.map(m, household.members.exists(n, n.grade < m.grade) ? parameter.line : parameter.other))",
      [me, { grade: 1 }],
      [],
    ],
    ["no branch by a sensitive fact", "person.illness == 2 ? parameter.line : parameter.other", [me], []],
    ["no branch by what follows from one", "person.ill ? parameter.line : parameter.other", [me], []],
    [
      "no branch by a sensitive fact of any member",
      "household.members.exists(m, m.grade == 2 && m.illness == 1) ? parameter.line : parameter.other",
      [me],
      [],
    ],
  ])("%s", (_, value, members, names) => {
    const { amountFrom } = explained({ amount: `{ per: month, value: '${value}' }` }, members);
    expect(amountFrom.map(({ name }) => name)).toEqual(names.map((name) => `parameter.${name}`));
  });

  it("a parameter that has no value yet", () => {
    const written = { amount: "{ per: month, value: 'parameter.line' }" };
    expect(explained(written, [me], "2021-12-31").amountFrom).toEqual([
      { name: "parameter.line", text: "Standard: not known yet" },
    ]);
  });
});

describe("beside a condition stand", () => {
  const compared = (when: string, member: Facts) =>
    explained({ when }, [member]).conditions[0]?.compared.map(({ name }) => name);

  it("the number of a table at the family's own key", () => {
    expect(compared("person.income < parameter.grades[person.grade < 2 ? 1 : 2]", { income: 1, grade: 1 })).toEqual([
      ...["person.income", "person.grade", "parameter.grades[1]"],
    ]);
  });

  it("no number of a table whose key is sensitive", () => {
    expect(compared("person.income < parameter.grades[person.illness]", { income: 1, illness: 2 })).toEqual([
      "person.income",
    ]);
  });

  it("the bracket of a scale that the family is in", () => {
    const names = compared("person.income < scale(parameter.steps, person.expense)", { income: 1, expense: 91 });
    expect(names).toContain("parameter.steps[1].amount");
    expect(names).not.toContain("parameter.steps[0].amount");
  });
});
