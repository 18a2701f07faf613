import { describe, expect, it, test } from "vitest";
import { amountRange } from "#eligibility/amount-range.ts";
import { assess } from "#eligibility/assess.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Facts } from "#events/fact-value.ts";
import { documentOf, familyOf, first, judgedOn } from "./small-standard.ts";

/** What a pupil is given by an amount, in yuan: one number, two that it lies between, or nothing that can be told. */
function given(value: string, facts: Facts = {}, ...others: Facts[]) {
  const amount = `{ per: month, value: '${value}' }`;
  const result = first({ when: "person.student", amount }, familyOf({ student: true, ...facts }, ...others));
  expect(result).toMatchObject({ verdict: "eligible", per: "month", missing: [] });
  return result.between ?? result.amount;
}

describe("an amount of which all is known", () => {
  test.each([
    ["parameter.line - person.income", 379.5],
    ["person.income - parameter.line", -379.5],
    ["parameter.line + person.income", 1620.5],
    ["parameter.line * 2", 2000],
    ["person.income / 3", 206.83],
    ["person.income / person.grade", 310.25],
    ["min(parameter.line, person.income, parameter.other)", 500],
    ["min(parameter.other, person.income, parameter.line)", 500],
    ["max(parameter.line, person.income)", 1000],
    ["max(parameter.line, person.income, parameter.other)", 1000],
    ["round(person.income)", 621],
    ["person.grade > 2 ? parameter.line : person.grade > 1 ? parameter.other : person.income", 500],
    ["sum(household.members.map(m, m.income))", 1620.5],
    ["min(household.members.map(m, m.income))", 620.5],
    ["max(household.members.map(m, m.income))", 1000],
    ["parameter.other * size(household.members)", 1000],
    ["parameter.other * size(household.members.filter(m, m.income > parameter.other * 1.5))", 500],
    ["sum(household.members.filter(m, m.income > parameter.other * 1.5).map(m, m.income))", 1000],
    ["min(household.members.filter(m, m.income > parameter.other * 1.5).map(m, m.income))", 1000],
    ["max(household.members.filter(m, m.income < parameter.other * 1.5).map(m, m.income))", 620.5],
  ])("%s is %d", (value, amount) => {
    const facts = { income: 620.5, grade: 2 };
    expect(given(value, facts, { income: 1000 })).toBe(amount);
    // Generated code works it out by itself, for bounds are slower.
    const standard = compileStandard(documentOf({ amount: `{ per: month, value: '${value}' }` }), 0);
    const { members } = assess(standard, familyOf({ student: true, ...facts }, { income: 1000 }), judgedOn);
    expect((members[0]?.results[standard.programmes[0]?.amountPlace ?? -1] ?? Number.NaN) / 100).toBeCloseTo(amount, 1);
  });
});

describe("an amount that a missing fact leaves open", () => {
  // A grade is from 1 to 4, a mark from -2 to 3, a balance from -50 to 100 yuan; an income is not below nothing.
  test.each([
    ["parameter.line + person.balance", [950, 1100]],
    ["parameter.line - person.balance", [900, 1050]],
    ["person.balance - person.balance * 2", [-250, 200]],
    ["parameter.line * person.grade", [1000, 4000]],
    ["person.balance * person.grade", [-200, 400]],
    ["person.balance * person.mark", [-200, 300]],
    ["parameter.line * person.mark", [-2000, 3000]],
    ["parameter.line / person.grade", [250, 1000]],
    ["parameter.line / (person.grade - 5)", [-1000, -250]],
    ["person.balance / person.grade", [-50, 100]],
    ["person.balance / (person.grade - 5)", [-100, 50]],
    ["min(parameter.other, parameter.line * person.grade / 4)", [250, 500]],
    ["max(parameter.other, parameter.line * person.grade / 4)", [500, 1000]],
    ["min(parameter.other, person.income)", [0, 500]],
    ["round(parameter.line / person.grade / 7)", [36, 143]],
    ["person.grade > 2 ? parameter.line : parameter.other", [500, 1000]],
    ["person.grade > 2 ? parameter.line + person.balance : parameter.other", [500, 1100]],
    ["person.grade > 2 ? parameter.line : person.balance", [-50, 1000]],
    ["person.grade > 2 ? person.balance : parameter.other", [-50, 500]],
    ["person.grade > 2 ? 450 : parameter.other + person.balance", [450, 600]],
    ["person.grade > 2 ? parameter.other + person.balance : 450", [450, 600]],
  ])("%s lies between %j", (value, between) => {
    expect(given(value)).toEqual(between);
  });

  test.each([
    "parameter.line + person.income",
    "person.income - parameter.line",
    "parameter.line - person.income",
    "max(parameter.line, person.income)",
    "person.grade > 2 ? parameter.line : person.income",
    "parameter.line * person.places",
    // Whatever is divided by what may be nought.
    "parameter.line / (person.grade - 1)",
    "parameter.line / (person.grade - 4)",
    "parameter.line / person.mark",
    // The least of nobody.
    "min(household.members.filter(m, m.grade > 5).map(m, m.income))",
  ])("%s has no bounds that could be told", (value) => {
    expect(given(value)).toBeUndefined();
  });

  it("is known after all where every answer comes to the same", () => {
    expect(given("person.grade > 2 ? parameter.other : parameter.other")).toBe(500);
    expect(given("person.grade > 2 ? 400 + person.balance : 400", { balance: 0 })).toBe(400);
    expect(given("min(parameter.other, parameter.line * person.grade)")).toBe(500);
  });

  it("is nothing that could be told where something known is divided by nought", () => {
    expect(given("parameter.line / person.places", { places: 0 })).toBeUndefined();
    expect(given("parameter.line / person.places", { places: 3 })).toBe(333.33);
  });
});

describe("a sum over members of whom not all is known", () => {
  const others = [{ student: false, income: 70 }, { income: 100 }];

  test.each([
    // Whoever may or may not be a pupil adds everything or nothing.
    ["sum(household.members.filter(m, m.student).map(m, m.income))", [200, 300]],
    ["parameter.other * size(household.members.filter(m, m.student))", [500, 1000]],
    ["sum(household.members.filter(m, m.student).map(m, parameter.other - m.income))", [300, 700]],
    ["sum(household.members.filter(m, m.student).map(m, m.income - parameter.other))", [-700, -300]],
    // An extreme is pushed outwards only.
    ["min(household.members.filter(m, m.student).map(m, m.income))", [100, 200]],
    ["max(household.members.filter(m, m.student).map(m, parameter.other - m.income))", [300, 400]],
  ])("%s lies between %j", (value, between) => {
    expect(given(value, { income: 200 }, ...others)).toEqual(between);
  });

  it("an extreme is known where nobody in doubt could push it", () => {
    expect(given("max(household.members.filter(m, m.student).map(m, m.income))", { income: 200 }, ...others)).toBe(200);
    const lessOf = "min(household.members.filter(m, m.student).map(m, parameter.other - m.income))";
    expect(given(lessOf, { income: 200 }, ...others)).toBe(300);
  });

  it("an extreme of what is owed is not nothing because of somebody in doubt", () => {
    const greatest = "max(household.members.filter(m, m.student).map(m, m.balance))";
    expect(given(greatest, { balance: -40 }, { balance: -10 })).toEqual([-40, -10]);
    const least = "min(household.members.filter(m, m.student).map(m, m.income))";
    expect(given(least, { income: 40 }, { income: 10 })).toEqual([10, 40]);
  });

  it("an extreme over nobody but those in doubt is unknown", () => {
    const value = "min(household.members.filter(m, m.grade > 2).map(m, m.balance))";
    expect(given(value, { balance: 20 })).toBeUndefined();
    expect(given(value, { grade: 3 })).toEqual([-50, 100]);
  });

  it("whoever one filter leaves out does not count, whatever another would ask", () => {
    const pupils = "household.members.filter(m, m.student).filter(m, m.grade > 2)";
    const amount = `parameter.other * size(${pupils})`;
    expect(given(amount, { grade: 3 }, { student: false })).toBe(500);
    expect(given(amount, { grade: 3 }, { student: true, grade: 1 })).toBe(500);
    expect(given(amount, { grade: 3 }, { student: true })).toEqual([500, 1000]);
    expect(given(amount, { grade: 3 }, { grade: 3 })).toEqual([500, 1000]);
    expect(given(amount, { grade: 3 }, { grade: 2 })).toBe(500);
  });
});

describe("tiers", () => {
  const text = "{ zh: 一档, en: A tier }";
  const tier = (id: string, when: string | undefined, value: string) =>
    `{ id: ${id}, text: ${text}, ${when === undefined ? "" : `when: ${when}, `}value: '${value}' }`;
  const amount = `{ per: year, tiers: [${[
    tier("first", "person.grade == 1", "300"),
    tier("second", "person.grade == 2", "200"),
    tier("rest", undefined, "100"),
  ]}] }`;
  const tierOf = (facts: Facts) => {
    const { tier: id, amount: yuan, between, per } = first({ amount }, familyOf({ student: true, ...facts }));
    expect(per).toBe("year");
    return [id, between ?? yuan];
  };

  it("are read in order: the first that applies", () => {
    expect(tierOf({ grade: 1 })).toEqual(["first", 300]);
    expect(tierOf({ grade: 2 })).toEqual(["second", 200]);
    expect(tierOf({ grade: 3 })).toEqual(["rest", 100]);
  });

  it("none is told while it is open which applies, and the amount lies between theirs", () => {
    expect(tierOf({})).toEqual([undefined, [100, 300]]);
  });

  it("are told of what is given in kind, which has no amount", () => {
    const inKind = `{ per: kind, text: ${text}, tiers: [{ id: first, text: ${text}, when: person.grade == 1 }, { id: rest, text: ${text} }] }`;
    const result = first({ amount: inKind }, familyOf({ student: true, grade: 4 }));
    expect(result).toEqual({
      programme: "allowance",
      person: "p-1",
      verdict: "eligible",
      tier: "rest",
      per: "kind",
      reasons: [{ condition: "condition", holds: true, values: { "person.student": true } }],
      missing: [],
      check: [],
    });
  });

  it("are of those who may qualify only", () => {
    const result = first({ amount }, familyOf({ student: false, grade: 1 }));
    expect(result).toMatchObject({ verdict: "not-eligible", per: "year" });
    expect(result).not.toHaveProperty("tier");
    expect(result).not.toHaveProperty("amount");
  });
});

describe("what a programme gives or might give, in fen", () => {
  const rangeOf = (value: string, facts: Facts) => {
    const standard = compileStandard(documentOf({ amount: `{ per: month, value: '${value}' }` }));
    const assessment = assess(standard, familyOf(facts), judgedOn);
    const [programme] = standard.programmes;
    return programme && amountRange(programme, assessment, assessment.members[0]);
  };

  it("is one number where all is known, rounded half up and never below nothing", () => {
    expect(rangeOf("parameter.line - person.income", { student: true, income: 620.5 })).toEqual([37_950, 37_950]);
    expect(rangeOf("person.income / 3", { student: true, income: 0.05 })).toEqual([2, 2]);
    expect(rangeOf("person.income / 2", { student: true, income: 0.05 })).toEqual([3, 3]);
    expect(rangeOf("parameter.line - person.income", { student: true, income: 1200 })).toEqual([0, 0]);
  });

  it("is told of those not known to qualify as well", () => {
    expect(rangeOf("parameter.line - person.income", { income: 620.5 })).toEqual([37_950, 37_950]);
    expect(rangeOf("parameter.line - person.income", { income: 1200 })).toEqual([0, 0]);
  });

  it("is a range where a missing fact leaves it open, above nothing, without an end where nothing limits it", () => {
    expect(rangeOf("parameter.line * person.grade", { student: true })).toEqual([100_000, 400_000]);
    expect(rangeOf("person.balance", { student: true })).toEqual([0, 10_000]);
    expect(rangeOf("parameter.other - parameter.line * person.grade", { student: true })).toEqual([0, 0]);
    expect(rangeOf("person.income", { student: true })).toEqual([0, Number.POSITIVE_INFINITY]);
  });

  it("is nothing for what is given in kind", () => {
    const standard = compileStandard(documentOf({ amount: "{ per: none }" }));
    const assessment = assess(standard, familyOf({ student: true }), judgedOn);
    const [programme] = standard.programmes;
    expect(programme && amountRange(programme, assessment, assessment.members[0])).toEqual([0, 0]);
  });

  it("of a household's programme is the household's", () => {
    const ofTwo = (value: string) => {
      const amount = `{ per: month, value: '${value}' }`;
      const standard = compileStandard(documentOf({ of: "household", when: "true", amount }));
      const [programme] = standard.programmes;
      return programme && amountRange(programme, assess(standard, familyOf({}, {}), judgedOn), undefined);
    };
    expect(ofTwo("parameter.other * size(household.members)")).toEqual([100_000, 100_000]);
    expect(ofTwo("parameter.other * sum(household.members.map(m, m.grade))")).toEqual([100_000, 400_000]);
  });
});
