import { dateNumber } from "#eligibility/days.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { countyOf } from "#events/identifiers.ts";
import { withCurrentArea } from "#household/settle.ts";
import type { Compared, Comparison, SubjectMove } from "./compare.ts";
import { ageOf, compositionOf, disabilityOf, living } from "./family-types.ts";
import { traitsOf } from "./likeness.ts";
import type { NoticeMove } from "./notice-moves.ts";

/** Sums over a group; money in fen. Of those whose amount has no upper limit the lower end is summed, and they are counted. */
export interface Sums {
  /** Households or persons. */
  count: number;
  households: number;
  beforeLow: number;
  beforeHigh: number;
  beforeOpen: number;
  afterLow: number;
  afterHigh: number;
  afterOpen: number;
}

export interface NoticeSums {
  notices: number;
  households: number;
}

/**
 * What was counted so far. Tallies of parts merge to that of the whole, in any order. A tally tells of groups of one: it is
 * for a process's memory, and `previewOf` makes of it what may be shown or stored.
 */
export interface Tally {
  households: number;
  /** By `groupKey`. */
  readonly groups: Map<string, Sums>;
  /** Notices and the households they are about, by move, level and whether copies; those of a role, those of an office. */
  readonly notices: Map<string, NoticeSums>;
}

export function newTally(): Tally {
  return { households: 0, groups: new Map(), notices: new Map() };
}

/** The whole, or how it is divided. */
export type Division = "all" | "county" | "composition" | "disability" | "alike";

/** Households under whichever programmes stand in the programme's place. */
export const anyProgramme = -1;

/** Codes and ids hold no bar. */
export function groupKey(programme: number, move: string, division: Division, part: string): string {
  return `${programme}|${move}|${division}|${part}`;
}

/** Adds a household, and what moves in it, to a tally. */
export function count(
  tally: Tally,
  comparison: Comparison,
  household: HouseholdFacts,
  on: string,
  { subjects, notices }: Compared,
): void {
  tally.households += 1;
  if (subjects.length > 0)
    countSubjects(tally.groups, comparison, subjects, () =>
      tellOf(withCurrentArea(comparison.to.document, household), on),
    );
  if (notices.length > 0) countNotices(tally.notices, comparison, notices);
}

function countSubjects(
  groups: Map<string, Sums>,
  comparison: Comparison,
  subjects: readonly SubjectMove[],
  tell: () => Told,
): void {
  let told: Told | undefined;
  const monthly = new Map<string, Sums>();
  for (const [index, subject] of subjects.entries()) {
    const first = isFirst(subjects, index);
    if (subject.move === "still-eligible" || subject.move === "still-unknown") {
      addSubject(sumsAt(groups, stillKey(subject.programme, subject.move)), subject, first);
      continue;
    }
    told ??= tell();
    countMove(groups, told, subject, first);
    for (const move of [subject.move, "any"]) {
      const sums = sumsAt(monthly, move);
      if (isMonthly(comparison, subject)) addSubject(sums, subject, false);
    }
  }
  for (const [move, sums] of monthly) {
    for (const [division, part] of told?.divisions ?? []) {
      addSums(sumsAt(groups, groupKey(anyProgramme, move, division, part)), { ...sums, count: 1, households: 1 });
    }
  }
}

/** A household counts once in a group, however many of its members are in it: members follow each other. */
function isFirst(subjects: readonly SubjectMove[], index: number): boolean {
  const { programme, move } = subjects[index] ?? {};
  for (let before = index - 1; before >= 0 && subjects[before]?.programme === programme; before -= 1) {
    if (subjects[before]?.move === move) return false;
  }
  return true;
}

const stillKeys = { "still-eligible": [] as string[], "still-unknown": [] as string[] };

/** Most households that are counted stay what they were: their keys are put together once. */
function stillKey(programme: number, move: keyof typeof stillKeys): string {
  const known = stillKeys[move][programme];
  if (known !== undefined) return known;
  const key = groupKey(programme, move, "all", "");
  stillKeys[move][programme] = key;
  return key;
}

function countMove(groups: Map<string, Sums>, { divisions, alike }: Told, subject: SubjectMove, first: boolean): void {
  const { programme, move } = subject;
  for (const [division, part] of divisions) {
    addSubject(sumsAt(groups, groupKey(programme, move, division, part)), subject, first);
  }
  if (move === "newly-eligible" || move === "settled-eligible") {
    addSubject(sumsAt(groups, groupKey(programme, move, "alike", alike)), subject, first);
  }
}

function countNotices(notices: Map<string, NoticeSums>, { from, to }: Comparison, moves: readonly NoticeMove[]): void {
  const seen = new Set<string>();
  for (const { move, role, office, copy } of moves) {
    const standard = move === "withdrawn" ? from : to;
    const level = standard?.document.roles.find(({ id }) => id === role)?.level ?? "village";
    const of = `${move}|${level}|${copy ? "copies" : "own"}`;
    for (const key of [of, `${of}|role|${role}`, `${of}|office|${office}`]) {
      const sums = notices.get(key) ?? { notices: 0, households: 0 };
      notices.set(key, { notices: sums.notices + 1, households: sums.households + (seen.has(key) ? 0 : 1) });
      seen.add(key);
    }
  }
}

/** Adds one tally to another, which is returned. */
export function merge(into: Tally, { households, groups, notices }: Tally): Tally {
  into.households += households;
  for (const [key, sums] of groups) addSums(sumsAt(into.groups, key), sums);
  for (const [key, sums] of notices) {
    const known = into.notices.get(key) ?? { notices: 0, households: 0 };
    into.notices.set(key, {
      notices: known.notices + sums.notices,
      households: known.households + sums.households,
    });
  }
  return into;
}

/** What is told of a household that moves, worked out once. */
interface Told {
  readonly divisions: readonly (readonly [Division, string])[];
  readonly alike: string;
}

function tellOf(household: HouseholdFacts, on: string): Told {
  const members = living(household);
  const day = dateNumber(on);
  const ages = members.map((member) => ageOf(member, day));
  const county = countyTold(household);
  return {
    divisions: [
      ["all", ""],
      ["county", county],
      ["composition", compositionOf(ages)],
      ["disability", disabilityOf(members)],
    ],
    alike: `${county}|${JSON.stringify(traitsOf(household, members, ages))}`,
  };
}

/** The county of residence; the area itself where that is wider; `00` where it is not known. */
function countyTold({ area }: HouseholdFacts): string {
  return area === undefined ? "00" : (countyOf(area) ?? area);
}

function isMonthly({ programmes }: Comparison, { programme }: SubjectMove): boolean {
  const pair = programmes[programme];
  return (pair?.after ?? pair?.before)?.definition.amount.per === "month";
}

/** Sums over nobody. */
export function newSums(): Sums {
  return {
    count: 0,
    households: 0,
    beforeLow: 0,
    beforeHigh: 0,
    beforeOpen: 0,
    afterLow: 0,
    afterHigh: 0,
    afterOpen: 0,
  };
}

function sumsAt(groups: Map<string, Sums>, key: string): Sums {
  let sums = groups.get(key);
  if (!sums) {
    sums = newSums();
    groups.set(key, sums);
  }
  return sums;
}

function addSubject(sums: Sums, { before: [low, high], after: [newLow, newHigh] }: SubjectMove, first: boolean): void {
  sums.count += 1;
  if (first) sums.households += 1;
  sums.beforeLow += low;
  sums.beforeHigh += limited(low, high);
  if (limited(low, high) !== high) sums.beforeOpen += 1;
  sums.afterLow += newLow;
  sums.afterHigh += limited(newLow, newHigh);
  if (limited(newLow, newHigh) !== newHigh) sums.afterOpen += 1;
}

function limited(low: number, high: number): number {
  return high === Number.POSITIVE_INFINITY ? low : high;
}

export function addSums(into: Sums, sums: Sums): void {
  into.count += sums.count;
  into.households += sums.households;
  into.beforeLow += sums.beforeLow;
  into.beforeHigh += sums.beforeHigh;
  into.beforeOpen += sums.beforeOpen;
  into.afterLow += sums.afterLow;
  into.afterHigh += sums.afterHigh;
  into.afterOpen += sums.afterOpen;
}
