import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { CaseState, ContactWay, EscalationLevel, OutcomeCode, Urgency, WithdrawalReason } from "../case-vocabulary.ts";
import { AreaCode, HouseholdId, NoticeId, PersonId, ProgrammeId } from "../identifiers.ts";
import { NoticeProgramme, Per, Verdict } from "../outreach-notice.ts";
import { Cursor, Instant, StaffId, Text } from "./text.ts";

/** The case's own revision: it grows by one with each command that took effect; 0 before the first. */
export const CaseRevision = z
  .int({ error: "the revision of the case that was looked at" })
  .check(z.nonnegative({ error: "the revision of the case that was looked at" }));

/** When to visit: not before, by when, and the last day that still makes sense. */
export const VisitWindow = z.object({ earliest: CalendarDate, due: CalendarDate, latest: CalendarDate });
export type VisitWindow = z.infer<typeof VisitWindow>;

/** A programme as a list shows it. */
const ListedProgramme = z.object({
  id: ProgrammeId,
  person: z.optional(PersonId),
  verdict: Verdict,
  /** Yuan. */
  amount: z.optional(z.number()),
  between: z.optional(z.tuple([z.number(), z.number()])),
  per: Per,
});

/** What staff found when they closed a case. */
export const CaseOutcome = z.object({
  code: OutcomeCode,
  at: Instant,
  by: StaffId,
  programmes: z.array(ProgrammeId),
  /** Facts found to be wrong: `household.housing`, `person:p-81c2.monthlyIncome`. */
  wrongFacts: z.array(z.string()),
  person: z.optional(PersonId),
  /** True where staff saw need that no programme of the notice answers. */
  needSeen: z.boolean(),
});
export type CaseOutcome = z.infer<typeof CaseOutcome>;

/** A case as it stands in a list: ids and codes, neither names nor addresses. */
export const CaseSummary = z.object({
  notice: NoticeId,
  revision: CaseRevision,
  /** The revision of the notice that it tells. */
  noticeRevision: z.int(),
  state: CaseState,
  /** Of a notice withdrawn: why. */
  why: z.optional(WithdrawalReason),
  household: HouseholdId,
  /** Where the family lives. */
  area: AreaCode,
  /** The village, town or county whose worker of this role has it on the list. */
  office: AreaCode,
  role: z.string(),
  /** True for the copy that tells the town of registration. */
  copy: z.boolean(),
  urgency: Urgency,
  window: VisitWindow,
  overdue: z.boolean(),
  /** Which level should be acting today. */
  level: EscalationLevel,
  /** Yuan a month that the family may be due, as far as known. */
  stake: z.number(),
  /** True where staff telephone before they set out. */
  phoneFirst: z.boolean(),
  programmes: z.array(ListedProgramme),
  /** When it became a case. */
  queuedAt: Instant,
  /** Who holds it, and until when; then it returns by itself. */
  claim: z.optional(z.object({ by: StaffId, until: Instant, mine: z.boolean() })),
  /** When the family was first spoken to, and how often staff tried. */
  reachedAt: z.optional(Instant),
  contacts: z.int(),
  outcome: z.optional(CaseOutcome),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** `GET /cases/{notice}`: a case without names and addresses, and what else waits at the same door. */
export const CaseDetail = z.object({
  ...CaseSummary.shape,
  /** With reasons, what to ask (`missing`) and what to check, by the codes of `GET /standards/current`. */
  programmes: z.array(NoticeProgramme),
  /** The standard's name and version the household was judged by, such as `zhejiang@2022.7`. */
  standards: z.string(),
  /** What staff bring to this visit and do not say there, as the standard in force has it; absent where it has none. */
  atTheDoor: z.optional(z.object({ bring: z.array(Text), dontSay: z.array(Text) })),
  /** Other open cases of the household that the reader may see, most urgent first: one visit, not five. */
  sameHousehold: z.array(CaseSummary),
  /**
   * Present where staff saw need that no programme of the notice answers: whether another may (`programme-first`), whether
   * a fact should be asked for first (`ask-first`), whether a referral to charity is `proposed`, or what became of one.
   */
  charity: z.optional(
    z.object({
      standing: z.enum(["programme-first", "ask-first", "proposed", "referred", "withdrawn"]),
      /** The referral's identifier, as the charity platform knows it. */
      referral: z.optional(z.string()),
    }),
  ),
  /** Present while an opening by the reader lasts, so that no new reason is asked for. */
  openedUntil: z.optional(Instant),
  /** True where the reader sees it only because they broke the glass. */
  byBrokenGlass: z.boolean(),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** Cases on their way, each stage a part of the one before: what `GET /county/funnel` counts. */
export const Stage = z.enum(["detected", "queued", "claimed", "reached", "applied", "granted"]);
export type Stage = z.infer<typeof Stage>;

/** Which cases; whatever is left out does not narrow. Also what stands behind a number (`Counted.list`). */
export const CaseQuery = z.strictObject({
  /** An area of the reader's or within it; all of theirs when left out. */
  area: z.optional(AreaCode),
  role: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9-]{1,62}$/, { error: "a role such as child-director" }))),
  programme: z.optional(ProgrammeId),
  /** `open`: queued, claimed or contacted; the default. */
  state: z.optional(z.enum(["open", "all", ...CaseState.options])),
  outcome: z.optional(OutcomeCode),
  /** Only what the reader holds. */
  mine: z.optional(z.enum(["true"])),
  overdue: z.optional(z.enum(["true"])),
  /** A stage of the funnel that the case reached. */
  stage: z.optional(Stage),
  /** Closed with a finding, or with the finding that the family is eligible. */
  finding: z.optional(z.enum(["any", "eligible"])),
  /** Staff saw need and referred the family to charity, or have not. */
  need: z.optional(z.enum(["seen", "referred"])),
  cursor: z.optional(Cursor),
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/, { error: "a number from 1 to 100" }))),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

/**
 * A worker's: most urgent first, then by the money at stake and the day they are due. A town's or county's: village after
 * village. A page may hold fewer than asked for, even none, and still not be the last.
 */
export const CasePage = z.object({
  cases: z.array(CaseSummary),
  /** Absent on the last page. */
  next: z.optional(Cursor),
  /** When the list was read. */
  readAt: Instant,
});
export type CasePage = z.infer<typeof CasePage>;

/** Why names and addresses are looked at. */
export const OpeningReason = z.enum(["visit", "phone-call", "application-help", "supervision", "data-correction"], {
  error: "why the case is opened: visit, phone-call, application-help, supervision or data-correction",
});
export type OpeningReason = z.infer<typeof OpeningReason>;

export const OpeningRequest = z.strictObject({ why: OpeningReason });
export type OpeningRequest = z.infer<typeof OpeningRequest>;

/** Who and where; what the desk shows on opening and records that it did. */
export const Contacts = z.object({
  household: HouseholdId,
  address: z.optional(z.string()),
  phone: z.optional(z.string()),
  /** The language or dialect spoken at home, as an IETF tag or in words. */
  language: z.optional(z.string()),
  persons: z.array(
    z.object({
      person: PersonId,
      name: z.string(),
      phone: z.optional(z.string()),
      /** With all but the first and last digits hidden. */
      maskedIdentityNumber: z.optional(z.string()),
    }),
  ),
});
export type Contacts = z.infer<typeof Contacts>;

export const Opening = z.object({ openedAt: Instant, until: Instant, contacts: Contacts });
export type Opening = z.infer<typeof Opening>;

const commandFields = {
  /** The revision of the case that the member of staff saw. */
  expected: CaseRevision,
};
/** When it happened, where that was before it could be told: without signal. */
const happened = { on: z.optional(Instant) };
const factFound = z.string({ error: "a fact as the notice names it, such as household.housing" }).check(
  z.regex(/^(household|person:p-[A-Za-z0-9-]{1,62})\.[A-Za-z][A-Za-z0-9]{0,62}$/, {
    error: "a fact as the notice names it, such as household.housing",
  }),
);

/** What can be done to a case; reassign and reopen are for supervisors. */
export const CaseCommand = z.discriminatedUnion("command", [
  z.strictObject({ command: z.literal("claim"), ...commandFields }),
  z.strictObject({ command: z.literal("release"), ...commandFields }),
  z.strictObject({
    command: z.literal("contact"),
    ...commandFields,
    ...happened,
    way: ContactWay,
    reached: z.boolean(),
  }),
  z.strictObject({
    command: z.literal("close"),
    ...commandFields,
    ...happened,
    outcome: OutcomeCode,
    /** The programmes it is about; all of the case's when left out. */
    programmes: z.optional(z.array(ProgrammeId).check(z.maxLength(50))),
    /** What data-wrong-fact needs. */
    wrongFacts: z.optional(z.array(factFound).check(z.maxLength(50))),
    /** Whom deceased needs. */
    person: z.optional(PersonId),
    needSeen: z.optional(z.boolean()),
  }),
  /** To somebody, or back to the list. */
  z.strictObject({ command: z.literal("reassign"), ...commandFields, to: z.optional(StaffId) }),
  z.strictObject({
    command: z.literal("reopen"),
    ...commandFields,
    reason: z.enum(["closed-by-mistake", "new-information"]),
  }),
  /** Of a case closed with need seen: to charity (浙里有善), besides what it was closed with. */
  z.strictObject({ command: z.literal("refer"), ...commandFields }),
]);
export type CaseCommand = z.infer<typeof CaseCommand>;

/** The case after the command; the same again when the command is repeated with its key. */
export const CommandReply = z.object({ case: CaseDetail });
export type CommandReply = z.infer<typeof CommandReply>;

export const BulkReassignment = z.strictObject({
  /** Back to the list when left out. */
  to: z.optional(StaffId),
  items: z.array(z.strictObject({ notice: NoticeId, expected: CaseRevision })).check(z.minLength(1), z.maxLength(100)),
});
export type BulkReassignment = z.infer<typeof BulkReassignment>;

/** One thing that happened to a case. */
export const HistoryEntry = z.object({
  /** 1 for the first. */
  number: z.int(),
  at: Instant,
  kind: z.enum([
    "raised",
    "revised",
    "withdrawn",
    "claimed",
    "released",
    "contacted",
    "closed",
    "reassigned",
    "reopened",
    "referred",
  ]),
  noticeRevision: z.optional(z.int()),
  why: z.optional(WithdrawalReason),
  /** Absent where the system did it. */
  by: z.optional(StaffId),
  until: z.optional(Instant),
  way: z.optional(ContactWay),
  reached: z.optional(z.boolean()),
  /** When it happened, as told later. */
  on: z.optional(Instant),
  outcome: z.optional(CaseOutcome),
  to: z.optional(StaffId),
  reason: z.optional(z.string()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Oldest first; append-only. */
export const History = z.object({ notice: NoticeId, entries: z.array(HistoryEntry) });
export type History = z.infer<typeof History>;
