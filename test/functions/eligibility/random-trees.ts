import fc from "fast-check";
import type { ComparisonOperator, PeopleTree, QuantityTree, TruthTree, ValueTree } from "#eligibility/tree.ts";

/*
 * Random conditions and numbers over the small dictionary of generated-code.unit.ts: every operation that a document may
 * hold, nested a few levels deep. `slots` are the persons in scope.
 */

const plainNumber = fc.integer({ min: -3, max: 40 }).map((value): QuantityTree => ({ op: "number", value }));

function personFact(slots: readonly number[], name: string) {
  return fc.constantFrom(...slots).map((slot) => ({ op: "fact" as const, of: "person" as const, name, slot }));
}

function leafQuantity(slots: readonly number[]): fc.Arbitrary<QuantityTree> {
  const ofPerson =
    slots.length === 0
      ? []
      : [
          personFact(slots, "score"),
          personFact(slots, "doubled"),
          personFact(slots, "since"),
          fc.constantFrom(...slots).map((slot): QuantityTree => ({ op: "age", slot })),
          fc.constantFrom(...slots).map((slot): QuantityTree => ({ op: "age-in-months", slot })),
        ];
  return fc.oneof(
    plainNumber,
    fc.constant<QuantityTree>({ op: "parameter", name: "limit" }),
    fc.constant<QuantityTree>({ op: "today" }),
    fc.constant<QuantityTree>({ op: "fact", of: "household", name: "income" }),
    fc.constant<QuantityTree>({ op: "fact", of: "household", name: "total" }),
    fc.constant<QuantityTree>({ op: "size", people: { op: "members" } }),
    ...ofPerson,
  );
}

/** A number of some depth. */
export function quantityTree(depth: number, slots: readonly number[]): fc.Arbitrary<QuantityTree> {
  const leaf = leafQuantity(slots);
  if (depth === 0) return leaf;
  const inner = quantityTree(depth - 1, slots);
  const slot = Math.max(0, ...slots) + 1;
  const each = quantityTree(depth - 1, [...slots, slot]);
  return fc.oneof(
    leaf,
    fc
      .record({
        op: fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const),
        left: inner,
        right: inner,
      })
      .map((tree): QuantityTree => tree),
    fc
      .record({
        op: fc.constantFrom("least" as const, "greatest" as const),
        of: fc.array(inner, { minLength: 1, maxLength: 3 }),
      })
      .map((tree): QuantityTree => tree),
    inner.map((of): QuantityTree => ({ op: "round", of, step: 10 })),
    fc
      .record({ date: personOrToday(slots), months: fc.integer({ min: -15, max: 15 }) })
      .map(({ date, months }): QuantityTree => ({ op: "months-after", date, months: { op: "number", value: months } })),
    fc
      .record({
        op: fc.constantFrom("sum" as const, "min" as const, "max" as const),
        people: peopleTree(depth - 1, slots),
        each,
      })
      .map((tree): QuantityTree => ({ ...tree, slot })),
    peopleTree(depth - 1, slots).map((people): QuantityTree => ({ op: "size", people })),
    fc
      .record({ when: truthTree(depth - 1, slots), holds: inner, fails: inner })
      .map((tree): QuantityTree => ({ op: "if", ...tree })),
  );
}

function personOrToday(slots: readonly number[]): fc.Arbitrary<QuantityTree> {
  const today = fc.constant<QuantityTree>({ op: "today" });
  return slots.length === 0 ? today : fc.oneof(today, personFact(slots, "since"));
}

function peopleTree(depth: number, slots: readonly number[]): fc.Arbitrary<PeopleTree> {
  const members = fc.constant<PeopleTree>({ op: "members" });
  if (depth === 0) return members;
  const slot = Math.max(0, ...slots) + 1;
  return fc.oneof(
    members,
    fc
      .record({ people: peopleTree(depth - 1, slots), when: truthTree(depth - 1, [...slots, slot]) })
      .map((tree): PeopleTree => ({ op: "filter", slot, ...tree })),
  );
}

const comparison = fc.constantFrom<ComparisonOperator>("<", "<=", ">", ">=", "==", "!=");

function leafTruth(slots: readonly number[]): fc.Arbitrary<TruthTree> {
  const ofPerson = slots.length === 0 ? [] : [personFact(slots, "able"), personFact(slots, "grown")];
  return fc.oneof(
    fc.boolean().map((value): TruthTree => ({ op: "boolean", value })),
    fc.constant<TruthTree>({ op: "programme", id: "first" }),
    fc.record({ left: leafValue(slots), right: leafValue(slots) }).map((tree): TruthTree => ({ op: "same", ...tree })),
    leafValue(slots).map((text): TruthTree => ({ op: "starts-with", text, start: { op: "text", value: "b" } })),
    leafValue(slots).map(
      (item): TruthTree => ({ op: "contains", list: { op: "fact", of: "household", name: "list" }, item }),
    ),
    ...ofPerson,
  );
}

function leafValue(slots: readonly number[]): fc.Arbitrary<ValueTree> {
  const text = fc.constantFrom("a", "b").map((value): ValueTree => ({ op: "text", value }));
  return slots.length === 0 ? text : fc.oneof(text, personFact(slots, "kind"));
}

/** A condition of some depth. */
export function truthTree(depth: number, slots: readonly number[]): fc.Arbitrary<TruthTree> {
  const leaf = leafTruth(slots);
  if (depth === 0) return leaf;
  const inner = truthTree(depth - 1, slots);
  const quantity = quantityTree(depth - 1, slots);
  const slot = Math.max(0, ...slots) + 1;
  return fc.oneof(
    leaf,
    fc
      .record({
        op: fc.constantFrom("and" as const, "or" as const),
        of: fc.array(inner, { minLength: 1, maxLength: 3 }),
      })
      .map((tree): TruthTree => tree),
    inner.map((of): TruthTree => ({ op: "not", of })),
    fc
      .record({ op: comparison, left: quantity, right: quantity, money: fc.boolean() })
      .map(({ money, ...tree }): TruthTree => (money ? { ...tree, money: true } : tree)),
    fc
      .record({
        op: fc.constantFrom("exists" as const, "all" as const),
        people: peopleTree(depth - 1, slots),
        when: truthTree(depth - 1, [...slots, slot]),
      })
      .map((tree): TruthTree => ({ ...tree, slot })),
    fc.record({ when: inner, holds: inner, fails: inner }).map((tree): TruthTree => ({ op: "if", ...tree })),
  );
}
