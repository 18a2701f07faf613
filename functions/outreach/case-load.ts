import { type CaseRow, isOpen, isOverdue, levelOfOffice, stateOf } from "./case.ts";
import { type PlanTerms, planVisits } from "./plan-visits.ts";

/** How the open cases of an area weigh on those who work them: counts only. */
export interface CaseLoad {
  readonly open: number;
  /** Overdue, and nobody has taken them. */
  readonly unclaimedOverdue: number;
  /** Cases whose turn comes on a later day, since others come first within the community's budget of visits. */
  readonly waiting: number;
  /** Communities that cannot visit all of theirs in time, by 12 digits. */
  readonly villagesAboveBudget: readonly string[];
}

/**
 * Adds up the load of cases. A community is above its budget where some family's turn comes after the day by which it
 * was to be visited: that others come first for a day or two is what the budget is for.
 */
export function caseLoad(rows: readonly CaseRow[], terms: PlanTerms): CaseLoad {
  const open = rows.filter(isOpen);
  let waiting = 0;
  const above: string[] = [];
  for (const [office, own] of Map.groupBy(open, (row) => row.office)) {
    // The budget is a community's: a town's offices send nobody from door to door.
    if (levelOfOffice(office) !== "village") continue;
    const due = new Map(own.map((row) => [row.case, row.window.due]));
    const held = planVisits(own, terms).filter(({ waits }) => waits === "budget");
    waiting += held.length;
    if (held.some(({ case: id, on }) => on > (due.get(id) ?? on))) above.push(office);
  }
  return {
    open: open.length,
    unclaimedOverdue: open.filter((row) => isOverdue(row, terms.today) && stateOf(row, terms.now) === "queued").length,
    waiting,
    villagesAboveBudget: above.sort(),
  };
}
