import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";

const tableName = z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" }));
const queueUrl = z.url({ error: "a queue's address" });

const Environment = z.object({
  HOUSEHOLDS_TABLE: tableName,
  PERSONS_TABLE: tableName,
  STANDARDS_TABLE: tableName,
  /** Name of the standard that households are judged by, such as `zhejiang`. */
  STANDARD: z.string({ error: "a standard's name" }).check(z.minLength(1, { error: "a standard's name" })),
  OUTREACH_QUEUE_URL: queueUrl,
  /** Counties with a queue of their own, whose address is the outreach queue's with `-<county>` behind it. */
  OUTREACH_COUNTIES: z.pipe(
    z
      .string({ error: "a list of county codes" })
      .check(z.regex(/^(\d{6}(,\d{6})*)?$/, { error: "county codes of 6 digits, separated by commas" })),
    z.transform((text) => new Set(text === "" ? [] : text.split(","))),
  ),
  QUARANTINE_QUEUE_URL: queueUrl,
});
export type EvaluateEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): EvaluateEnvironment {
  return environmentOf(Environment, variables);
}
