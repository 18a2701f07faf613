import * as z from "zod/mini";
import { CalendarDate } from "./calendar.ts";
import { EscalationLevel, Urgency, WithdrawalReason } from "./case-vocabulary.ts";
import { AreaCode, HouseholdId, NoticeId, PersonId, ProgrammeId } from "./identifiers.ts";

/** How an amount is paid, in kind, or that there is none (a status that opens other programmes). */
export const Per = z.enum(["month", "once", "year", "kind", "none"]);
export type Per = z.infer<typeof Per>;

export const Verdict = z.enum(["eligible", "not-eligible", "unknown"]);
export type Verdict = z.infer<typeof Verdict>;

/** One programme in a notice: that the family may qualify, on which conditions, and what must still be asked. */
export const NoticeProgramme = z.strictObject({
  id: ProgrammeId,
  person: z.optional(PersonId),
  verdict: Verdict,
  /** Yuan; absent where a missing fact leaves it open. */
  amount: z.optional(z.number()),
  /** Yuan; what the amount lies between where a missing fact leaves it open. */
  between: z.optional(z.tuple([z.number(), z.number()])),
  /** The tier of the amount that applies, by id. */
  tier: z.optional(z.string()),
  per: Per,
  /** Conditions that hold, by id, in the order staff should say them. */
  reasons: z.array(z.string()),
  /** Facts that could still change the verdict. */
  missing: z.array(z.string()),
  /** Verification conditions staff must check with the family, by id. */
  check: z.array(z.string()),
});
export type NoticeProgramme = z.infer<typeof NoticeProgramme>;

/** What staff get: one open bundle per household and role, with a revision. Ids and codes only. */
export const OutreachNotice = z.strictObject({
  type: z.literal("outreach.notice"),
  notice: NoticeId,
  revision: z.int().check(z.positive()),
  status: z.enum(["open", "withdrawn"]),
  household: HouseholdId,
  area: AreaCode,
  role: z.string(),
  /** The village, town or county whose worker of this role has it on the list; the notice's area where absent. */
  office: z.optional(AreaCode),
  /** Present where it tells the town of registration of a notice that goes to the place of residence. */
  copy: z.optional(z.literal(true)),
  programmes: z.array(NoticeProgramme),
  /** The day by which staff should have visited. */
  due: CalendarDate,
  /** The first day on which a visit makes sense, and the last before it climbs. */
  window: z.optional(z.strictObject({ earliest: CalendarDate, latest: CalendarDate })),
  urgency: z.optional(Urgency),
  /** Who takes over what is overdue, from which day on. */
  escalation: z.optional(z.array(z.strictObject({ level: EscalationLevel, role: z.string(), on: CalendarDate }))),
  /** Present where staff telephone before they set out. */
  phoneFirst: z.optional(z.literal(true)),
  /** Of a notice withdrawn: why. */
  why: z.optional(WithdrawalReason),
  /** The standard's name and version the household was judged by, such as `zhejiang@2022.7`. */
  standards: z.string(),
});
export type OutreachNotice = z.infer<typeof OutreachNotice>;
