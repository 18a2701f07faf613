import { describe, expect, it, test } from "vitest";
import { explain } from "#eligibility/explanation/explain.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Facts } from "#events/fact-value.ts";
import type { Written } from "../publish/language-pack.ts";
import { documentOf, familyOf, judgedOn } from "./small-standard.ts";

const fact = (name: string, of: string, rest: string) =>
  `- { name: ${name}, of: ${of}, layer: screening, sensitivity: ordinary, ${rest}, label: { zh: 字, en: T }, question: { zh: 字, en: T } }`;
const facts = [
  fact("doubled", "person", "type: number, derived: 'person.grade * 2'"),
  fact("ends", "person", "type: date, derived: 'monthsAfter(person.hired, 6)'"),
  fact("due", "person", "type: date, derived: 'monthsAfter(date(\"2022-01-01\"), person.months)'"),
  fact("left", "person", "type: number, unit: yuan, derived: 'person.income - person.balance'"),
  fact("total", "household", "type: number, unit: yuan, derived: 'sum(household.members.map(m, m.income))'"),
].join("\n");

function first(written: Written, members: Facts[]) {
  const standard = compileStandard(documentOf({ facts, ...written }));
  const [programme] = explain(standard, familyOf(...members), judgedOn, "en").programmes;
  if (!programme) throw new Error("Found no programme.");
  return programme;
}

test.each<[string, Facts[], string]>([
  ["person.grade < 3", [{}], "Text: not known yet"],
  ["person.doubled < 3", [{}], "T: 2 – 8"],
  ["person.ends < today", [{}], "T: not known yet"],
  ["person.ends < today", [{ hired: "2022-01-31" }], "T: 2022-07-31"],
  ["person.due < today", [{}], "T: not known yet"],
  ["person.left < 3", [{}], "T: not known yet"],
  ["household.total < 3", [{ income: 0 }, {}], "T: not known yet"],
  ["household.total < 3", [{ income: 0.01 }, {}], "T: at least 0.01 yuan"],
])("of what is compared in %s of a family of %j it is told %s", (when, members, text) => {
  expect(first({ when }, members).conditions[0]?.compared.map((each) => each.text)).toEqual([text]);
});

describe("a family is asked", () => {
  const amount = "{ per: month, value: 'person.income + person.expense' }";

  it("nothing that only an amount takes while it is open whether it may qualify", () => {
    expect(first({ when: "person.student", amount }, [{}]).ask.map((each) => each.fact)).toEqual([
      "person:p-1.student",
    ]);
  });

  it("nothing more once the amount is known", () => {
    expect(first({ amount }, [{ student: true, income: 1, expense: 2 }]).ask).toEqual([]);
  });

  it("what leaves the amount open, in the order of the names", () => {
    expect(first({ amount }, [{ student: true }]).ask.map((each) => each.fact)).toEqual([
      ...["person:p-1.expense", "person:p-1.income"],
    ]);
  });
});

it("the second of the tiers is told by its text", () => {
  const tier = (id: string, rest: string) => `{ id: ${id}, text: { zh: 字, en: ${id} }, ${rest} }`;
  const tiers = [tier("first", "when: person.grade == 1, value: '1'"), tier("others", "value: '2'")];
  const amount = `{ per: month, tiers: [${tiers.join(", ")}] }`;
  expect(first({ amount }, [{ student: true, grade: 2 }]).tier).toBe("others");
  expect(Object.keys(first({ amount }, [{ student: false }]))).not.toContain("tier");
});
