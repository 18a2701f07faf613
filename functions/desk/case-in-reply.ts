import type { CaseDetail, CaseOutcome, CaseSummary } from "#events/desk-api/cases.ts";
import { atTheDoor } from "#outreach/at-the-door.ts";
import * as cases from "#outreach/case.ts";
import type { OutreachRules } from "#outreach/outreach-rules.ts";

/** Who reads, and when: what a case's state, overdue day and holder depend on. */
export interface Reader {
  readonly staff: string;
  readonly now: Date;
  /** ISO date in the standard's time zone. */
  readonly today: string;
}

/** A case as lists show it. */
export function summaryOf(row: cases.CaseRow, { staff, now, today }: Reader): CaseSummary {
  const { claim, outcome, why, reachedAt } = row;
  return {
    notice: row.case,
    revision: row.revision,
    noticeRevision: row.noticeRevision,
    state: cases.stateOf(row, now),
    ...(why === undefined ? {} : { why }),
    household: row.household,
    area: row.area,
    office: row.office,
    role: row.role,
    copy: row.copy ?? false,
    urgency: row.urgency,
    window: { ...row.window },
    overdue: cases.isOverdue(row, today),
    level: cases.levelOf(row, today),
    stake: row.stake,
    phoneFirst: row.phoneFirst ?? false,
    programmes: row.programmes.map((programme) => ({ ...programme })),
    queuedAt: row.queuedAt,
    ...(cases.isHeld(claim, now) ? { claim: { ...claim, mine: claim.by === staff } } : {}),
    ...(reachedAt === undefined ? {} : { reachedAt }),
    contacts: row.contacts,
    ...(outcome ? { outcome: outcomeOf(outcome) } : {}),
  };
}

/** A case as it is opened, still without names and addresses. */
export function detailOf(
  one: cases.Case,
  sameHousehold: readonly cases.CaseRow[],
  reader: Reader,
  sight: { readonly openedUntil?: Date | undefined; readonly byBrokenGlass: boolean },
  rules?: OutreachRules["atTheDoor"],
): CaseDetail {
  const visit = atTheDoor(rules, { role: one.role, programmes: one.content.programmes });
  const others = sameHousehold.filter((row) => row.case !== one.case && cases.isOpen(row));
  return {
    ...summaryOf(one, reader),
    programmes: one.content.programmes.map((programme) => ({ ...programme })),
    standards: one.content.standards,
    ...(visit ? { atTheDoor: { bring: [...visit.bring], dontSay: [...visit.dontSay] } } : {}),
    sameHousehold: others.map((row) => summaryOf(row, reader)).sort(byUrgency),
    ...(sight.openedUntil ? { openedUntil: sight.openedUntil.toISOString() } : {}),
    byBrokenGlass: sight.byBrokenGlass,
  };
}

export function outcomeOf({ needSeen, programmes, wrongFacts, ...outcome }: cases.CaseOutcome): CaseOutcome {
  return { ...outcome, programmes: [...programmes], wrongFacts: [...wrongFacts], needSeen: needSeen ?? false };
}

const urgencies: readonly CaseSummary["urgency"][] = ["urgent", "high", "normal", "low"];

/** The order of a worker's list: urgency, then money at stake, then the day it is due. */
export function byUrgency(a: CaseSummary, b: CaseSummary): number {
  return (
    urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
    b.stake - a.stake ||
    (a.window.due < b.window.due ? -1 : Number(a.window.due > b.window.due)) ||
    (a.notice < b.notice ? -1 : 1)
  );
}
