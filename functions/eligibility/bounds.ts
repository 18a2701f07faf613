import {
  arithmetic,
  type Bounds,
  compare,
  exactly,
  extreme,
  isKnown,
  later,
  no,
  open,
  rounded,
  unbounded,
  yes,
} from "./arithmetic.ts";
import { dateNumber, dayOfMonths, monthsBetween, yearsBetween } from "./days.ts";
import { type KnownFact, notWorkedOut, type Read, unknownOperation } from "./knowledge.ts";
import { belongsTo, ofMember } from "./people.ts";
import { outcomeOf } from "./programme-code.ts";
import { frameOf, keptFor, personIn, reportedFact, type Situation, subjectOf, withPerson } from "./situation.ts";
import { contains, startsWith } from "./texts.ts";
import type { FactTree, QuantityTree, Tree, TruthTree } from "./tree.ts";
import { reads } from "./uses.ts";

/*
 * The meaning of expressions. A number that is unknown still has bounds: an income is never below zero. A truth counts as
 * a number from 0 to 1, so that three-valued (Kleene) logic is the same arithmetic: `and` is the least, `or` the greatest.
 * Generated code (generated-code/) says the same of whatever is known, faster, and asks here where something is not.
 */

/** Bounds of what may be a text or a list as well: known where both are one, and any two others where it is not. */
export type Range = readonly [low: Read, high: Read];

/** What is known of an expression's value in a situation. */
export function boundsOf(situation: Situation, tree: TruthTree | QuantityTree): Bounds;
export function boundsOf(situation: Situation, tree: Tree): Range;
export function boundsOf(situation: Situation, tree: Tree): Range {
  const { assessment } = situation;
  switch (tree.op) {
    // In the order in which standards hold most of them.
    case "fact":
      return factBounds(situation, tree);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
      return compare(tree, arithmetic["-"](boundsOf(situation, tree.left), boundsOf(situation, tree.right)));
    case "and":
    case "or":
      return decided(tree.of, Number(tree.op === "or"), (part) => boundsOf(situation, part));
    case "number":
    case "text":
      return [tree.value, tree.value];
    case "same":
      return asked((a, b) => Number(a === b), boundsOf(situation, tree.left), boundsOf(situation, tree.right));
    case "parameter":
      return exactly(assessment.parameters[assessment.knowledge.parameter(tree.name).place] ?? Number.NaN);
    case "programme":
      return verdictOf(situation, tree.id);
    case "age":
      return exactly(yearsBetween(personIn(situation, tree.slot).born, assessment.on));
    case "today":
      return exactly(assessment.day);
    case "+":
    case "-":
    case "*":
    case "/":
      return arithmetic[tree.op](boundsOf(situation, tree.left), boundsOf(situation, tree.right));
    case "boolean":
      return tree.value ? yes : no;
    case "age-in-months":
      return exactly(monthsBetween(personIn(situation, tree.slot).born, assessment.on));
    case "exists":
    case "all":
      return decided(assessment.members, Number(tree.op === "exists"), (member) => ofMember(situation, tree, member));
    case "not":
      return arithmetic["-"](yes, boundsOf(situation, tree.of));
    case "starts-with":
      return asked(startsWith, boundsOf(situation, tree.text), boundsOf(situation, tree.start));
    case "contains":
      return asked(contains, boundsOf(situation, tree.list), boundsOf(situation, tree.item));
    case "least":
    case "greatest":
      return extreme(
        tree.op === "least" ? Math.min : Math.max,
        tree.of.map((each) => boundsOf(situation, each)),
      );
    case "round":
      return rounded(boundsOf(situation, tree.of), tree.step);
    case "months-after":
      return later(boundsOf(situation, tree.date), boundsOf(situation, tree.months));
    case "size":
    case "sum":
    case "min":
    case "max":
      return overSelection(situation, tree);
    case "if":
      return chosen(situation, tree);
    default:
      return unknownOperation(tree);
  }
}

/** The least or the greatest of truths: what 0 or 1 decides. What stands behind the deciding one is not looked at. */
function decided<Part>(parts: readonly Part[], deciding: number, truth: (part: Part) => Bounds): Bounds {
  let all = deciding ? no : yes;
  for (const part of parts) {
    const value = truth(part);
    if (!isKnown(value)) all = open;
    else if (value[0] === deciding) return value;
  }
  return all;
}

function asked(ask: (a: Read, b: Read) => number, left: Range, right: Range): Bounds {
  return isKnown(left) && isKnown(right) ? ([no, yes][ask(left[0], right[0])] ?? open) : open;
}

function chosen(situation: Situation, { when, holds, fails }: Tree & { op: "if" }): Range {
  const [least, most] = boundsOf(situation, when);
  if (least === most) return boundsOf(situation, most ? holds : fails);
  const one = boundsOf(situation, holds);
  const other = boundsOf(situation, fails);
  if (isKnown(one) && isKnown(other) && one[0] === other[0]) return one;
  const numbers = [...one, ...other].filter(isNumber);
  return numbers.length === 4 ? [Math.min(...numbers), Math.max(...numbers)] : unbounded;
}

const isNumber = (value: Read) => typeof value === "number";

/** The verdict of another programme for the same household or person. */
function verdictOf(situation: Situation, id: string): Bounds {
  const programme = situation.assessment.knowledge.programme(id);
  const { place, verdict } = programme;
  const frame = frameOf(situation, programme);
  const code = (frame.slots[0] ?? frame.assessment).results[place];
  // Programmes are judged in the document's order, in which one may follow another that comes later.
  return code === notWorkedOut ? boundsOf(frame, verdict) : ([no, yes, open][outcomeOf(code)] ?? open);
}

function factBounds(situation: Situation, tree: FactTree): Range {
  const { definition, place, minimum, maximum, read } = situation.assessment.knowledge.fact(tree.of, tree.name);
  if (definition.derived) return derivedBounds(situation, tree, place, definition.derived);
  const value = read(reportedFact(situation, tree));
  return Number.isNaN(value) ? [minimum, maximum] : [value, value];
}

type Derived = NonNullable<KnownFact["definition"]["derived"]>;

/** A derived fact as it was worked out, or the bounds of one that is unknown; each worked out once. */
function derivedBounds(situation: Situation, tree: FactTree, place: number, { kind, tree: derived }: Derived): Bounds {
  const { assessment } = situation;
  const { facts, results } = subjectOf(situation, tree);
  const { knowledge, supposed } = assessment;
  const isSupposed = supposed && reads(knowledge, derived, supposed);
  const result = isSupposed ? notWorkedOut : results[place];
  // Generated code leaves 2 or 3 for a truth that is unknown.
  const isWorkedOut = Number.isFinite(result) && !(kind === "truth" && Number(result) > 1);
  if (result !== undefined && isWorkedOut) return [result, result];
  assessment.bounds ??= new Map();
  const kept = keptFor(assessment.bounds, facts);
  let bounds = kept.get(place);
  if (!bounds) {
    bounds = boundsOf(frameOf(situation, tree), derived);
    kept.set(place, bounds);
    if (!isSupposed && isKnown(bounds)) results[place] = bounds[0];
  }
  return bounds;
}

/** What is added up, or picked, of the members of a selection. */
export type OverSelection = QuantityTree & { op: "size" | "sum" | "min" | "max" };

function overSelection(situation: Situation, tree: OverSelection): Bounds {
  const { op } = tree;
  // Who may or may not belong to the selection may add nothing, and pushes an extreme outwards only.
  const possible: Bounds[] = [];
  const certain: Bounds[] = [];
  for (const member of situation.assessment.members) {
    const [isCertain, isPossible] = belongsTo(situation, tree.people, member);
    if (!isPossible) continue;
    const each = op === "size" ? yes : boundsOf(withPerson(situation, tree.slot, member), tree.each);
    if (isCertain) certain.push(each);
    possible.push(isCertain || op === "min" || op === "max" ? each : [Math.min(0, each[0]), Math.max(0, each[1])]);
  }
  if (op === "size" || op === "sum") return possible.reduce(arithmetic["+"], no);
  // The least and the greatest of nobody are unknown, as in CEL they are an error.
  if (certain.length === 0) return unbounded;
  const pick = Math[op];
  const [low, high] = op === "min" ? [possible, certain] : [certain, possible];
  return [extreme(pick, low)[0], extreme(pick, high)[1]];
}

/** Today or an age: what moves with the days. */
export type Moving = QuantityTree & { readonly op: "today" | "age" | "age-in-months" };

export function isMoving(tree: Tree): tree is Moving {
  return tree.op === "today" || tree.op === "age" || tree.op === "age-in-months";
}

/** The first day, counted from 1970-01-01, on which today or an age has a value; NaN where a birth is unknown. */
export function dayOfValue(situation: Situation, tree: Moving, value: number): number {
  if (tree.op === "today") return value;
  return dayOfMonths(personIn(situation, tree.slot).born, tree.op === "age" ? value * 12 : value);
}

/** A birth date as age is reckoned from it. */
export function bornOn(facts: Readonly<Record<string, unknown>>): number {
  return dateNumber(facts["birthDate"]);
}
