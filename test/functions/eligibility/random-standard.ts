import fc from "fast-check";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import type { FactDefinition, Programme, StandardDocument } from "#eligibility/standard-document.ts";
import type { QuantityTree, TruthTree } from "#eligibility/tree.ts";

/* A small standard around random trees, and random households for it, of whom much or little is known. */

const text = { zh: "字", en: "text" };

function fact(of: FactDefinition["of"], name: string, more: Partial<FactDefinition>): FactDefinition {
  const type = more.type ?? "number";
  return {
    name,
    of,
    type,
    layer: "screening",
    sensitivity: "ordinary",
    owners: [],
    label: text,
    question: text,
    ...more,
  };
}

const facts: FactDefinition[] = [
  fact("household", "income", { unit: "yuan", minimum: 0 }),
  fact("household", "list", { type: "list" }),
  fact("household", "total", {
    derived: {
      kind: "quantity",
      tree: {
        op: "sum",
        people: { op: "members" },
        slot: 1,
        each: { op: "fact", of: "person", name: "score", slot: 1 },
      },
    },
  }),
  fact("person", "birthDate", { type: "date" }),
  fact("person", "since", { type: "date", unreported: "2020-02-29" }),
  fact("person", "score", { minimum: 0, maximum: 30 }),
  fact("person", "kind", { type: "enumeration", values: ["a", "b"] }),
  fact("person", "able", { type: "boolean" }),
  fact("person", "doubled", {
    derived: {
      kind: "quantity",
      tree: {
        op: "*",
        left: { op: "number", value: 2 },
        right: { op: "fact", of: "person", name: "score", slot: 0 },
      },
    },
  }),
  fact("person", "grown", {
    type: "boolean",
    derived: { kind: "truth", tree: { op: ">=", left: { op: "age", slot: 0 }, right: { op: "number", value: 18 } } },
  }),
];

export function programme(id: string, of: Programme["of"], when: TruthTree, value?: QuantityTree): Programme {
  return {
    id,
    name: text,
    of,
    role: "worker",
    source: [],
    conditions: [{ id: "condition", text, layer: "screening", source: [], when }],
    amount: value ? { per: "month", value } : { per: "none" },
  };
}

export function documentOf(programmes: Programme[], limit: number | undefined): StandardDocument {
  return {
    format: 1,
    name: "random",
    version: "1",
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    languages: ["zh", "en"],
    sources: [],
    areas: [{ code: "33", level: "province", ...text }],
    facts,
    parameters: [
      {
        name: "limit",
        description: text,
        synthetic: true,
        reference: [],
        areas: limit === undefined ? {} : { "33": { "2020-01-01": limit } },
      },
    ],
    programmes,
    roles: [],
  };
}

export const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
export const date = fc.constantFrom("2000-02-29", "2004-07-01", "2004-07-02", "2014-01-31", "2022-06-30");

function known<Facts extends object>(facts: Facts) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

const member = fc
  .record({
    birthDate: sometimes(date),
    since: sometimes(date),
    score: sometimes(fc.integer({ min: 0, max: 30 })),
    kind: sometimes(fc.constantFrom("a", "b")),
    able: sometimes(fc.boolean()),
  })
  .map(known);

export const household = fc
  .record({
    facts: fc
      .record({
        income: sometimes(fc.integer({ min: 0, max: 30 })),
        list: sometimes(fc.subarray(["a", "b"])),
      })
      .map(known),
    members: fc.array(member, { minLength: 1, maxLength: 3 }),
  })
  .map(
    ({ facts, members }): HouseholdFacts => ({
      household: "h-1",
      area: "33",
      facts,
      members: members.map((each, index) => ({ person: `p-${index}`, facts: each })),
    }),
  );
