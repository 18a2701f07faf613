import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";

const tableName = z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" }));

const Environment = z.object({
  HOUSEHOLDS_TABLE: tableName,
  STANDARDS_TABLE: tableName,
  PREVIEWS_TABLE: tableName,
  /** Name of the standard that households are judged by, such as `zhejiang`. */
  STANDARD: z.string({ error: "a standard's name" }).check(z.minLength(1, { error: "a standard's name" })),
});
export type AskedPreviewsEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): AskedPreviewsEnvironment {
  return environmentOf(Environment, variables);
}
