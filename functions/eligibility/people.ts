import { type Member, type Situation, withPerson } from "./situation.ts";
import type { PeopleTree } from "./tree.ts";
import { truthOf } from "./truth.ts";

/** Whether a member belongs to a selection; undefined where a condition that is unknown leaves it open. */
export function belongsTo(situation: Situation, people: PeopleTree, member: Member): boolean | undefined {
  if (people.op === "members") return true;
  const belongs = belongsTo(situation, people.people, member);
  if (belongs === false) return false;
  const holds = truthOf(withPerson(situation, people.slot, member), people.when);
  return holds === true ? belongs : holds;
}
