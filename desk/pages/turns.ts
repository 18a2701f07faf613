import type { CaseSummary } from "#events/desk-api/cases.ts";
import type { VisitPlan } from "#events/desk-api/visits.ts";
import { doorsOf } from "./doors.ts";

/** All that is open at one door. */
export type Door = readonly CaseSummary[];

/** A door whose turn has not come: from which day it does, and why it waits. */
export interface WaitingDoor {
  readonly door: Door;
  /** ISO date. */
  readonly on: string;
  readonly why: NonNullable<VisitPlan["visits"][number]["waits"]>;
}

/**
 * Today's doors, and those that wait, in the order of their turn. What somebody has begun is of today, also where the desk
 * has not heard of it yet; of a case that came after the plan was made, its window decides. A plan kept from yesterday is
 * read by today's date: whose turn has come meanwhile is of today.
 */
export function turnsOf(
  cases: readonly CaseSummary[],
  plan: VisitPlan | undefined,
  today: string,
): { readonly today: readonly Door[]; readonly waiting: readonly WaitingDoor[] } {
  const planned = new Map(plan?.visits.map((visit) => [visit.notice, visit]));
  const turnOf = (one: CaseSummary): Omit<WaitingDoor, "door"> => {
    const visit = planned.get(one.notice);
    if (one.state !== "queued") return { on: today, why: "budget" };
    return { on: visit?.on ?? one.window.earliest, why: visit?.waits ?? "gathering" };
  };
  const doors = doorsOf(cases).map((door) => {
    const turns = door.map(turnOf);
    return { door, ...turns.reduce((first, turn) => (turn.on < first.on ? turn : first)) };
  });
  return {
    today: doors.filter(({ on }) => on <= today).map(({ door }) => door),
    waiting: doors.filter(({ on }) => on > today).sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1)),
  };
}
