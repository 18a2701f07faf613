import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { AreaCode, HouseholdId, NoticeId } from "../identifiers.ts";
import { Cursor, Instant, StaffId } from "./text.ts";

const visible = /[\p{L}\p{N}\p{P}\p{S}]/gu;
// Whoever reads the trail must read what was written, in the order in which it was written.
const steering = /(?![\n\t])[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Sight of one case beyond one's area or role, for a reason, for a while; gives no right to change it. */
export const BreakGlassRequest = z.strictObject({
  notice: NoticeId,
  reason: z.string({ error: "the reason in words" }).check(
    z.minLength(10, { error: "the reason in words, at least 10 characters" }),
    z.refine((text) => (text.match(visible)?.length ?? 0) >= 10, {
      error: "the reason in words, at least 10 characters besides spaces",
    }),
    z.refine((text) => !steering.test(text), {
      error: "the reason in words, without control characters and marks of direction",
    }),
    z.maxLength(500, { error: "the reason in words, at most 500 characters" }),
  ),
});
export type BreakGlassRequest = z.infer<typeof BreakGlassRequest>;

export const BreakGlass = z.object({ notice: NoticeId, household: HouseholdId, at: Instant, until: Instant });
export type BreakGlass = z.infer<typeof BreakGlass>;

export const AuditKind = z.enum(["opening", "break-glass", "command", "seen-by-broken-glass", "refused"]);
export type AuditKind = z.infer<typeof AuditKind>;

export const AuditQuery = z.strictObject({
  /** The auditor's area or one within it, at least a county. */
  area: z.optional(AreaCode),
  /** The day, today when left out. */
  day: z.optional(CalendarDate),
  kind: z.optional(AuditKind),
  cursor: z.optional(Cursor),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditEntry = z.object({
  at: Instant,
  kind: AuditKind,
  staff: StaffId,
  area: AreaCode,
  notice: z.optional(NoticeId),
  household: z.optional(HouseholdId),
  /** Why: an opening's reason, a command's name, or the words given when the glass was broken. */
  why: z.optional(z.string()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Newest last. */
export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.optional(Cursor) });
export type AuditPage = z.infer<typeof AuditPage>;
