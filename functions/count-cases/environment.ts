import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";

const tableName = z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" }));

const Environment = z.object({
  CASES_TABLE: tableName,
  STANDARDS_TABLE: tableName,
  /** Name of the standard whose areas and budget of visits count, such as `zhejiang`. */
  STANDARD: z.string({ error: "a standard's name" }).check(z.minLength(1, { error: "a standard's name" })),
  /** Roles whose notices are for child roles only, separated by commas. */
  CHILD_ROLES: z
    .string({ error: "roles separated by commas" })
    .check(z.minLength(1, { error: "roles separated by commas" })),
});
export type CountCasesEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): CountCasesEnvironment {
  return environmentOf(Environment, variables);
}
