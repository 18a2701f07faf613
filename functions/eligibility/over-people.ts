import { addMissing, anyTimely, type Compiler, parametersOf, type Quantity } from "./expression.ts";
import type { PersonSituation, Situation } from "./situation.ts";
import type { QuantityTree } from "./tree.ts";

type OverPeople = QuantityTree & { op: "size" | "sum" | "min" | "max" };

/** What a member contributes: bounds of the number, and whether it belongs to the selection at all. */
interface Contribution {
  readonly included: boolean | undefined;
  readonly low: number;
  readonly high: number;
}

/** Compiles a count, sum, least or greatest over members. */
export function compileOverPeople(compiler: Compiler, tree: OverPeople): Quantity {
  const people = compiler.people(tree.people);
  const { each, slot } =
    tree.op === "size" ? { each: undefined, slot: 0 } : { each: compiler.quantity(tree.each), slot: tree.slot };
  const enter = (situation: Situation, person: PersonSituation) => {
    if (each) situation.slots[slot] = person;
  };
  const contributionOf = (situation: Situation, person: PersonSituation): Contribution => {
    const included = people.includes(situation, person);
    if (!each || included === false) return { included, low: 1, high: 1 };
    enter(situation, person);
    return { included, low: each.low(situation), high: each.high(situation) };
  };
  const bounds = (situation: Situation) =>
    combined[tree.op](situation.members.map((person) => contributionOf(situation, person)));
  const parts = each ? [people, each] : [people];
  return {
    value(situation) {
      const values: number[] = [];
      for (const person of situation.members) {
        const included = people.includes(situation, person);
        if (included === undefined) return undefined;
        if (!included) continue;
        enter(situation, person);
        const value = each ? each.value(situation) : 1;
        if (value === undefined) return undefined;
        values.push(value);
      }
      return whole[tree.op](values);
    },
    low: (situation) => bounds(situation).low,
    high: (situation) => bounds(situation).high,
    missing(situation, into) {
      for (const person of situation.members) {
        if (people.includes(situation, person) === false) continue;
        people.missing(situation, person, into);
        enter(situation, person);
        if (each) addMissing(each, situation, into);
      }
    },
    watch(situation, into) {
      for (const person of situation.members) {
        people.watch(situation, person, into);
        enter(situation, person);
        each?.watch(situation, into);
      }
    },
    parameters: parametersOf(parts),
    timely: anyTimely(parts),
    bent: parametersOf(parts),
  };
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

// The least and the greatest of nobody are unknown, as in CEL they are an error.
const whole: Readonly<Record<OverPeople["op"], (values: readonly number[]) => number | undefined>> = {
  size: total,
  sum: total,
  min: (values) => (values.length === 0 ? undefined : Math.min(...values)),
  max: (values) => (values.length === 0 ? undefined : Math.max(...values)),
};

type Combined = (contributions: readonly Contribution[]) => { readonly low: number; readonly high: number };

// Who may or may not belong to the selection may add nothing.
const sum: Combined = (contributions) => ({
  low: total(contributions.map(({ included, low }) => (included ? low : included === false ? 0 : Math.min(0, low)))),
  high: total(
    contributions.map(({ included, high }) => (included ? high : included === false ? 0 : Math.max(0, high))),
  ),
});

const extreme =
  (pick: (...values: number[]) => number): Combined =>
  (contributions) => {
    const possible = contributions.filter(({ included }) => included !== false);
    const certain = possible.filter(({ included }) => included);
    if (certain.length === 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    // One who may belong can push the result outwards only: further down for the least, further up for the greatest.
    const [low, high] = pick === Math.min ? [possible, certain] : [certain, possible];
    return { low: pick(...low.map((each) => each.low)), high: pick(...high.map((each) => each.high)) };
  };

const combined: Readonly<Record<OverPeople["op"], Combined>> = {
  size: sum,
  sum,
  min: extreme(Math.min),
  max: extreme(Math.max),
};
