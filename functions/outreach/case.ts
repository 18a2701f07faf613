import { daysAfter } from "#events/calendar.ts";
import type {
  CaseState,
  ContactWay,
  EscalationLevel,
  OutcomeCode,
  Urgency,
  WithdrawalReason,
} from "#events/case-vocabulary.ts";
import type { NoticeProgramme, OutreachNotice } from "#events/outreach-notice.ts";

// A case is the notice as staff work it. Its two halves never write each other's fields: what the notice says, by its
// newest revision, and what staff did, one command after the other. So notices and commands may come in any order, and
// what state the case is in follows from both.

/** A staff member's opaque identifier, as the token's issuer gives it. */
export type StaffId = string;

/** A worker's claim: a lease that returns itself. */
export interface Claim {
  readonly by: StaffId;
  /** ISO instant after which the case is anybody's again. */
  readonly until: string;
}

/** What staff found, as it closed the case. */
export interface CaseOutcome {
  readonly code: OutcomeCode;
  /** ISO instant at which it was found; an outcome kept on a phone without signal keeps its own. */
  readonly at: string;
  readonly by: StaffId;
  /** The programmes it is about. */
  readonly programmes: readonly string[];
  /** Facts found to be wrong: `household.monthlyRent`, `person:p-81c2.monthlyIncome`. */
  readonly wrongFacts: readonly string[];
  /** The member it is about, where it is about one: who has died, or who is another person than the data says. */
  readonly person?: string;
  /** True where staff saw need that no programme of the notice answers: then a charity may. */
  readonly needSeen?: true;
}

/** One programme as a list shows it. */
export type ListedProgramme = Pick<NoticeProgramme, "id" | "person" | "verdict" | "amount" | "between" | "per">;

/** A case as lists show it. Ids and codes only. */
export interface CaseRow {
  /** The notice's identifier. */
  readonly case: string;
  /** Grows by one with each command that took effect; a client sends the one it saw. 0 before the first. */
  readonly revision: number;
  /** The revision of the notice that is told. */
  readonly noticeRevision: number;
  readonly noticeStatus: OutreachNotice["status"];
  readonly why?: WithdrawalReason;
  readonly household: string;
  /** The residence. */
  readonly area: string;
  /** The village, town or county whose worker of this role has the case on the list. */
  readonly office: string;
  readonly role: string;
  readonly copy?: true;
  readonly urgency: Urgency;
  /** Yuan a month that the family may be due. */
  readonly stake: number;
  /** ISO dates: the first day on which a visit makes sense, the day by which it is due, and the last before it climbs. */
  readonly window: { readonly earliest: string; readonly due: string; readonly latest: string };
  /** When an overdue case climbs, and to whom. */
  readonly escalation: readonly CaseEscalation[];
  /** True where staff telephone before they set out: an island. */
  readonly phoneFirst?: true;
  readonly programmes: readonly ListedProgramme[];
  /** ISO instant at which it became a case. */
  readonly queuedAt: string;
  readonly claim?: Claim;
  /** ISO instants of the first claim and the first contact with the family. */
  readonly claimedAt?: string;
  readonly reachedAt?: string;
  /** ISO instant at which a closed case was last opened again. */
  readonly reopenedAt?: string;
  /** How often staff tried to reach the family. */
  readonly contacts: number;
  readonly outcome?: CaseOutcome;
  /** Present where the family was ever referred to charity by this case: whether it still is. */
  readonly charity?: "referred" | "withdrawn";
}

export interface CaseEscalation {
  readonly level: EscalationLevel;
  readonly role: string;
  /** ISO date of the first day on which it is theirs. */
  readonly on: string;
}

/** A case as it is opened. */
export interface Case extends CaseRow {
  readonly content: {
    /** The newest revision that told something: what an outcome is about, also after the notice was withdrawn. */
    readonly revision: number;
    readonly programmes: readonly NoticeProgramme[];
    /** The standard that the household was judged by, such as `zhejiang@2022.7`. */
    readonly standards: string;
  };
}

/** What happened to a case; entries are only ever added. */
export type HistoryEntry = {
  /** 1 for the first; grows by one with each entry. */
  readonly number: number;
  /** ISO instant at which it was taken down. */
  readonly at: string;
} & HistoryEvent;

export type HistoryEvent =
  | { readonly kind: "raised"; readonly noticeRevision: number }
  | { readonly kind: "revised"; readonly noticeRevision: number }
  | { readonly kind: "withdrawn"; readonly noticeRevision: number; readonly why?: WithdrawalReason }
  | { readonly kind: "claimed"; readonly by: StaffId; readonly until: string }
  | { readonly kind: "released"; readonly by: StaffId }
  | {
      readonly kind: "contacted";
      readonly by: StaffId;
      readonly way: ContactWay;
      readonly reached: boolean;
      readonly on: string;
    }
  | { readonly kind: "closed"; readonly outcome: CaseOutcome }
  | { readonly kind: "reassigned"; readonly by: StaffId; readonly to?: StaffId; readonly until?: string }
  | { readonly kind: "reopened"; readonly by: StaffId; readonly reason: string }
  /** The family was referred to charity after the case was closed with another outcome. */
  | { readonly kind: "referred"; readonly by: StaffId };

/** Where a case stands at a moment. What staff closed stays closed, and a lease that is over is no claim. */
export function stateOf(row: Pick<CaseRow, "outcome" | "noticeStatus" | "claim" | "contacts">, now: Date): CaseState {
  if (row.outcome) return "closed";
  if (row.noticeStatus === "withdrawn") return "withdrawn";
  if (row.contacts > 0) return "contacted";
  return isHeld(row.claim, now) ? "claimed" : "queued";
}

/** True while somebody's claim holds. */
export function isHeld(claim: Claim | undefined, now: Date): claim is Claim {
  return claim !== undefined && claim.until > now.toISOString();
}

/** True while a case still asks for a visit. */
export function isOpen(row: Pick<CaseRow, "outcome" | "noticeStatus">): boolean {
  return row.outcome === undefined && row.noticeStatus === "open";
}

/** True where the day by which the visit was due is over. @param today ISO date. */
export function isOverdue(row: Pick<CaseRow, "outcome" | "noticeStatus" | "window">, today: string): boolean {
  return isOpen(row) && row.window.due < today;
}

/** How far up an open case has climbed. Nobody writes it: it follows from the day. @param today ISO date. */
export function levelOf(
  row: Pick<CaseRow, "outcome" | "noticeStatus" | "window" | "escalation" | "office">,
  today: string,
): EscalationLevel {
  const own = levelOfOffice(row.office);
  if (!isOverdue(row, today)) return own;
  return row.escalation.filter(({ on }) => on <= today).reduce((level, each) => higher(level, each.level), own);
}

/** The level of an office by its code: 12 digits a village, 9 a town, fewer a county or what stands above it. */
export function levelOfOffice(office: string): EscalationLevel {
  if (office.length >= 12) return "village";
  return office.length >= 9 ? "town" : "county";
}

const levels: readonly EscalationLevel[] = ["village", "town", "county"];

function higher(a: EscalationLevel, b: EscalationLevel): EscalationLevel {
  return levels.indexOf(a) < levels.indexOf(b) ? b : a;
}

/** Yuan a month that the eligible programmes of a notice come to: what is paid once or by the year counts a twelfth. */
export function stakeOf(
  programmes: readonly Pick<NoticeProgramme, "verdict" | "amount" | "between" | "per">[],
): number {
  const fen = programmes
    .filter(({ verdict }) => verdict === "eligible")
    .reduce((total, { amount, between, per }) => {
      const yuan = amount ?? between?.[0] ?? 0;
      return total + Math.round((per === "month" ? yuan : yuan / 12) * 100);
    }, 0);
  return fen / 100;
}

/** What an open notice tells. What one of an older form does not say is filled in, so that nothing is lost. */
function told(notice: OutreachNotice) {
  const { area, due, urgency = "normal", programmes, window } = notice;
  return {
    area,
    office: notice.office ?? area,
    urgency,
    stake: stakeOf(programmes),
    window: { earliest: window?.earliest ?? daysAfter(due, -7), due, latest: window?.latest ?? due },
    escalation: notice.escalation ?? [],
    ...(notice.phoneFirst ? { phoneFirst: true as const } : {}),
    programmes: programmes.map(listed),
    content: { revision: notice.revision, programmes, standards: notice.standards },
  };
}

function listed({ id, person, verdict, amount, between, per }: NoticeProgramme): ListedProgramme {
  return {
    id,
    ...(person === undefined ? {} : { person }),
    verdict,
    ...(amount === undefined ? {} : { amount }),
    ...(between === undefined ? {} : { between }),
    per,
  };
}

/**
 * A case after a notice of it; undefined where it tells nothing new. Whether a visit is asked for is told by the newest
 * revision, and for what by the newest that was open, so that a case ends as the same in whatever order they come; what
 * staff did stays.
 */
export function withNotice(
  before: Case | undefined,
  notice: OutreachNotice,
  now: Date,
): { readonly case: Case; readonly event: HistoryEvent } | undefined {
  const { revision, status } = notice;
  const newer = !before || before.noticeRevision < revision;
  const tells = !before || (status === "open" && before.content.revision < revision);
  if (!newer && !tells) return undefined;
  const base = before ?? firstOf(notice, now);
  const { phoneFirst: _phone, why: _why, ...rest } = base;
  const about = tells ? told(notice) : { ...(base.phoneFirst ? { phoneFirst: base.phoneFirst } : {}) };
  const standing = newer
    ? { noticeRevision: revision, noticeStatus: status, ...(notice.why ? { why: notice.why } : {}) }
    : { ...(base.why ? { why: base.why } : {}) };
  return { case: { ...rest, ...about, ...standing }, event: eventOf(before, notice) };
}

function firstOf(notice: OutreachNotice, now: Date): Case {
  const { notice: id, household, role, copy, revision, status } = notice;
  return {
    case: id,
    revision: 0,
    noticeRevision: revision,
    noticeStatus: status,
    household,
    role,
    ...(copy ? { copy } : {}),
    ...told(notice),
    // A withdrawn notice tells nothing: an open one that comes later may still.
    ...(status === "open" ? {} : { content: { revision: 0, programmes: [], standards: notice.standards } }),
    queuedAt: now.toISOString(),
    contacts: 0,
  };
}

function eventOf(before: Case | undefined, notice: OutreachNotice): HistoryEvent {
  const { revision: noticeRevision, status, why } = notice;
  if (status === "withdrawn") return { kind: "withdrawn", noticeRevision, ...(why === undefined ? {} : { why }) };
  return { kind: before?.noticeStatus === "open" ? "revised" : "raised", noticeRevision };
}
