import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";

const Environment = z.object({
  PAGE_BUCKET: z.string({ error: "a bucket's name" }).check(z.minLength(3, { error: "a bucket's name" })),
  /** Origins that the page may ask besides its own, separated by spaces: the issuer's. */
  CONNECT_TO: z
    .string({ error: "origins separated by spaces" })
    .check(z.regex(/^(https?:\/\/[^\s/;,]+( |$))+$/, { error: "origins separated by spaces" })),
});
export type PageEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): PageEnvironment {
  return environmentOf(Environment, variables);
}
