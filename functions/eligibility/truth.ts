import { boundsOf } from "./bounds.ts";
import { compare } from "./comparison.ts";
import { notWorkedOut } from "./knowledge.ts";
import { belongsTo } from "./people.ts";
import { outcomeOf } from "./programme-code.ts";
import { type Member, type Outcome, personIn, reportedFact, type Situation, withPerson } from "./situation.ts";
import type { TruthTree } from "./tree.ts";
import { readValue } from "./value.ts";

/*
 * The meaning of conditions: three-valued (Kleene) logic, in which what cannot change the outcome need not be known.
 * Generated code (generated-code/) says the same of whatever is known, faster, and asks here where something is not.
 */

/** True, false, or undefined where unknown. */
export function truthOf(situation: Situation, tree: TruthTree): boolean | undefined {
  switch (tree.op) {
    case "boolean":
    case "fact": {
      const value = readValue(situation, tree);
      return typeof value === "boolean" ? value : undefined;
    }
    case "and":
      return decided(tree.of, false, (part) => truthOf(situation, part));
    case "or":
      return decided(tree.of, true, (part) => truthOf(situation, part));
    case "not":
      return not(truthOf(situation, tree.of));
    case "same":
      return both(readValue(situation, tree.left), readValue(situation, tree.right), (a, b) => a === b);
    case "starts-with":
      return both(readValue(situation, tree.text), readValue(situation, tree.start), (text, start) =>
        String(text).startsWith(String(start)),
      );
    case "contains": {
      const list = reportedFact(situation, tree.list);
      const item = readValue(situation, tree.item);
      return Array.isArray(list) && typeof item === "string" ? list.includes(item) : undefined;
    }
    case "exists":
      return decided(situation.assessment.members, true, (member) => ofMember(situation, tree, member));
    case "all":
      return decided(situation.assessment.members, false, (member) => ofMember(situation, tree, member));
    case "programme":
      return verdictOf(situation, tree.id);
    case "if":
      return chosen(situation, tree);
    default:
      return compare(tree, boundsOf(situation, tree.left), boundsOf(situation, tree.right));
  }
}

/** `and` where false decides, `or` where true does. */
function decided<Part>(
  parts: readonly Part[],
  deciding: boolean,
  truth: (part: Part) => boolean | undefined,
): boolean | undefined {
  let unknown = false;
  for (const part of parts) {
    const value = truth(part);
    if (value === deciding) return deciding;
    if (value === undefined) unknown = true;
  }
  return unknown ? undefined : !deciding;
}

export function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function both<Value>(
  left: Value | undefined,
  right: Value | undefined,
  compared: (left: Value, right: Value) => boolean,
): boolean | undefined {
  return left === undefined || right === undefined ? undefined : compared(left, right);
}

export type Quantifier = TruthTree & { op: "exists" | "all" };

/** What one member says of an exists or an all; one left out of the selection says what decides nothing. */
export function ofMember(situation: Situation, tree: Quantifier, member: Member): boolean | undefined {
  const deciding = tree.op === "exists";
  const belongs = belongsTo(situation, tree.people, member);
  if (belongs === false) return !deciding;
  const value = truthOf(withPerson(situation, tree.slot, member), tree.when);
  return value === deciding && belongs === undefined ? undefined : value;
}

/** The verdict of another programme for the same household or person. */
function verdictOf(situation: Situation, id: string): boolean | undefined {
  const { assessment } = situation;
  const { place, of, verdict } = assessment.knowledge.programme(id);
  const code = (of === "person" ? personIn(situation, 0) : assessment).results[place];
  if (code !== notWorkedOut) return truthFrom(outcomeOf(code));
  // Programmes are judged in the document's order, in which one may follow another that comes later.
  return truthOf({ assessment, slots: of === "person" ? [personIn(situation, 0)] : [] }, verdict);
}

/** A truth as generated code counts: 0 false, 1 true, 2 unknown. */
export function numberFrom(truth: boolean | undefined): Outcome {
  return truth === undefined ? 2 : truth ? 1 : 0;
}

export function truthFrom(number: number): boolean | undefined {
  return number === 2 ? undefined : number === 1;
}

function chosen(situation: Situation, tree: TruthTree & { op: "if" }): boolean | undefined {
  const holds = truthOf(situation, tree.when);
  if (holds !== undefined) return truthOf(situation, holds ? tree.holds : tree.fails);
  const value = truthOf(situation, tree.holds);
  return value === truthOf(situation, tree.fails) ? value : undefined;
}
