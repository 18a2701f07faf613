import { describe, expect, it } from "vitest";
import { amountOf, conditionOf, problemsOf, problemsOfAmount, type Written } from "./language-pack.ts";

const number = (value: number) => ({ op: "number", value });
const fact = (name: string, slot = 0) => ({ op: "fact", of: "person", name, slot });
const condition = (when: string, written: Written = {}) => conditionOf({ ...written, when });
const toldOf = (when: string, written: Written = {}) => problemsOf({ ...written, when })[0];

describe("exists_one", () => {
  it("is exactly one of the people", () => {
    expect(condition("household.members.exists_one(m, m.student)", { of: "household" })).toEqual({
      op: "==",
      left: { op: "size", people: { op: "filter", people: { op: "members" }, slot: 1, when: fact("student", 1) } },
      right: number(1),
    });
  });

  it("wants a condition for each member", () => {
    expect(toldOf("household.members.exists_one(m, m.income)", { of: "household" })).toContain(
      "found a number of yuan, expected a condition for each member in exists_one",
    );
    expect(toldOf("household.members.exist_one(m, m.student)", { of: "household" })).toContain("did you mean exists");
  });
});

describe("round", () => {
  it("is to whole yuan where money is counted, and to whole ones elsewhere", () => {
    expect(amountOf("round(person.income / 3)")).toEqual({
      op: "round",
      of: { op: "/", left: fact("income"), right: number(3) },
      step: 100,
    });
    expect(condition("round(person.grade / 2) == 1")).toMatchObject({ left: { op: "round", step: 1 } });
  });

  it("is to a step that is given, in yuan where money is counted", () => {
    expect(amountOf("round(person.income, 0.1)")).toMatchObject({ step: 10 });
    expect(amountOf("round(person.income, 10)")).toMatchObject({ step: 1000 });
    expect(condition("round(person.grade / 2, 0.5) == 1")).toMatchObject({ left: { step: 0.5 } });
  });

  it("wants a number and a step that can be", () => {
    expect(problemsOfAmount("round(person.income, 0.001)")[0]).toContain("expected a step in yuan of whole fen");
    expect(problemsOfAmount("round(person.income, 0)")[0]).toContain("expected a step in yuan of whole fen");
    expect(problemsOfAmount("round(person.income, person.grade)")[0]).toContain("round(…): found a plain number");
    expect(toldOf("round(person.grade, 0) == 1")).toContain("expected a step above 0, written as a number");
    expect(toldOf("round(person.hired) == today")).toContain("round(…): found a date, expected a number");
    expect(toldOf("round() == 1")).toContain("round(): expected something to apply it to");
    expect(toldOf("round(person.grade, 1, 2) == 1")).toContain("round(…): found");
  });
});

describe("ageInMonths", () => {
  it("is the whole months of a person's life, compared with months only", () => {
    expect(condition("ageInMonths(person) < 36")).toEqual({
      op: "<",
      left: { op: "age-in-months", slot: 0 },
      right: number(36),
    });
    expect(condition("household.members.exists(m, ageInMonths(m) < 36)")).toMatchObject({
      when: { left: { op: "age-in-months", slot: 1 } },
    });
    expect(toldOf("ageInMonths(person) < age(person)")).toContain("found a number of months < a number of years");
    expect(toldOf("ageInMonth(person) < 36")).toContain("did you mean ageInMonths?");
    expect(toldOf("ageInMonths(household) < 36")).toContain("found the household, expected a person");
    expect(toldOf("ageInMonths(person, person) < 36")).toContain("expected one thing to apply it to");
  });
});

describe("monthsAfter", () => {
  it("is the day so many months after another", () => {
    expect(condition("today <= monthsAfter(person.hired, 6)")).toEqual({
      op: "<=",
      left: { op: "today" },
      right: { op: "months-after", date: fact("hired"), months: number(6) },
    });
    expect(condition("monthsAfter(today, -person.months) <= person.hired")).toMatchObject({
      left: { op: "months-after", date: { op: "today" }, months: { op: "-", right: fact("months") } },
    });
  });

  it("reads months from a parameter", () => {
    const window = `metadata: { unit: months, reference: [{ title: 条例 }] }\nareas:\n  "33": { values: { 2021-01-01: 6 } }\n`;
    expect(condition("today <= monthsAfter(person.hired, parameter.window)", { parameters: { window } })).toMatchObject(
      {
        right: { months: { op: "parameter", name: "window" } },
      },
    );
  });

  it("wants a date and whole months", () => {
    expect(toldOf("today <= monthsAfter(person.hired, 1.5)")).toContain("found a date and months with decimals");
    expect(toldOf("today <= monthsAfter(person.hired, person.months / 2)")).toContain("and months with decimals");
    expect(toldOf("today <= monthsAfter(person.hired, person.grade)")).toContain("found a date and a plain number");
    expect(toldOf("today <= monthsAfter(person.income, 6)")).toContain("found a number of yuan and a number, expected");
    expect(toldOf("today <= monthsAfter(person.hired)")).toContain("expected a date and a whole number of months");
  });
});

describe("a function that nobody knows", () => {
  it("is told with the nearest", () => {
    expect(toldOf("agee(person) > 3")).toContain("agee(…): no such function; did you mean age?");
    expect(toldOf("toString(person) > 3")).toContain("no such function");
    expect(toldOf("size(household.members, 2) > 3")).toContain("size(…): found members of the household and a number");
  });
});

describe("a choice between numbers", () => {
  const student = fact("student");
  const choice = (holds: number, fails: number) => ({
    op: "if",
    when: student,
    holds: number(holds),
    fails: number(fails),
  });

  it("is of the unit that is asked of it, in both branches", () => {
    expect(amountOf("person.student ? 50 : 20.5")).toEqual(choice(5000, 2050));
    expect(condition("person.income < (person.student ? 50 : 20)")).toMatchObject({ right: choice(5000, 2000) });
    expect(condition("age(person) >= (person.student ? 16 : 18)")).toMatchObject({ right: choice(16, 18) });
  });

  it("stays without a unit through arithmetic of numbers, and through other choices", () => {
    expect(amountOf("2 * (person.student ? 50 : 20) - 1")).toEqual(choice(9900, 3900));
    expect(amountOf("-(person.student ? -50 : 0 - 20)")).toEqual(choice(5000, 2000));
    expect(amountOf("person.student ? 50 : (person.student ? 20 : 10)")).toEqual({
      op: "if",
      when: student,
      holds: number(5000),
      fails: choice(2000, 1000),
    });
    expect(amountOf("person.income * (person.student ? 1 : 0.5)")).toMatchObject({ right: choice(1, 0.5) });
  });

  it("must be possible of that unit in both branches", () => {
    expect(problemsOfAmount("person.student ? 50 : 20.555")[0]).toContain("found a number, expected a number of yuan");
    expect(toldOf("person.income / (person.student ? 1 : 0) > 3")).toContain("found 0 after /");
    expect(toldOf("person.hired < (person.student ? 1 : 0)")).toContain("expected the same type and unit");
  });
});
