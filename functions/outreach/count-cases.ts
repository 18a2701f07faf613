import type { CaseState, EscalationLevel, OutcomeCode } from "#events/case-vocabulary.ts";
import { townOf } from "#events/identifiers.ts";
import { type CaseRow, isOverdue, levelOf, stateOf } from "./case.ts";
import { needOf } from "./charity-referral.ts";

/** How many cases of one town (or what the county has instead), role and programmes stand where. */
export interface CaseCount {
  /** 9 digits, or as many as the residence is known by. */
  readonly town: string;
  readonly role: string;
  readonly state: CaseState;
  /** How far up it has climbed. */
  readonly level: EscalationLevel;
  readonly overdue: boolean;
  readonly outcome?: OutcomeCode;
  /** True where the family was spoken to. */
  readonly reached: boolean;
  /** True where the family came to receive what it was told of. */
  readonly received: boolean;
  /** Present where staff saw need that no programme of the notice answers, or referred the family to charity. */
  readonly need?: "seen" | "referred";
  /** The programmes of the notices, by id, each counted once in a case; a case counts in several. */
  readonly programme: string;
  readonly count: number;
}

/** Counts only, for those who see no names. */
export interface CaseCounts {
  /** Cases by programme: a case of two programmes is in two of them. */
  readonly byProgramme: readonly CaseCount[];
  /** Every case once. */
  readonly cases: readonly Omit<CaseCount, "programme">[];
  /** Hours from the case to the first contact with the family, of each whose family was reached; the fewest first. */
  readonly hoursToReach: readonly number[];
}

/** Adds rows up to counts. A function of the set of rows, whatever their order. */
export function countCases(rows: Iterable<CaseRow>, at: { readonly now: Date; readonly today: string }): CaseCounts {
  const byProgramme = new Map<string, CaseCount>();
  const cases = new Map<string, Omit<CaseCount, "programme">>();
  const hoursToReach: number[] = [];
  for (const row of rows) {
    if (row.reachedAt !== undefined) hoursToReach.push(hoursBetween(row.queuedAt, row.reachedAt));
    const one = countOf(row, at);
    add(cases, one);
    for (const programme of new Set(row.programmes.map(({ id }) => id))) add(byProgramme, { ...one, programme });
  }
  return { byProgramme: inOrder(byProgramme), cases: inOrder(cases), hoursToReach: hoursToReach.sort((a, b) => a - b) };
}

/** A phone without signal tells its own time: none is before the case. */
function hoursBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 3_600_000);
}

function countOf(row: CaseRow, { now, today }: { readonly now: Date; readonly today: string }) {
  const { area, role, outcome, reachedAt, why } = row;
  const need = needOf(row);
  return {
    town: townOf(area),
    role,
    state: stateOf(row, now),
    level: levelOf(row, today),
    overdue: isOverdue(row, today),
    ...(outcome ? { outcome: outcome.code } : {}),
    reached: reachedAt !== undefined,
    received: why === "received",
    ...(need === undefined ? {} : { need }),
    count: 1,
  };
}

function add<Count extends { readonly count: number }>(counts: Map<string, Count>, one: Count): void {
  const { count, ...group } = one;
  const key = JSON.stringify(Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1)));
  const known = counts.get(key);
  counts.set(key, known ? { ...known, count: known.count + count } : one);
}

function inOrder<Count>(counts: ReadonlyMap<string, Count>): Count[] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}
