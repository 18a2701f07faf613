import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";

const Environment = z.object({
  CASES_TABLE: z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" })),
  EVENT_BUS: z.string({ error: "a bus's name" }).check(z.minLength(1, { error: "a bus's name" })),
});
export type ReportOutcomesEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): ReportOutcomesEnvironment {
  return environmentOf(Environment, variables);
}
