import { describe, expect, it, test } from "vitest";
import { assess } from "#eligibility/assess.ts";
import { judge } from "#eligibility/judge.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Programme, StandardDocument } from "#eligibility/standard-document.ts";
import type { TruthTree, ValueTree } from "#eligibility/tree.ts";
import type { Facts } from "#events/fact-value.ts";
import { documentOf, programme } from "./random-standard.ts";
import { judgedBoth } from "./small-standard.ts";

const on = "2022-07-01";
const family = (facts: Facts, ...members: Facts[]): HouseholdFacts => ({
  ...{ household: "h-1", area: "33", facts },
  members: members.map((each, index) => ({ person: `p-${index + 1}`, facts: each })),
});
const income = { op: "fact", of: "household", name: "income" } as const;
const score = { op: "fact", of: "person", name: "score", slot: 0 } as const;
const poor: TruthTree = { op: "<", left: income, right: { op: "number", value: 1000 }, money: true };
const isAble: TruthTree = { op: "fact", of: "person", name: "able", slot: 0 };
const follows = (id: string): TruthTree => ({ op: "programme", id });

function told(programmes: Programme[], household: HouseholdFacts) {
  return judgedBoth(documentOf(programmes, 10), household, on).results.map(
    ({ programme: id, person, verdict, missing }) =>
      [id, person, verdict, ...missing].filter((each) => each !== undefined).join(" "),
  );
}

describe("a programme that follows another's verdict", () => {
  const aid = programme("aid", "household", poor);
  const light = programme("light", "household", follows("aid"));
  const never = programme("never", "household", { op: "not", of: follows("aid") });

  test.each<[string, Programme[]]>([
    ["behind it", [aid, light, never]],
    ["before it", [light, never, aid]],
  ])("in the document %s, says the same", (_, programmes) => {
    const of = (facts: Facts) =>
      Object.fromEntries(told(programmes, family(facts, {})).map((each) => each.split(/ (.*)/)));
    expect(of({ income: 5 })).toEqual({ aid: "eligible", light: "eligible", never: "not-eligible" });
    expect(of({ income: 10 })).toEqual({ aid: "not-eligible", light: "not-eligible", never: "eligible" });
    const unknown = "unknown household.income";
    expect(of({})).toEqual({ aid: unknown, light: unknown, never: unknown });
  });

  it("may be a person's, and follow the household's or its own person's", () => {
    const own = programme("own", "person", isAble);
    const card = programme("card", "person", { op: "and", of: [follows("own"), follows("aid")] });
    expect(told([card, own, aid], family({ income: 5 }, { able: true }, { able: false }, {}))).toEqual([
      "card p-1 eligible",
      "card p-2 not-eligible",
      "card p-3 unknown person:p-3.able",
      "own p-1 eligible",
      "own p-2 not-eligible",
      "own p-3 unknown person:p-3.able",
      "aid eligible",
    ]);
  });

  it("tells that verdict among what it compares", () => {
    const reasons = (facts: Facts) =>
      judgedBoth(documentOf([light, aid], 10), family(facts, {}), on).results[0]?.reasons[0]?.values;
    expect(reasons({ income: 5 })).toEqual({ "programme.aid": "eligible" });
    expect(reasons({ income: 10 })).toEqual({ "programme.aid": "not-eligible" });
    expect(reasons({})).toEqual({ "programme.aid": "unknown" });
  });

  it("tells its own person's verdict among what it compares", () => {
    const own = programme("own", "person", isAble);
    const card = programme("card", "person", follows("own"));
    const document = documentOf([own, card], 10);
    const { results } = judgedBoth(document, family({}, { able: true }, { able: false }, {}), on);
    const cards = results.filter((each) => each.programme === "card");
    expect(cards.map(({ reasons }) => reasons[0]?.values)).toEqual([
      { "programme.own": "eligible" },
      { "programme.own": "not-eligible" },
      { "programme.own": "unknown" },
    ]);
  });

  it("in a circle is refused when code is made of it", () => {
    const circle = documentOf(
      [programme("a", "household", follows("b")), programme("b", "household", follows("a"))],
      10,
    );
    expect(() => judge(compileStandard(circle, 0), family({}, {}), on)).toThrow(
      "Programmes follow each other in a circle: a",
    );
  });
});

describe("texts and lists", () => {
  const kind = { op: "fact", of: "person", name: "kind", slot: 0 } as const;
  const text = (value: string): ValueTree => ({ op: "text", value });
  const verdict = (when: TruthTree, facts: Facts, ofHousehold: Facts = {}) =>
    judgedBoth(documentOf([programme("x", "person", when)], 10), family(ofHousehold, facts), on).results[0]?.verdict;

  it("are the same or not, and unknown where one is", () => {
    const same: TruthTree = { op: "same", left: kind, right: text("a") };
    expect([{ kind: "a" }, { kind: "b" }, {}].map((facts) => verdict(same, facts))).toEqual([
      ...["eligible", "not-eligible", "unknown"],
    ]);
    const truths: TruthTree = { op: "same", left: isAble, right: { op: "boolean", value: false } };
    expect([{ able: false }, { able: true }, {}].map((facts) => verdict(truths, facts))).toEqual([
      ...["eligible", "not-eligible", "unknown"],
    ]);
  });

  it("begin with a text or not", () => {
    const starts: TruthTree = { op: "starts-with", text: kind, start: text("33") };
    expect([{ kind: "3301" }, { kind: "3201" }, { kind: "33" }, {}].map((facts) => verdict(starts, facts))).toEqual([
      ...["eligible", "not-eligible", "eligible", "unknown"],
    ]);
  });

  it("are in a list or not", () => {
    const listed: TruthTree = { op: "contains", list: { op: "fact", of: "household", name: "list" }, item: kind };
    expect([["a", "b"], ["b"], []].map((list) => verdict(listed, { kind: "a" }, { list }))).toEqual([
      ...["eligible", "not-eligible", "not-eligible"],
    ]);
    expect(verdict(listed, { kind: "a" })).toBe("unknown");
    expect(verdict(listed, {}, { list: ["a"] })).toBe("unknown");
  });

  it("hold whatever a document writes, and none of it runs", () => {
    for (const odd of ['"', "\\", "`1`", "\u2028", "\u2029", "'", "\n"]) {
      const same: TruthTree = { op: "same", left: kind, right: text(odd) };
      expect([verdict(same, { kind: odd }), verdict(same, { kind: "a" })]).toEqual(["eligible", "not-eligible"]);
    }
  });

  it("of another type than the dictionary's are as if nobody had reported them", () => {
    expect(verdict(isAble, { able: "true" })).toBe("unknown");
    expect(verdict({ op: "same", left: kind, right: text("1") }, { kind: 1 })).toBe("unknown");
    expect(verdict({ op: ">", left: score, right: { op: "number", value: 1 } }, { score: "5" })).toBe("unknown");
    const listed: TruthTree = { op: "contains", list: { op: "fact", of: "household", name: "list" }, item: kind };
    expect(verdict(listed, { kind: "a" }, { list: "a" })).toBe("unknown");
    const rich: TruthTree = { op: ">", left: income, right: { op: "number", value: 1 } };
    expect(verdict(rich, {}, { income: "5" })).toBe("unknown");
  });
});

describe("a choice of which nobody knows how it is made", () => {
  const number = (value: number) => ({ op: "number", value }) as const;
  const listed: TruthTree = {
    op: "contains",
    list: { op: "fact", of: "household", name: "list" },
    item: { op: "text", value: "a" },
  };
  const text = { op: "text", value: "ab" } as const;
  const members = { people: { op: "members" }, slot: 1, when: { op: "boolean", value: true } } as const;
  // Each of them is true of the family below.
  const truths: TruthTree[] = [
    { op: "boolean", value: true },
    { op: "and", of: [] },
    { op: "or", of: [{ op: "boolean", value: true }] },
    { op: "not", of: { op: "boolean", value: false } },
    { op: "same", left: text, right: text },
    listed,
    { op: "starts-with", text, start: { op: "text", value: "a" } },
    { op: "exists", ...members },
    { op: "all", ...members },
    follows("first"),
    { op: "fact", of: "person", name: "grown", slot: 0 },
    { op: "<", left: number(1), right: number(2) },
    { op: "if", when: { op: "boolean", value: true }, holds: { op: "boolean", value: true }, fails: listed },
  ];
  const household = family({ list: ["a"] }, { birthDate: "1980-01-01" });
  const of = (holds: TruthTree, fails: TruthTree) => {
    const choice: TruthTree = { op: "if", when: isAble, holds, fails };
    const firstOne = programme("first", "household", { op: "boolean", value: true });
    return told([firstOne, programme("x", "person", choice)], household)[1];
  };

  test.each(truths.map((tree) => [tree.op, tree] as const))("is unknown between %s and its opposite", (_, tree) => {
    expect(of(tree, { op: "not", of: tree })).toBe("x p-1 unknown person:p-1.able");
    expect(of({ op: "not", of: tree }, tree)).toBe("x p-1 unknown person:p-1.able");
    expect(of(tree, tree)).toBe("x p-1 eligible");
  });
});

describe("a fact that holds while nobody has reported it", () => {
  const since: TruthTree = {
    op: "==",
    left: { op: "fact", of: "person", name: "since", slot: 0 },
    right: { op: "number", value: 18_321 },
  };

  it("is never missing, and told among the reasons", () => {
    const [result] = judgedBoth(documentOf([programme("x", "person", since)], 10), family({}, {}), on).results;
    expect(result).toMatchObject({ verdict: "eligible", missing: [] });
    expect(result?.reasons[0]?.values).toEqual({ "person.since": "2020-02-29" });
    const [other] = judgedBoth(
      documentOf([programme("x", "person", since)], 10),
      family({}, { since: "2020-03-01" }),
      on,
    ).results;
    expect(other?.verdict).toBe("not-eligible");
  });
});

describe("a member who has died", () => {
  it("is none, and where nobody is left nothing is judged", () => {
    const document = documentOf([programme("x", "person", isAble), programme("aid", "household", poor)], 10);
    const of = (...members: Facts[]) => judgedBoth(document, family({ income: 5 }, ...members), on).results;
    expect(of({ able: true, deceased: true }, { able: true }).map(({ person }) => person)).toEqual(["p-2", undefined]);
    expect(of({ able: true, deceased: true })).toEqual([]);
    expect(of()).toEqual([]);
    expect(of({ deceased: "true" })).toHaveLength(2);
  });
});

describe("households one after another, on days one after another", () => {
  it("are each judged by themselves", () => {
    const old: TruthTree = { op: ">=", left: { op: "age", slot: 0 }, right: { op: "number", value: 18 } };
    const standard = compileStandard(documentOf([programme("x", "person", old)], 10), 2);
    const of = (birthDate: string, day: string) =>
      judge(standard, family({}, { birthDate }), day).results.map(({ verdict }) => verdict);
    for (let round = 0; round < 3; round += 1) {
      expect(of("2004-07-01", "2022-06-30")).toEqual(["not-eligible"]);
      expect(of("2004-07-01", "2022-07-01")).toEqual(["eligible"]);
      expect(of("2004-07-02", "2022-07-01")).toEqual(["not-eligible"]);
    }
  });
});

describe("a document that is damaged", () => {
  const judging = (
    when: TruthTree,
    first: number,
    change: (document: StandardDocument) => StandardDocument = (same) => same,
  ) => judge(compileStandard(change(documentOf([programme("x", "person", when)], 10)), first), family({}, {}), on);

  test.each([0, 1])("is refused for what it names and does not define", (first) => {
    const missing = (name: string) => `The standard's document names ${name}, which it does not define.`;
    expect(() => judging({ op: "fact", of: "person", name: "nothing", slot: 0 }, first)).toThrow(
      missing("person.nothing"),
    );
    expect(() => judging(follows("nothing"), first)).toThrow(missing("programme.nothing"));
    const limit = { op: "parameter", name: "nothing" } as const;
    expect(() => judging({ op: "<", left: limit, right: limit }, first)).toThrow(missing("parameter.nothing"));
  });

  test.each([0, 1])("is refused for an operation that this version does not know", (first) => {
    const later = JSON.parse('{ "op": "later" }');
    expect(() => judging(later, first)).toThrow(
      "The standard's document holds an operation that this version does not know: later",
    );
  });

  it("is refused for a person whom nothing brings in", () => {
    expect(() => judging({ op: "fact", of: "person", name: "able", slot: 3 }, 1)).toThrow(
      "No person in slot 3: the standard's document is damaged.",
    );
  });
});

it("an assessment of nobody works out nothing", () => {
  const standard = compileStandard(documentOf([programme("aid", "household", poor)], 10));
  const { members, results } = assess(standard, family({ income: 5 }, { deceased: true }), on);
  expect(members).toEqual([]);
  expect(results).toEqual(standard.knowledge.blank.household);
});

it("an assessment leaves blank what was not worked out, and lets no household's stand for another's", () => {
  const standard = compileStandard(documentOf([programme("x", "person", isAble)], 10));
  const [a, b] = [family({}, { able: true }), family({}, { able: false })].map((each) => assess(standard, each, on));
  expect(a?.members[0]?.results).not.toEqual(b?.members[0]?.results);
  expect(standard.knowledge.blank.person.every((each) => each === Number.NEGATIVE_INFINITY)).toBe(true);
});
