import type { CaseQuery, Stage } from "#events/desk-api/cases.ts";
import { type OutcomeKind, visitOutcomes } from "#events/visit-outcome.ts";
import { type CaseRow, isOpen, isOverdue, stateOf } from "#outreach/case.ts";
import { needOf } from "#outreach/charity-referral.ts";
import type { Reader } from "./case-in-reply.ts";

/** What of a case its place in the funnel follows from; counts have it as well as rows. */
export interface Progress {
  readonly state: ReturnType<typeof stateOf>;
  readonly reached: boolean;
  readonly received: boolean;
  readonly outcome?: OutcomeKind;
}

const stages: readonly Stage[] = ["detected", "queued", "claimed", "reached", "applied", "granted"];

/**
 * Whether a case came as far as a stage, each a part of the one before. What was recalled untouched was detected and no
 * more; a grant counts where staff had reached the family and it had applied, for only then was it the notice's doing.
 */
export function cameTo(stage: Stage, progress: Progress): boolean {
  return stages.indexOf(stage) <= furthest(progress);
}

function furthest({ state, reached, received, outcome }: Progress): number {
  const touched = reached || state === "claimed" || state === "contacted" || state === "closed";
  if (!touched) return state === "withdrawn" ? 0 : 1;
  if (!reached) return 2;
  if (outcome !== "applied") return 3;
  return received ? 5 : 4;
}

const findings: ReadonlySet<OutcomeKind> = new Set(["applied", "granted", "not-eligible", "wrong-data"]);

/** Whether staff found out if the family is due what the notice says: `eligible` where it is, `other` where not. */
export function findingOf(outcome: OutcomeKind | undefined): "eligible" | "other" | undefined {
  if (outcome === undefined || !findings.has(outcome)) return undefined;
  return outcome === "applied" ? "eligible" : "other";
}

export function progressOf(row: CaseRow, now: Date): Progress {
  return {
    state: stateOf(row, now),
    reached: row.reachedAt !== undefined,
    received: row.why === "received",
    ...(row.outcome ? { outcome: visitOutcomes[row.outcome.code].kind } : {}),
  };
}

/** Whether a case is among those that a query asks for, its area and the reader's reach apart. */
export function isWanted(row: CaseRow, query: CaseQuery, reader: Reader): boolean {
  const { now, today, staff } = reader;
  const progress = progressOf(row, now);
  return (
    isInState(row, query.state ?? "open", progress) &&
    (query.role === undefined || row.role === query.role) &&
    (query.programme === undefined || row.programmes.some(({ id }) => id === query.programme)) &&
    (query.outcome === undefined || row.outcome?.code === query.outcome) &&
    (query.mine === undefined || (progress.state !== "queued" && row.claim?.by === staff)) &&
    (query.overdue === undefined || isOverdue(row, today)) &&
    (query.need === undefined || needOf(row) === query.need) &&
    (query.stage === undefined || cameTo(query.stage, progress)) &&
    isFinding(query.finding, progress)
  );
}

function isInState(row: CaseRow, state: NonNullable<CaseQuery["state"]>, { state: is }: Progress): boolean {
  return state === "all" || (state === "open" ? isOpen(row) : state === is);
}

function isFinding(wanted: CaseQuery["finding"], { outcome }: Progress): boolean {
  if (wanted === undefined) return true;
  const finding = findingOf(outcome);
  return wanted === "any" ? finding !== undefined : finding === wanted;
}
