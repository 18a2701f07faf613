import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";

const Environment = z.object({
  HOUSEHOLDS_TABLE: z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" })),
  STANDARDS_TABLE: z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" })),
  /** Name of the standard that households are judged by, such as `zhejiang`. */
  STANDARD: z.string({ error: "a standard's name" }).check(z.minLength(1, { error: "a standard's name" })),
  SWEEPS_TABLE: z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" })),
  SWEEPS_QUEUE_URL: z.url({ error: "a queue's address" }),
  CHANGES_QUEUE_URL: z.url({ error: "a queue's address" }),
});
export type WatchEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): WatchEnvironment {
  return environmentOf(Environment, variables);
}
