import * as z from "zod/mini";
import { SignInSettings } from "#events/sign-in-settings.ts";
import { environmentOf } from "#functions/environment.ts";

const tableName = z.string({ error: "a table's name" }).check(z.minLength(3, { error: "a table's name" }));

const asJson = z.pipe(
  z.string({ error: "sign-in settings as JSON" }),
  z.transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.issues.push({ code: "custom", message: "sign-in settings as JSON", input: text });
      return z.NEVER;
    }
  }),
);

const Environment = z.object({
  CASES_TABLE: tableName,
  HOUSEHOLDS_TABLE: tableName,
  STANDARDS_TABLE: tableName,
  CONTACTS_TABLE: tableName,
  AUDIT_TABLE: tableName,
  SIGHTS_TABLE: tableName,
  ROSTER_TABLE: tableName,
  PREVIEWS_TABLE: tableName,
  EVENT_BUS: z.string({ error: "a bus's name" }).check(z.minLength(1, { error: "a bus's name" })),
  STANDARD: z.string({ error: "a standard's name" }).check(z.minLength(1, { error: "a standard's name" })),
  /** Roles whose notices are for child roles only, separated by commas. */
  CHILD_ROLES: z
    .string({ error: "roles separated by commas" })
    .check(z.minLength(1, { error: "roles separated by commas" })),
  SIGN_IN: z.pipe(asJson, SignInSettings),
});
export type DeskEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): DeskEnvironment {
  return environmentOf(Environment, variables);
}
