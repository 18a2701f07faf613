import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";

const tableName = z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" }));
const queueUrl = z.url({ error: "a queue's address" });
const seconds = z.pipe(
  z.string({ error: "a number of seconds" }).check(z.regex(/^\d+$/, { error: "a number of seconds" })),
  z.transform(Number),
);

const Environment = z.object({
  HOUSEHOLDS_TABLE: tableName,
  STANDARDS_TABLE: tableName,
  SWEEPS_TABLE: tableName,
  /** Name of the standard that households are judged by, such as `zhejiang`. */
  STANDARD: z.string({ error: "a standard's name" }).check(z.minLength(1, { error: "a standard's name" })),
  SWEEPS_QUEUE_URL: queueUrl,
  HOUSEHOLDS_DUE_QUEUE_URL: queueUrl,
  /** So long a run takes a sweep further: well within the function's timeout. */
  BUDGET_SECONDS: seconds,
  /** After so long no index lags any more, and no instance of evaluate judges by a standard that was replaced. */
  SECOND_PASS_SECONDS: seconds,
});
export type SweepEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): SweepEnvironment {
  return environmentOf(Environment, variables);
}
