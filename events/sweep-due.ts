import * as z from "zod/mini";
import { isInstant } from "./calendar.ts";

/** A sweep to be begun or taken further: on the queue `sweeps`. */
export const SweepDue = z.strictObject({
  type: z.literal("sweep.due"),
  sweep: z
    .string({ error: "a sweep's name" })
    .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9@.:+-]{0,200}$/, { error: "a sweep's name such as calendar-2022-07-04" })),
});
export type SweepDue = z.infer<typeof SweepDue>;

/** The calendar's day, as a schedule of EventBridge tells it on the queue `sweeps`. */
export const CalendarDue = z.object({
  source: z.literal("aws.events"),
  "detail-type": z.literal("Scheduled Event"),
  /** The moment it was scheduled for: the same when it is delivered twice. */
  time: z.string({ error: "an instant" }).check(z.refine(isInstant, { error: "an instant" })),
});
