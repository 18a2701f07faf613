import type { FactValue } from "#events/fact-value.ts";
import { dayOf } from "./days.ts";
import { type Compiler, type Expression, personIn } from "./expression.ts";
import { fenOf } from "./money.ts";
import type { Memo, Situation } from "./situation.ts";
import type { FactDefinition } from "./standard-document.ts";
import type { FactTree } from "./tree.ts";
import type { WatchList } from "./watch-list.ts";

/** A fact before it is known of which type: what reads it and what names it. */
export interface FactReader {
  readonly definition: FactDefinition;
  /** The value as it was reported; undefined where nobody knows it. Not for derived facts. */
  readonly reported: (situation: Situation) => FactValue | undefined;
  /** Its name among missing facts: `household.savings`, `person:p-81c2.birthDate`. */
  readonly nameOf: (situation: Situation) => string;
}

export function factReader(compiler: Compiler, tree: FactTree): FactReader {
  const { name } = tree;
  const { definition } = compiler.fact(tree.of, name);
  if (tree.of === "household") {
    return { definition, reported: ({ facts }) => facts[name], nameOf: () => `household.${name}` };
  }
  const { slot } = tree;
  return {
    definition,
    reported: (situation) => personIn(situation, slot).facts[name],
    nameOf: (situation) => `person:${personIn(situation, slot).id}.${name}`,
  };
}

/** A reported fact's number as expressions count: money in fen, dates in days since 1970-01-01. */
export function numberOf({ type, unit }: FactDefinition, value: FactValue | undefined): number | undefined {
  if (type === "date") return typeof value === "string" ? dayOf(value) : undefined;
  if (typeof value !== "number") return undefined;
  return unit === "yuan" ? fenOf(value) : value;
}

/** Where a derived fact of one type is kept once worked out. */
type Kept<Value> = (memo: Memo) => Map<number, Value | undefined>;

/**
 * Reads a derived fact: worked out once for its person or household, in a frame of its own, where slot 0 is the person
 * it is of.
 */
export function derivedFact<Value, Inner extends Expression<Value>>(
  compiler: Compiler,
  tree: FactTree,
  { inner, kept }: { readonly inner: Inner; readonly kept: Kept<Value> },
) {
  const { place } = compiler.fact(tree.of, tree.name);
  const { slot } = { slot: 0, ...tree };
  const ofPerson = tree.of === "person";
  const frame = (situation: Situation): Situation => ({
    ...situation,
    slots: ofPerson ? [personIn(situation, slot)] : [],
  });
  return {
    inner,
    frame,
    value(situation: Situation): Value | undefined {
      const memo = kept(ofPerson ? personIn(situation, slot).derived : situation.derived);
      if (memo.has(place)) return memo.get(place);
      const value = inner.value(frame(situation));
      memo.set(place, value);
      return value;
    },
    missing: (situation: Situation, into: Set<string>) => inner.missing(frame(situation), into),
    watch: (situation: Situation, into: WatchList) => inner.watch(frame(situation), into),
    parameters: inner.parameters,
    timely: inner.timely,
  };
}
