import * as z from "zod/mini";
import { AreaCode } from "./identifiers.ts";

/** By what a reminder is sent: a text message, or a work notice of 浙政钉 (DingTalk for government). */
export const ReminderChannel = z.enum(["sms", "zhezhengding"]);
export type ReminderChannel = z.infer<typeof ReminderChannel>;

/** A text message, of which only the number it goes to is missing. */
const TextMessage = z.strictObject({ text: z.string() });

/** A work notice of 浙政钉, as its programming interface takes it. */
const WorkNotice = z.strictObject({
  msgtype: z.literal("action_card"),
  action_card: z.strictObject({
    title: z.string(),
    markdown: z.string(),
    single_title: z.string(),
    single_url: z.string(),
  }),
});

/**
 * A reminder on its way: to whom by office and role, never by name, and nothing of any family but how many there are. On
 * the queue `reminders`, for whatever sends it.
 */
export const Reminder = z.strictObject({
  /** The same for the same office, role and day: what comes again is the same reminder. */
  id: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}-\d{6,12}-[a-z0-9-]+$/)),
  channel: ReminderChannel,
  to: z.strictObject({ office: AreaCode, role: z.string() }),
  /** The message as its channel takes it. */
  message: z.union([TextMessage, WorkNotice]),
});
export type Reminder = z.infer<typeof Reminder>;
