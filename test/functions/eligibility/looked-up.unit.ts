import { describe, expect, it, test } from "vitest";
import type { QuantityTree, TruthTree } from "#eligibility/tree.ts";
import { lookedUp } from "#eligibility/wording/looked-up.ts";

const fact = (name: string) => ({ op: "fact", of: "person", name, slot: 0 }) as const;
const number = (value: number): QuantityTree => ({ op: "number", value });
const entry = (name: string): QuantityTree => ({ op: "parameter", name });
const when = (left: QuantityTree, op: "==" | ">=" | "<", right: QuantityTree): TruthTree => ({ op, left, right });
const choice = (condition: TruthTree, holds: QuantityTree, fails: QuantityTree): QuantityTree => ({
  ...{ op: "if", when: condition },
  ...{ holds, fails },
});

const grade = fact("grade");
const isGrade = (value: number) => when(grade, "==", number(value));
const stage = (value: string): TruthTree => ({ op: "same", left: fact("stage"), right: { op: "text", value } });

describe("a table that publication took apart", () => {
  it("is found again, with what it is looked up by", () => {
    const two = choice(isGrade(1), entry("x[1]"), entry("x[2]"));
    expect(lookedUp(two)).toEqual({ kind: "table", parameter: "x[1]", by: { quantity: grade } });
    expect(lookedUp(choice(isGrade(3), entry("x[3]"), two))).toEqual({
      ...{ kind: "table", parameter: "x[3]", by: { quantity: grade } },
    });
    expect(lookedUp(choice(stage("a"), entry("x[a]"), entry("x[b]")))).toEqual({
      ...{ kind: "table", parameter: "x[a]", by: { value: fact("stage") } },
    });
  });

  test.each<[string, QuantityTree]>([
    ["numbers of two tables", choice(isGrade(1), entry("x[1]"), entry("y[2]"))],
    ["a number of none", choice(isGrade(1), entry("x[1]"), entry("x"))],
    ["a number written out", choice(isGrade(1), entry("x[1]"), number(2))],
    ["nothing of a table first", choice(isGrade(1), number(2), entry("x[1]"))],
    ["another comparison", choice(when(grade, ">=", number(1)), entry("x[1]"), entry("x[2]"))],
    [
      "another key further on",
      choice(isGrade(1), entry("x[1]"), choice(when(fact("mark"), "==", number(2)), entry("x[2]"), entry("x[3]"))),
    ],
    ["another table further on", choice(isGrade(1), entry("x[1]"), choice(isGrade(2), entry("y[2]"), entry("y[3]")))],
    ["something else further on", choice(isGrade(1), entry("x[1]"), choice(isGrade(2), number(1), entry("x[3]")))],
    ["a bracket's number", choice(isGrade(1), entry("x[1].rate"), entry("x[2].rate"))],
  ])("is none of %s", (_, tree) => {
    expect(lookedUp(tree)).toBeUndefined();
  });
});

describe("a scale of amounts that publication took apart", () => {
  const income = fact("income");
  const reached = (nth: number) => when(income, ">=", entry(`s[${nth}].from`));
  const lowest = choice(reached(0), entry("s[0].amount"), number(0));

  it("is found again, with what it is applied to", () => {
    expect(lookedUp(lowest)).toEqual({ kind: "amount", parameter: "s[0].amount", by: { quantity: income } });
    expect(lookedUp(choice(reached(1), entry("s[1].amount"), lowest))).toEqual({
      ...{ kind: "amount", parameter: "s[1].amount", by: { quantity: income } },
    });
  });

  test.each<[string, QuantityTree]>([
    ["what ends in another number", choice(reached(0), entry("s[0].amount"), number(1))],
    ["what ends in nothing of it", choice(reached(0), entry("s[0].amount"), income)],
    ["another comparison", choice(when(income, "<", entry("s[0].from")), entry("s[0].amount"), number(0))],
    ["a limit of none", choice(when(income, ">=", number(5)), entry("s[0].amount"), number(0))],
    ["an amount of none", choice(reached(0), entry("s[0]"), number(0))],
    ["another scale further on", choice(reached(1), entry("t[1].amount"), lowest)],
    ["another quantity further on", choice(when(grade, ">=", entry("s[1].from")), entry("s[1].amount"), lowest)],
    ["something else further on", choice(reached(1), entry("s[1].amount"), choice(reached(0), number(1), number(0)))],
  ])("is none of %s", (_, tree) => {
    expect(lookedUp(tree)).toBeUndefined();
  });
});

describe("a scale of rates that publication took apart", () => {
  const income = fact("income");
  const minus = (left: QuantityTree, right: QuantityTree): QuantityTree => ({ op: "-", left, right });
  const times = (left: QuantityTree, right: QuantityTree): QuantityTree => ({ op: "*", left, right });
  const plus = (left: QuantityTree, right: QuantityTree): QuantityTree => ({ op: "+", left, right });
  const within = (of: QuantityTree, from: string): QuantityTree => ({
    ...{ op: "greatest", of: [number(0), minus(of, entry(from))] },
  });
  const capped: QuantityTree = { op: "least", of: [income, entry("r[1].from")] };
  const low = times(entry("r[0].rate"), within(capped, "r[0].from"));
  const high = times(entry("r[1].rate"), within(income, "r[1].from"));

  it("is found again, with what it is applied to", () => {
    expect(lookedUp(high)).toEqual({ kind: "marginal", parameter: "r[1].rate", by: { quantity: income } });
    expect(lookedUp(plus(low, high))).toEqual({ kind: "marginal", parameter: "r[0].rate", by: { quantity: income } });
  });

  test.each<[string, QuantityTree]>([
    ["a rate of none", times(number(2), within(income, "r[0].from"))],
    ["a parameter that is no rate", times(entry("r"), within(income, "r[0].from"))],
    ["no part of the quantity", times(entry("r[0].rate"), income)],
    ["a greatest of something else", times(entry("r[0].rate"), { op: "greatest", of: [number(0), income] })],
    [
      "a least in its place",
      times(entry("r[0].rate"), { op: "least", of: [number(0), minus(income, entry("r[0].from"))] }),
    ],
    ["a sum with something else", plus(low, income)],
    ["something else with it", plus(income, high)],
    ["another scale's part", plus(low, times(entry("q[1].rate"), within(income, "q[1].from")))],
    ["another quantity's part", plus(low, times(entry("r[1].rate"), within(grade, "r[1].from")))],
    ["a difference", minus(low, high)],
    ["a number alone", income],
  ])("is none of %s", (_, tree) => {
    expect(lookedUp(tree)).toBeUndefined();
  });
});
