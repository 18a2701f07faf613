import * as z from "zod/mini";

/** Why a change was set aside, for a program. */
export const QuarantineCode = z.enum([
  "malformed-event",
  "malformed-change",
  "unknown-source",
  "unknown-fact",
  "not-the-owner",
  "wrong-value",
  "not-authorised",
  "future-date",
  /** More persons are said to live in the household than share income. */
  "crowded-household",
  /** Nothing that the source sent now: staff found at the door that a fact of its is not so. */
  "found-wrong",
]);
export type QuarantineCode = z.infer<typeof QuarantineCode>;

/** A change set aside: where it came from, what is wrong with which field, and the change itself to mend and resend. */
export const ChangeQuarantined = z.strictObject({
  type: z.literal("change.quarantined"),
  code: QuarantineCode,
  /** As the bus gave it; empty if it gave none. */
  source: z.string(),
  /** The event's identifier, where it had one that can be read. */
  event: z.optional(z.string()),
  /** The event's sequence, where it had one that can be read: with it the change can be sent again as the same report. */
  sequence: z.optional(z.int()),
  /** Place in the event's list of changes, from 0; absent when the event as a whole is wrong. */
  change: z.optional(z.int()),
  problems: z.array(z.strictObject({ field: z.string(), found: z.string(), expected: z.string() })),
  /** When it was set aside: an instant. */
  at: z.string(),
  /** What was rejected, as it came, no more than the event had; absent when too large to carry. */
  rejected: z.optional(z.unknown()),
});
export type ChangeQuarantined = z.infer<typeof ChangeQuarantined>;
