import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { CaseState, ContactChannel, OutcomeCode, OverdueLevel, Urgency } from "../case-vocabulary.ts";
import { AreaCode, HouseholdId, NoticeId, PersonId, ProgrammeId } from "../identifiers.ts";
import { NoticeProgramme } from "../outreach-notice.ts";
import { Cursor, Instant, StaffId } from "./text.ts";

/** The case's own revision: it grows with whatever changes it, a newer notice or an act of staff. */
export const CaseRevision = z.int({ error: "the revision of the case that was looked at" }).check(z.positive());

/** When to visit: not before, by when, and the last day that still makes sense. */
export const VisitWindow = z.object({ earliest: CalendarDate, due: CalendarDate, latest: CalendarDate });
export type VisitWindow = z.infer<typeof VisitWindow>;

/** A case as it stands in a list: ids and codes, neither names nor addresses. */
export const CaseSummary = z.object({
  notice: NoticeId,
  revision: CaseRevision,
  state: CaseState,
  household: HouseholdId,
  area: AreaCode,
  role: z.string(),
  /** True for the copy that tells the town of registration. */
  copy: z.boolean(),
  urgency: Urgency,
  window: VisitWindow,
  /** Set while it is overdue. */
  overdue: z.optional(OverdueLevel),
  /** Yuan a month at stake, as far as known. */
  atStake: z.number(),
  programmes: z.array(NoticeProgramme),
  /** The day the notice was first raised. */
  raised: CalendarDate,
  /** Who holds it, and until when; then it returns by itself. */
  holder: z.optional(z.object({ staff: StaffId, until: Instant, mine: z.boolean() })),
  outcome: z.optional(OutcomeCode),
  closedOn: z.optional(CalendarDate),
  /** The standard's name and version the household was judged by. */
  standards: z.string(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** `GET /cases/{notice}`: a case without names and addresses, and what else waits at the same door. */
export const CaseDetail = z.object({
  ...CaseSummary.shape,
  /** Other open cases of the household that the reader may see, most urgent first: one visit, not five. */
  sameHousehold: z.array(CaseSummary),
  /** Whether the reader opened it lately, so that names need no new reason while it lasts. */
  openedUntil: z.optional(Instant),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

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
  /** Only cases whose notice was raised on or after, and on or before, these days. */
  from: z.optional(CalendarDate),
  to: z.optional(CalendarDate),
  /** A stage of the funnel that the case reached. */
  reached: z.optional(z.enum(["detected", "queued", "claimed", "reached", "applied", "granted"])),
  cursor: z.optional(Cursor),
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/, { error: "a number from 1 to 100" }))),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

/** Cases most urgent first, then by due day, then by the money at stake. */
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
  /** When it was done, where that was earlier than it is sent: offline. */
  at: z.optional(Instant),
};

/** What can be done to a case. */
export const CaseCommand = z.discriminatedUnion("command", [
  z.strictObject({ command: z.literal("claim"), ...commandFields }),
  z.strictObject({ command: z.literal("release"), ...commandFields }),
  z.strictObject({ command: z.literal("contact"), ...commandFields, channel: ContactChannel, reached: z.boolean() }),
  z.strictObject({
    command: z.literal("close"),
    ...commandFields,
    outcome: OutcomeCode,
    /** The fact found wrong, as the notice names it, for data-wrong-fact. */
    fact: z.optional(z.string().check(z.maxLength(200))),
    /** Where the family lives now, for moved-away, if known. */
    movedTo: z.optional(AreaCode),
  }),
  z.strictObject({ command: z.literal("reassign"), ...commandFields, to: StaffId }),
]);
export type CaseCommand = z.infer<typeof CaseCommand>;

/** The case after the command; the same again when the command is repeated with its key. */
export const CommandReply = z.object({ case: CaseDetail });
export type CommandReply = z.infer<typeof CommandReply>;

export const BulkReassignment = z.strictObject({
  to: StaffId,
  items: z.array(z.strictObject({ notice: NoticeId, expected: CaseRevision })).check(z.minLength(1), z.maxLength(100)),
});
export type BulkReassignment = z.infer<typeof BulkReassignment>;

/** One thing that happened to a case. */
export const HistoryEntry = z.object({
  at: Instant,
  /** The case's revision since then. */
  revision: CaseRevision,
  event: z.enum([
    "raised",
    "updated",
    "withdrawn",
    "claimed",
    "lease-ended",
    "released",
    "contacted",
    "reassigned",
    "closed",
    "reopened",
    "granted",
    "opened",
  ]),
  /** Absent where the system did it. */
  staff: z.optional(StaffId),
  channel: z.optional(ContactChannel),
  reached: z.optional(z.boolean()),
  outcome: z.optional(OutcomeCode),
  to: z.optional(StaffId),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Oldest first; append-only. */
export const History = z.object({ notice: NoticeId, entries: z.array(HistoryEntry) });
export type History = z.infer<typeof History>;
