import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bounds, boundsOf } from "#eligibility/bounds.ts";
import { assess } from "#eligibility/judge.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { FactDefinition, Programme, StandardDocument } from "#eligibility/standard-document.ts";
import type { QuantityTree, TruthTree } from "#eligibility/tree.ts";
import { truthOf } from "#eligibility/truth.ts";
import { quantityTree, truthTree } from "./random-trees.ts";

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

function programme(id: string, of: Programme["of"], when: TruthTree, value?: QuantityTree): Programme {
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

function documentOf(programmes: Programme[], limit: number | undefined): StandardDocument {
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

const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const date = fc.constantFrom("2000-02-29", "2004-07-01", "2004-07-02", "2014-01-31", "2022-06-30");

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

const household = fc
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

const outcomes = [false, true, undefined];

/** Generated code gives a number that is known; where it gives NaN, bounds are asked, which may still decide. */
function expectAmount(generated: number, bounds: Bounds): void {
  if (!Number.isNaN(generated)) expect([generated, generated]).toEqual(bounds);
}

describe("generated code", () => {
  it("says of every condition and number what the interpreter says, whatever is known", () => {
    const cases = fc.record({
      ofHousehold: truthTree(3, []),
      ofPerson: truthTree(3, [0]),
      amount: quantityTree(2, [0]),
      limit: sometimes(fc.integer({ min: 0, max: 30 })),
      household,
    });
    fc.assert(
      fc.property(cases, ({ ofHousehold, ofPerson, amount, limit, household: of }) => {
        const first = programme("first", "household", { op: "boolean", value: true });
        // What stands for the verdict of another programme must not be the programme itself.
        const standard = compileStandard(
          documentOf(
            [first, programme("a", "household", ofHousehold), programme("b", "person", ofPerson, amount)],
            limit,
          ),
        );
        const situation = assess(standard, of, "2022-07-01");
        expect(outcomes[situation.outcomes[1] ?? 9]).toBe(truthOf(situation, ofHousehold));
        for (const person of situation.members) {
          const asPerson = { ...situation, slots: [person] };
          const truth = truthOf(asPerson, ofPerson);
          expect(outcomes[person.outcomes[2] ?? 9]).toBe(truth);
          if (truth === true) expectAmount(person.amounts[2] ?? Number.NaN, boundsOf(asPerson, amount));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("never says yes or no where filling in what is missing could say the opposite", () => {
    const filled = fc.record({
      birthDate: date,
      since: date,
      score: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom("a", "b"),
      able: fc.boolean(),
    });
    const cases = fc.record({
      condition: truthTree(3, []),
      household,
      filled: fc.array(filled, { minLength: 3, maxLength: 3 }),
      income: fc.integer({ min: 0, max: 30 }),
      list: fc.subarray(["a", "b"]),
      limit: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(cases, ({ condition, household: partly, filled: more, income, list, limit }) => {
        const standard = compileStandard(
          documentOf(
            [programme("first", "household", { op: "boolean", value: true }), programme("a", "household", condition)],
            limit,
          ),
        );
        const whole: HouseholdFacts = {
          ...partly,
          facts: { income, list, ...partly.facts },
          members: partly.members.map((each, index) => ({
            ...each,
            // A fact with a value while unreported is known already.
            facts: { ...more[index], since: "2020-02-29", ...each.facts },
          })),
        };
        const said = assess(standard, partly, "2022-07-01").outcomes[1];
        const truth = assess(standard, whole, "2022-07-01").outcomes[1];
        if (said !== 2 && truth !== 2) expect(said).toBe(truth);
      }),
      { numRuns: 3000 },
    );
  });
});
