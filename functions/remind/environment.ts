import * as z from "zod/mini";
import { ReminderChannel } from "#events/reminder.ts";
import { environmentOf } from "#functions/environment.ts";

const tableName = z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" }));

const Environment = z.object({
  CASES_TABLE: tableName,
  STANDARDS_TABLE: tableName,
  /** Name of the standard whose roles take over, such as `zhejiang`. */
  STANDARD: z.string({ error: "a standard's name" }).check(z.minLength(1, { error: "a standard's name" })),
  REMINDERS_QUEUE_URL: z.url({ error: "a queue's address" }),
  CHANNEL: ReminderChannel,
  /** Where staff look. */
  DESK: z.url({ error: "the desk's address" }),
});
export type RemindEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): RemindEnvironment {
  return environmentOf(Environment, variables);
}
