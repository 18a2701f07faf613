import { type Bounds, isKnown, no, open, yes } from "./arithmetic.ts";
import { boundsOf } from "./bounds.ts";
import { type Member, type Situation, withPerson } from "./situation.ts";
import type { PeopleTree, TruthTree } from "./tree.ts";

/** Whether a member belongs to a selection; a condition that is unknown may leave it open. */
export function belongsTo(situation: Situation, people: PeopleTree, member: Member): Bounds {
  if (people.op === "members") return yes;
  const belongs = belongsTo(situation, people.people, member);
  if (!belongs[1]) return no;
  const holds = boundsOf(withPerson(situation, people.slot, member), people.when);
  return isKnown(holds) && holds[0] ? belongs : holds;
}

export type Quantifier = TruthTree & { op: "exists" | "all" };

/** What one member says of an exists or an all; one left out of the selection says what decides nothing. */
export function ofMember(situation: Situation, { op, people, slot, when }: Quantifier, member: Member): Bounds {
  const [deciding, other] = op === "exists" ? [yes, no] : [no, yes];
  const belongs = belongsTo(situation, people, member);
  if (!belongs[1]) return other;
  const value = boundsOf(withPerson(situation, slot, member), when);
  return isKnown(value) && value[0] === deciding[0] && !isKnown(belongs) ? open : value;
}
