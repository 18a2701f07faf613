import { describe, expect, it, test } from "vitest";
import { assess } from "#eligibility/assess.ts";
import { determinationOf } from "#eligibility/determine.ts";
import { determinations, possible } from "#eligibility/judge.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Facts } from "#events/fact-value.ts";
import { documentOf, familyOf, first, judgedBoth, judgedOn } from "./small-standard.ts";

const text = "{ zh: 文字, en: Text }";
const condition = (id: string, when: string, layer = "screening") =>
  `\n  - { id: ${id}, text: ${text}, layer: ${layer}, when: '${when}' }`;

const poorPupil = {
  conditions: [
    condition("pupil", "person.student"),
    condition("below-line", "person.income < parameter.line"),
    condition("of-age", "age(person) >= 6"),
    condition("grade-checked", "person.grade > 2", "verification"),
    condition("expense-checked", "person.expense < parameter.other", "verification"),
  ].join(""),
};

const reasonsOf = (facts: Facts) => first(poorPupil, familyOf(facts)).reasons;
const outcomesOf = (facts: Facts) => reasonsOf(facts).map(({ condition: id, holds }) => [id, holds]);

describe("reasons", () => {
  const pupil = { student: true, income: 620.5, birthDate: "2010-06-01" };

  it("are all conditions in their order, each with what it compares, in yuan and years", () => {
    expect(reasonsOf(pupil)).toEqual([
      { condition: "pupil", holds: true, values: { "person.student": true } },
      { condition: "below-line", holds: true, values: { "person.income": 620.5, "parameter.line": 1000 } },
      { condition: "of-age", holds: true, values: { "age(person)": 12 } },
    ]);
  });

  it("end with the first condition that does not hold: that one decides", () => {
    expect(outcomesOf({ ...pupil, student: false })).toEqual([["pupil", false]]);
    expect(outcomesOf({ ...pupil, income: 1000 })).toEqual([
      ["pupil", true],
      ["below-line", false],
    ]);
    expect(outcomesOf({ ...pupil, birthDate: "2016-06-02" })).toEqual([
      ["pupil", true],
      ["below-line", true],
      ["of-age", false],
    ]);
  });

  it("go on behind one that is unknown, which does not decide", () => {
    expect(outcomesOf({ student: true, birthDate: "2010-06-01" })).toEqual([
      ["pupil", true],
      ["below-line", "unknown"],
      ["of-age", true],
    ]);
    expect(outcomesOf({ income: 1 })).toEqual([
      ["pupil", "unknown"],
      ["below-line", true],
      ["of-age", "unknown"],
    ]);
    expect(outcomesOf({ income: 1000 })).toEqual([
      ["pupil", "unknown"],
      ["below-line", false],
    ]);
  });

  it("leave out a value that nobody knows", () => {
    expect(reasonsOf({ birthDate: "2010-06-01" })).toStrictEqual([
      { condition: "pupil", holds: "unknown", values: {} },
      { condition: "below-line", holds: "unknown", values: { "parameter.line": 1000 } },
      { condition: "of-age", holds: true, values: { "age(person)": 12 } },
    ]);
  });

  it("are told of as many conditions as a programme may have, and a programme of more is refused", () => {
    const many = (count: number) => ({
      conditions: Array.from({ length: count }, (_, index) =>
        condition(`c-${index}`, `person.places >= ${index}`),
      ).join(""),
    });
    const { reasons, verdict } = first(many(25), familyOf({ places: 23 }));
    expect(verdict).toBe("not-eligible");
    expect(reasons.map(({ holds }) => holds)).toEqual([...Array.from({ length: 24 }, () => true), false]);
    expect(first(many(25), familyOf({ places: 24 })).verdict).toBe("eligible");
    expect(first(many(25), familyOf({})).reasons.map(({ holds }) => holds)).toEqual([
      true,
      ...Array.from({ length: 24 }, () => "unknown"),
    ]);
    const document = documentOf(many(25));
    const twice = document.programmes.map((each) => ({
      ...each,
      conditions: [...each.conditions, ...each.conditions],
    }));
    expect(() => compileStandard({ ...document, programmes: twice })).toThrow(
      "allowance: found 50 screening conditions, expected at most 25",
    );
  });

  test.each<[string, Facts, object]>([
    ["ageInMonths(person) >= 6", { birthDate: "2021-05-31" }, { "ageInMonths(person)": 12 }],
    ["person.hired < today", { hired: "2022-01-31" }, { "person.hired": "2022-01-31" }],
    ['person.stage == "primary"', { stage: "primary" }, { "person.stage": "primary" }],
    ["person.income * 3 < parameter.line", { income: 0.1 }, { "person.income": 0.1, "parameter.line": 1000 }],
    ["parameter.factor > 1 && person.grade == 1", { grade: 1 }, { "parameter.factor": 1.5, "person.grade": 1 }],
    // Of several members a name would tell no one apart.
    ["household.members.exists(m, m.grade == 1 && age(m) > 1)", { grade: 1, birthDate: "2000-01-01" }, {}],
    ["household.members.exists(m, ageInMonths(m) > 1)", { birthDate: "2000-01-01" }, {}],
  ])("of %s show what is compared as its author counts", (when, facts, values) => {
    expect(first({ when }, familyOf(facts)).reasons).toEqual([{ condition: "condition", holds: true, values }]);
  });

  it("show a derived date as a date, and a parameter without a value not at all", () => {
    const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
    const facts = `- { name: settled, of: person, type: date, layer: screening, sensitivity: ordinary, ${label}, derived: 'monthsAfter(person.hired, 6)' }`;
    const settled = { facts, when: "person.settled <= today" };
    expect(first(settled, familyOf({ hired: "2021-08-31" })).reasons[0]?.values).toStrictEqual({
      "person.settled": "2022-02-28",
    });
    const before = first({ when: "person.income < parameter.line" }, familyOf({ income: 1 }), "2021-12-31");
    expect(before.reasons[0]?.values).toStrictEqual({ "person.income": 1 });
  });

  it("show no value of a fact that is sensitive", () => {
    const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
    const facts = `- { name: illness, of: person, type: integer, layer: screening, sensitivity: sensitive, ${label} }`;
    const ill = first({ facts, when: "person.illness > 1 && person.grade > 1" }, familyOf({ illness: 7, grade: 2 }));
    expect(ill.reasons).toStrictEqual([{ condition: "condition", holds: true, values: { "person.grade": 2 } }]);
  });

  it("show a derived fact as it was worked out, to the hundredth of a fen", () => {
    const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
    const facts = [
      `- { name: share, of: household, type: number, unit: yuan, layer: screening, sensitivity: ordinary, ${label}, derived: 'sum(household.members.map(m, m.income)) / size(household.members)' }`,
      `- { name: grown, of: person, type: boolean, layer: screening, sensitivity: ordinary, ${label}, derived: 'age(person) >= 18' }`,
    ].join("\n");
    const written = { facts, when: "household.share < parameter.other && person.grown" };
    const [a, b, c] = [{ income: 100, birthDate: "2000-01-01" }, { income: 100 }, { income: 0 }] as const;
    expect(first(written, familyOf(a, b, c)).reasons).toEqual([
      {
        condition: "condition",
        holds: true,
        values: { "household.share": 66.6667, "parameter.other": 500, "person.grown": true },
      },
    ]);
    expect(first(written, familyOf({ income: 100 }, {})).reasons).toEqual([
      { condition: "condition", holds: "unknown", values: { "parameter.other": 500 } },
    ]);
    expect(first(written, familyOf({ ...a, birthDate: "2010-01-01" })).reasons[0]).toMatchObject({
      holds: false,
      values: { "person.grown": false },
    });
  });
});

describe("what staff check at the door", () => {
  const pupil = { student: true, income: 620.5, birthDate: "2010-06-01" };
  const checkOf = (facts: Facts) => first(poorPupil, familyOf(facts)).check;

  it("is whatever is not known to hold of what only the family can tell, in order", () => {
    expect(checkOf(pupil)).toEqual(["grade-checked", "expense-checked"]);
    expect(checkOf({ ...pupil, grade: 3 })).toEqual(["expense-checked"]);
    expect(checkOf({ ...pupil, grade: 3, expense: 499.99 })).toEqual([]);
    expect(checkOf({ ...pupil, grade: 2, expense: 500 })).toEqual(["grade-checked", "expense-checked"]);
  });

  it("is asked where the verdict is open too, and where it is no, nothing is", () => {
    expect(checkOf({ student: true, expense: 1 })).toEqual(["grade-checked"]);
    expect(checkOf({ student: false })).toEqual([]);
  });

  it("decides nothing: the verdict is the screening's alone, and nothing of it is missing", () => {
    expect(first(poorPupil, familyOf({ ...pupil, grade: 1, expense: 9000 }))).toMatchObject({
      verdict: "eligible",
      missing: [],
    });
    expect(first(poorPupil, familyOf({ student: true, income: 1 })).missing).toEqual(["person:p-1.birthDate"]);
  });
});

describe("a verdict that is no", () => {
  it("of a household tells no amount, nothing missing and nothing to check", () => {
    const amount = "{ per: month, value: 'parameter.line' }";
    expect(first({ of: "household", when: "size(household.members) > 2", amount }, familyOf({}))).toStrictEqual({
      programme: "allowance",
      verdict: "not-eligible",
      per: "month",
      reasons: [{ condition: "condition", holds: false, values: {} }],
      missing: [],
      check: [],
    });
  });
});

describe("verdicts that are asked for", () => {
  const household = familyOf({ student: true }, { student: false }, {});
  const standard = compileStandard(documentOf({}));
  const personsOf = (results: ReturnType<typeof determinations>) =>
    results.map(({ person, verdict }) => [person, verdict]);

  it("are all, in the order of the members", () => {
    expect(personsOf(determinations(standard, household, judgedOn))).toEqual([
      ["p-1", "eligible"],
      ["p-2", "not-eligible"],
      ["p-3", "unknown"],
    ]);
    expect(judgedBoth(documentOf({}), household).results).toHaveLength(3);
  });

  it("or only those that may concern the family", () => {
    expect(personsOf(determinations(standard, household, judgedOn, possible))).toEqual([
      ["p-1", "eligible"],
      ["p-3", "unknown"],
    ]);
    expect(personsOf(determinations(standard, household, judgedOn, (verdict) => verdict === "not-eligible"))).toEqual([
      ["p-2", "not-eligible"],
    ]);
  });

  it("of one programme and person are the same as among all", () => {
    const [programme] = standard.programmes;
    const assessment = assess(standard, household, judgedOn);
    const each = assessment.members.map((member) => programme && determinationOf(programme, assessment, member));
    expect(each).toStrictEqual(determinations(standard, household, judgedOn));
  });

  it("say the household's name, the day and the standard's name and version", () => {
    expect(judgedBoth(documentOf({}), household)).toMatchObject({
      household: "h-1",
      on: "2022-06-01",
      standards: "small@1",
    });
  });
});
