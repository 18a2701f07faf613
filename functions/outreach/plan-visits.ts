import { daysAfter } from "#events/calendar.ts";
import { type CaseRow, isOpen, isOverdue, stateOf } from "./case.ts";

/** What the plan of an office's visits goes by. */
export interface PlanTerms {
  readonly now: Date;
  /** ISO date in the standard's time zone. */
  readonly today: string;
  /** Families that the office's workers can visit in a day; no limit where the standard has none. */
  readonly visitsPerDay: number | undefined;
  /** Roles whose notices are for child roles only. */
  readonly childRoles: ReadonlySet<string>;
}

/** Where a case stands in its office's plan. */
export interface PlannedVisit {
  readonly case: string;
  /** ISO date on which its turn comes: today, unless it waits. */
  readonly on: string;
  /**
   * Why it waits: changes that come together are still being gathered, or others come first. Nobody is kept from
   * claiming it: a worker who has time may go today.
   */
  readonly waits?: "gathering" | "budget";
  /** The other open cases about the same family that may be told of together: one visit, not five. */
  readonly together: readonly string[];
}

/**
 * The plan of an office's open cases, of all its roles: families in order of urgency, of what is overdue and of money at
 * stake, as many a day as its workers can visit. A function of the set of cases and the day, so that nothing needs to be
 * stored and nothing is dropped: each case has its day.
 *
 * What somebody has begun is of today and counts first; what is urgent is of today however many there are.
 *
 * Children's notices stand apart, as a visit of their own: were they planned with the family's others, whoever may not know
 * of them could tell by the day of those.
 */
export function planVisits(rows: readonly CaseRow[], terms: PlanTerms): PlannedVisit[] {
  const { today, visitsPerDay = Number.POSITIVE_INFINITY } = terms;
  const families = familiesOf(rows.filter(isOpen), terms).sort(inOrder);
  const taken = new Map<string, number>();
  return families.flatMap((family) => {
    const first = family.earliest > today && !family.begun ? family.earliest : today;
    const on = family.begun || (family.urgent && first === today) ? today : firstFree(taken, first, visitsPerDay);
    taken.set(on, (taken.get(on) ?? 0) + 1);
    return family.cases.map((each) => ({
      case: each,
      on,
      ...(on === today ? {} : { waits: on === family.earliest ? ("gathering" as const) : ("budget" as const) }),
      together: family.cases.filter((other) => other !== each),
    }));
  });
}

/** All that waits at one door, as one visit. */
interface Family {
  /** The household, and whether it is about its children. */
  readonly door: string;
  readonly cases: readonly string[];
  readonly begun: boolean;
  readonly urgent: boolean;
  readonly urgency: number;
  readonly overdue: boolean;
  readonly stake: number;
  readonly due: string;
  readonly earliest: string;
}

const urgencies: readonly CaseRow["urgency"][] = ["urgent", "high", "normal", "low"];

function familiesOf(rows: readonly CaseRow[], { now, today, childRoles }: PlanTerms): Family[] {
  const byDoor = new Map<string, CaseRow[]>();
  for (const row of rows) {
    const door = childRoles.has(row.role) ? `${row.household} child` : row.household;
    byDoor.set(door, [...(byDoor.get(door) ?? []), row]);
  }
  return [...byDoor].map(([door, all]) => {
    const urgency = Math.min(...all.map((row) => urgencies.indexOf(row.urgency)));
    return {
      door,
      cases: all.map((row) => row.case).sort(),
      begun: all.some((row) => stateOf(row, now) !== "queued"),
      urgent: urgency === 0,
      urgency,
      overdue: all.some((row) => isOverdue(row, today)),
      stake: all.reduce((total, { stake }) => total + Math.round(stake * 100), 0),
      due: least(all.map(({ window }) => window.due)),
      // Whoever goes for one of them goes for all: the first that makes sense decides.
      earliest: least(all.map(({ window }) => window.earliest)),
    };
  });
}

function least(days: readonly string[]): string {
  return days.reduce((first, day) => (day < first ? day : first));
}

/** What is begun comes first; then what presses most, what is overdue, the most money, the first day, and the id. */
function inOrder(a: Family, b: Family): number {
  return (
    Number(b.begun) - Number(a.begun) ||
    a.urgency - b.urgency ||
    Number(b.overdue) - Number(a.overdue) ||
    b.stake - a.stake ||
    compareTexts(a.due, b.due) ||
    compareTexts(a.door, b.door)
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function firstFree(taken: ReadonlyMap<string, number>, from: string, visitsPerDay: number): string {
  let day = from;
  while ((taken.get(day) ?? 0) >= visitsPerDay) day = daysAfter(day, 1);
  return day;
}
