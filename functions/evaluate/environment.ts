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
  /** Areas by the webhook whose office system is told of them: `haiyan=330424`; its queue ends in `-webhook-<name>`. */
  OUTREACH_WEBHOOKS: z.pipe(
    z
      .string({ error: "areas by webhook" })
      .check(z.regex(/^([a-z0-9-]+=\d{2,6}(,[a-z0-9-]+=\d{2,6})*)?$/, { error: "areas by webhook: haiyan=330424" })),
    z.transform((text) => new Map(text === "" ? [] : text.split(",").map(webhookArea))),
  ),
  QUARANTINE_QUEUE_URL: queueUrl,
});
export type EvaluateEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): EvaluateEnvironment {
  return environmentOf(Environment, variables);
}

function webhookArea(text: string): [string, string] {
  const [name = "", area = ""] = text.split("=");
  return [name, area];
}
