import { describe, expect, it, test } from "vitest";
import type { Facts } from "#events/fact-value.ts";
import { familyOf, first } from "./small-standard.ts";

const missingOf = (when: string, facts: Facts = {}, ...others: Facts[]) => {
  const { verdict, missing } = first({ when }, familyOf(facts, ...others));
  expect(verdict).toBe(missing.length === 0 ? verdict : "unknown");
  return missing.length === 0 ? verdict : missing;
};

const [grade, income, stage, student, birthDate] = ["grade", "income", "stage", "student", "birthDate"].map(
  (name) => `person:p-1.${name}`,
);

describe("what is missing", () => {
  test.each<[string, Facts, readonly (string | undefined)[] | string]>([
    // Of a group only what could still decide it.
    ["person.student && person.grade > 2", {}, [grade, student]],
    ["person.student && person.grade > 2", { grade: 2 }, "not-eligible"],
    ["person.student && person.grade > 2", { grade: 3 }, [student]],
    ["person.student || person.grade > 2", { grade: 3 }, "eligible"],
    ["person.student || person.grade > 2", { grade: 2 }, [student]],
    ["!(person.student || person.grade > 2)", { grade: 2 }, [student]],
    // Of a choice the branch that is taken.
    ["person.student ? person.grade > 2 : person.income < parameter.line", {}, [grade, income, student]],
    ["person.student ? person.grade > 2 : person.income < parameter.line", { student: true }, [grade]],
    ["person.student ? person.grade > 2 : person.income < parameter.line", { student: false }, [income]],
    ["person.student ? person.grade > 2 : true", { grade: 3 }, "eligible"],
    ["person.student ? person.grade > 2 : false", { grade: 2 }, "not-eligible"],
    ['(person.student ? "a" : person.stage) == "primary"', {}, [stage, student]],
    ['(person.student ? "a" : person.stage) == "primary"', { student: true }, "not-eligible"],
    ['(person.student ? "primary" : "primary") == "primary"', {}, "eligible"],
    // A birth date where an age is asked.
    ["age(person) >= 18", {}, [birthDate]],
    ["ageInMonths(person) >= 18", {}, [birthDate]],
    ["age(person) >= 18 && person.student", { birthDate: "2010-01-01" }, "not-eligible"],
    ["person.hired < today", {}, ["person:p-1.hired"]],
    ["monthsAfter(person.hired, person.months) < today", { hired: "2022-01-31" }, ["person:p-1.months"]],
    // Numbers that cannot be below nothing, or above what the dictionary allows.
    ["person.income >= parameter.line - parameter.line", {}, "eligible"],
    ["person.income + parameter.line >= parameter.line", {}, "eligible"],
    ["person.income + parameter.line > parameter.line", {}, [income]],
    ["person.income + parameter.line < parameter.line", {}, "not-eligible"],
    ["person.grade <= 4", {}, "eligible"],
    ["person.grade < 4", {}, [grade]],
    ["person.grade >= 1", {}, "eligible"],
    ["person.grade > 1", {}, [grade]],
    ["person.grade == 5", {}, "not-eligible"],
    ["person.grade == 4", {}, [grade]],
    ["person.grade != 0", {}, "eligible"],
    ["person.grade != 1", {}, [grade]],
    // A mark is from -2 to 3.
    ["person.grade <= person.mark", { grade: 4 }, "not-eligible"],
    ["person.grade <= person.mark", { grade: 3 }, ["person:p-1.mark"]],
    ["person.grade > person.mark", { mark: 0 }, "eligible"],
    ["person.grade > person.mark", {}, [grade, "person:p-1.mark"]],
    ["person.income * person.places >= parameter.line - parameter.line", {}, "eligible"],
    ["person.places * person.income >= parameter.line - parameter.line", {}, "eligible"],
    ["parameter.line / (person.grade - 1) > parameter.other / 2", {}, [grade]],
    ["parameter.line / (person.grade - 4) < parameter.other", {}, [grade]],
    ["parameter.line / (person.grade - 4) > parameter.line - parameter.line - parameter.other", {}, [grade]],
    ["parameter.line / person.grade > parameter.other / 3", {}, "eligible"],
  ])("of %s for somebody with %j is %j", (when, facts, missing) => {
    expect(missingOf(when, facts)).toEqual(missing);
  });
});

it("what is on file in another type than the dictionary's is asked for again", () => {
  expect(missingOf("person.grade > 2", { grade: "3" })).toEqual([grade]);
  expect(missingOf("person.student", { student: "yes" })).toEqual([student]);
});

describe("of the members, what is missing", () => {
  const pupil = { student: true };
  const grownUp = { student: false };

  it("is asked of whoever could be the one that there must be", () => {
    const when = "household.members.exists(m, m.student && m.grade > 2)";
    expect(missingOf(when, pupil, grownUp)).toEqual([grade]);
    expect(missingOf(when, pupil, {})).toEqual([grade, "person:p-2.grade", "person:p-2.student"]);
    expect(missingOf(when, grownUp, { grade: 1 })).toBe("not-eligible");
    expect(missingOf(when, pupil, { ...pupil, grade: 3 })).toBe("eligible");
  });

  it("is asked of whoever could be the one that there must not be", () => {
    const when = "household.members.all(m, m.student)";
    expect(missingOf(when, pupil, {})).toEqual(["person:p-2.student"]);
    expect(missingOf(when, grownUp, {})).toBe("not-eligible");
    expect(missingOf(when, pupil, pupil)).toBe("eligible");
  });

  it("of a selection is whether somebody belongs to it, where that would tell", () => {
    const exists = "household.members.filter(m, m.student).exists(m, m.grade > 2)";
    expect(missingOf(exists, { grade: 3 })).toEqual([student]);
    expect(missingOf(exists, { grade: 2 })).toBe("not-eligible");
    expect(missingOf(exists, { grade: 3 }, { ...pupil, grade: 4 })).toBe("eligible");
    expect(missingOf(exists, { ...grownUp })).toBe("not-eligible");
    expect(missingOf(exists, pupil)).toEqual([grade]);
    expect(missingOf(exists, { grade: 2 }, pupil)).toEqual(["person:p-2.grade"]);
    const all = "household.members.filter(m, m.student).all(m, m.grade > 2)";
    expect(missingOf(all, { grade: 3 }, pupil)).toEqual(["person:p-2.grade"]);
    expect(missingOf(all, { grade: 2 })).toEqual([student]);
    expect(missingOf(all, { grade: 3 })).toBe("eligible");
    expect(missingOf(all, { grade: 2 }, { ...pupil, grade: 1 })).toBe("not-eligible");
    expect(missingOf(all, { ...grownUp })).toBe("eligible");
    expect(missingOf(all, pupil)).toEqual([grade]);
  });

  it("is nothing where members are told apart within each other", () => {
    const above = (count: number) =>
      `household.members.exists(m, size(household.members.filter(n, n.grade > m.grade)) == ${count})`;
    const family = [{ grade: 1 }, { grade: 2 }, { grade: 4 }] as const;
    expect([0, 1, 2, 3].map((count) => missingOf(above(count), ...family))).toEqual([
      ...["eligible", "eligible", "eligible", "not-eligible"],
    ]);
  });

  it("of a number of people is whether somebody counts", () => {
    const when = "size(household.members.filter(m, m.student)) >= 2";
    expect(missingOf(when, pupil, {}, grownUp)).toEqual(["person:p-2.student"]);
    expect(missingOf(when, {}, {}, grownUp)).toEqual([student, "person:p-2.student"]);
    expect(missingOf(when, {}, grownUp, grownUp)).toBe("not-eligible");
    expect(missingOf(when, pupil, pupil, {})).toBe("eligible");
  });

  it("of a sum over a selection is both, and nothing of whoever is left out", () => {
    const when = "sum(household.members.filter(m, m.student).map(m, m.income)) < parameter.line";
    expect(missingOf(when, pupil, grownUp)).toEqual([income]);
    expect(missingOf(when, { ...pupil, income: 999 }, { income: 2 })).toEqual(["person:p-2.student"]);
    expect(missingOf(when, { ...pupil, income: 999 }, {})).toEqual(["person:p-2.income", "person:p-2.student"]);
    expect(missingOf(when, { ...pupil, income: 999 }, grownUp)).toBe("eligible");
    expect(missingOf(when, { ...pupil, income: 1000 }, {})).toBe("not-eligible");
  });

  it("through selections within selections is nothing of whoever the first leaves out", () => {
    const when = "household.members.filter(m, m.student).filter(m, m.grade > 2).exists(m, m.income < parameter.line)";
    expect(missingOf(when, grownUp)).toBe("not-eligible");
    expect(missingOf(when, { ...pupil, income: 1 })).toEqual([grade]);
    expect(missingOf(when, { grade: 3, income: 1 })).toEqual([student]);
    expect(missingOf(when, { ...pupil, grade: 3 })).toEqual([income]);
    expect(missingOf(when, { ...pupil, grade: 3, income: 1 })).toBe("eligible");
  });
});

describe("of derived facts, what is missing", () => {
  const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
  const derived = (name: string, of: string, type: string, how: string) =>
    `- { name: ${name}, of: ${of}, ${type}, layer: screening, sensitivity: ordinary, ${label}, derived: '${how}' }`;
  const facts = [
    derived(
      "perPerson",
      "household",
      "type: number, unit: yuan",
      "sum(household.members.map(m, m.income)) / size(household.members)",
    ),
    derived("grown", "person", "type: boolean", "age(person) >= 18"),
    derived("heavy", "person", "type: boolean", "person.expense > person.income"),
  ].join("\n");
  const missing = (when: string, ...members: Facts[]) => first({ facts, when }, familyOf(...members)).missing;

  it("is what they are derived from, of whom they are", () => {
    expect(missing("household.perPerson < parameter.line", { income: 1 }, {})).toEqual(["person:p-2.income"]);
    expect(missing("person.grown", {})).toEqual([birthDate]);
    expect(missing("household.members.all(m, m.grown)", { birthDate: "1980-01-01" }, {})).toEqual([
      "person:p-2.birthDate",
    ]);
    expect(missing("person.heavy", { income: 5 })).toEqual(["person:p-1.expense"]);
    expect(missing("person.heavy && person.grown", { income: 5 })).toEqual([birthDate, "person:p-1.expense"]);
  });

  it("is nothing of what bounds decide: an income that is known is enough where it is too much already", () => {
    expect(
      first({ facts, when: "household.perPerson < parameter.line" }, familyOf({ income: 2000 }, {})),
    ).toMatchObject({
      verdict: "not-eligible",
      missing: [],
    });
    expect(missing("household.perPerson < parameter.line", { income: 1999.99 }, {})).toEqual(["person:p-2.income"]);
  });
});

describe("of parameters, what is missing", () => {
  it("is the area where nobody knows it, and the parameter where none is published there", () => {
    const when = "person.income < parameter.line";
    const missing = (household = familyOf({ income: 1 })) => first({ when }, household, "2021-12-31").missing;
    expect(missing()).toEqual(["parameter.line"]);
    expect(missing({ ...familyOf({ income: 1 }), area: undefined })).toEqual(["household.area"]);
    expect(missing({ ...familyOf({}), area: "110101" })).toEqual(["household.area", income]);
  });
});

describe("of what holds while nobody reports it, nothing is missing", () => {
  const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
  const fact = (name: string, rest: string) =>
    `- { name: ${name}, of: person, layer: screening, sensitivity: ordinary, ${label}, ${rest} }`;
  const facts = [
    fact("struck", "type: boolean, unreported: false"),
    fact(
      "harm",
      "type: enumeration, values: { none: { zh: 无, en: None }, flood: { zh: 水, en: Flood } }, unreported: none",
    ),
    fact("lost", "type: number, unit: yuan, minimum: 0, unreported: 0"),
  ].join("\n");

  test.each<[string, Facts, string]>([
    ["person.struck", {}, "not-eligible"],
    ["person.struck", { struck: true }, "eligible"],
    ["!person.struck && person.student", { student: true }, "eligible"],
    ['person.harm == "none"', {}, "eligible"],
    ['person.harm == "none"', { harm: "flood" }, "not-eligible"],
    ["person.lost < parameter.line", {}, "eligible"],
    ["person.lost < parameter.line", { lost: 1000 }, "not-eligible"],
  ])("%s of somebody with %j: %s", (when, reported, verdict) => {
    expect(first({ facts, when }, familyOf(reported))).toMatchObject({ verdict, missing: [] });
  });
});
