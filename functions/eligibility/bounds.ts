import { dateNumber, dayOfMonths, monthsAfter, monthsBetween, yearsBetween } from "./days.ts";
import { notWorkedOut, numberOf, unknownOperation } from "./knowledge.ts";
import { roundedTo } from "./money.ts";
import { belongsTo } from "./people.ts";
import { frameOf, type Member, personIn, reportedFact, type Situation, subjectOf, withPerson } from "./situation.ts";
import type { FactTree, QuantityTree } from "./tree.ts";
import { truthOf } from "./truth.ts";

/** What is known of a number: it lies between these, both included. The number itself is known where they are one. */
export type Bounds = readonly [low: number, high: number];

/** Nothing is known of it. */
export const unbounded: Bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** A number that is known. */
const exactly = (value: number): Bounds => (Number.isNaN(value) ? unbounded : [value, value]);

export function isKnown([low, high]: Bounds): boolean {
  return low === high;
}

/** The bounds of a number. One that is unknown still has some: an income is never below zero. */
export function boundsOf(situation: Situation, tree: QuantityTree): Bounds {
  switch (tree.op) {
    case "number":
      return [tree.value, tree.value];
    case "fact":
      return factBounds(situation, tree);
    case "parameter":
      return exactly(
        situation.assessment.parameters[situation.assessment.knowledge.parameter(tree.name).place] ?? Number.NaN,
      );
    case "age":
      return exactly(yearsBetween(personIn(situation, tree.slot).born, situation.assessment.on));
    case "age-in-months":
      return exactly(monthsBetween(personIn(situation, tree.slot).born, situation.assessment.on));
    case "today":
      return exactly(situation.assessment.day);
    case "+":
    case "-":
    case "*":
    case "/":
      return arithmetic[tree.op](boundsOf(situation, tree.left), boundsOf(situation, tree.right));
    case "least":
    case "greatest":
      return extreme(
        tree.op,
        tree.of.map((each) => boundsOf(situation, each)),
      );
    case "round": {
      const [low, high] = boundsOf(situation, tree.of);
      return [roundedTo(low, tree.step), roundedTo(high, tree.step)];
    }
    case "months-after":
      return laterBounds(boundsOf(situation, tree.date), boundsOf(situation, tree.months));
    case "size":
    case "sum":
    case "min":
    case "max":
      return overPeople(situation, tree);
    case "if": {
      const holds = truthOf(situation, tree.when);
      if (holds !== undefined) return boundsOf(situation, holds ? tree.holds : tree.fails);
      const [a, b] = boundsOf(situation, tree.holds);
      const [c, d] = boundsOf(situation, tree.fails);
      return [Math.min(a, c), Math.max(b, d)];
    }
    default:
      return unknownOperation(tree);
  }
}

/** Today or an age: what moves with the days. */
export type Moving = QuantityTree & { readonly op: "today" | "age" | "age-in-months" };

export function isMoving(tree: QuantityTree): tree is Moving {
  return tree.op === "today" || tree.op === "age" || tree.op === "age-in-months";
}

/** The first day, counted from 1970-01-01, on which today or an age has a value; NaN where a birth is unknown. */
export function dayOfValue(situation: Situation, tree: Moving, value: number): number {
  if (tree.op === "today") return value;
  return dayOfMonths(personIn(situation, tree.slot).born, tree.op === "age" ? value * 12 : value);
}

function factBounds(situation: Situation, tree: FactTree): Bounds {
  const { definition, place, minimum, maximum } = situation.assessment.knowledge.fact(tree.of, tree.name);
  if (definition.derived) {
    if (definition.derived.kind !== "quantity") throw new Error(`${definition.name} is derived as no number.`);
    return derivedBounds(situation, tree, place, definition.derived.tree);
  }
  const value = numberOf(definition, reportedFact(situation, tree));
  return Number.isNaN(value) ? [minimum, maximum] : [value, value];
}

/** A derived number as it was worked out, or the bounds of one that is unknown; each worked out once. */
function derivedBounds(situation: Situation, tree: FactTree, place: number, derived: QuantityTree): Bounds {
  const { assessment } = situation;
  const { facts, results } = subjectOf(situation, tree);
  const result = assessment.supposed ? notWorkedOut : results[place];
  if (result !== undefined && Number.isFinite(result)) return [result, result];
  assessment.bounds ??= new Map();
  let ofSubject = assessment.bounds.get(facts);
  if (!ofSubject) {
    ofSubject = new Map();
    assessment.bounds.set(facts, ofSubject);
  }
  let bounds = ofSubject.get(place);
  if (!bounds) {
    bounds = boundsOf(frameOf(situation, tree), derived);
    ofSubject.set(place, bounds);
    if (!assessment.supposed && isKnown(bounds)) results[place] = bounds[0];
  }
  return bounds;
}

// Nought times what is unbounded is nought.
const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);

function products([a, b]: Bounds, [c, d]: Bounds): Bounds {
  const all = [product(a, c), product(a, d), product(b, c), product(b, d)];
  return [Math.min(...all), Math.max(...all)];
}

function quotients([a, b]: Bounds, [c, d]: Bounds): Bounds {
  if (a === b && c === d) return exactly(c === 0 ? Number.NaN : a / c);
  return c > 0 || d < 0 ? products([a, b], [1 / d, 1 / c]) : unbounded;
}

const arithmetic: Readonly<Record<"+" | "-" | "*" | "/", (left: Bounds, right: Bounds) => Bounds>> = {
  "+": ([a, b], [c, d]) => [a + c, b + d],
  "-": ([a, b], [c, d]) => [a - d, b - c],
  "*": products,
  "/": quotients,
};

function extreme(op: "least" | "greatest", of: readonly Bounds[]): Bounds {
  const pick = op === "least" ? Math.min : Math.max;
  return [pick(...of.map(([low]) => low)), pick(...of.map(([, high]) => high))];
}

function laterBounds([a, b]: Bounds, [c, d]: Bounds): Bounds {
  const later = (day: number, months: number) =>
    Number.isFinite(day) && Number.isFinite(months) ? monthsAfter(day, months) : day + months;
  return [later(a, c), later(b, d)];
}

type OverPeople = QuantityTree & { op: "size" | "sum" | "min" | "max" };

/** What a member contributes, and whether it belongs to the selection at all. */
interface Contribution {
  readonly belongs: boolean | undefined;
  readonly low: number;
  readonly high: number;
}

function overPeople(situation: Situation, tree: OverPeople): Bounds {
  const contributions = situation.assessment.members.map((member): Contribution => {
    const belongs = belongsTo(situation, tree.people, member);
    const [low, high] = tree.op === "size" || belongs === false ? [1, 1] : eachOf(situation, tree, member);
    return { belongs, low, high };
  });
  return tree.op === "min" || tree.op === "max" ? outermost(tree.op, contributions) : total(contributions);
}

function eachOf(situation: Situation, tree: OverPeople & { op: "sum" | "min" | "max" }, member: Member): Bounds {
  return boundsOf(withPerson(situation, tree.slot, member), tree.each);
}

// Who may or may not belong to the selection may add nothing.
function total(contributions: readonly Contribution[]): Bounds {
  let low = 0;
  let high = 0;
  for (const { belongs, ...each } of contributions) {
    if (belongs === false) continue;
    low += belongs ? each.low : Math.min(0, each.low);
    high += belongs ? each.high : Math.max(0, each.high);
  }
  return [low, high];
}

// The least and the greatest of nobody are unknown, as in CEL they are an error.
function outermost(op: "min" | "max", contributions: readonly Contribution[]): Bounds {
  const possible = contributions.filter(({ belongs }) => belongs !== false);
  const certain = possible.filter(({ belongs }) => belongs);
  if (certain.length === 0) return unbounded;
  // One who may belong can push the result outwards only: further down for the least, further up for the greatest.
  const [low, high] = op === "min" ? [possible, certain] : [certain, possible];
  const pick = op === "min" ? Math.min : Math.max;
  return [pick(...low.map((each) => each.low)), pick(...high.map((each) => each.high))];
}

/** A birth date as age is reckoned from it. */
export function bornOn(facts: Readonly<Record<string, unknown>>): number {
  return dateNumber(facts["birthDate"]);
}
