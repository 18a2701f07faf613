import * as z from "zod/mini";

// What the schemas of several of a pack's files share.

/** Text that must not be empty. */
export const words = (what: string) => z.string({ error: what }).check(z.minLength(1, { error: what }));
export const wholeDays = z.int({ error: "a whole number of days" }).check(z.nonnegative({ error: "0 days or more" }));
/** One of an enumeration's values, with an error that lists them. */
export const oneOf = <Values extends Readonly<Record<string, string>>>(schema: z.ZodMiniEnum<Values>) =>
  z.enum(schema.def.entries, { error: `one of ${Object.values(schema.def.entries).join(", ")}` });

/** A text in the pack's languages. */
export const Text = z.strictObject(
  { zh: words("a Chinese text"), en: words("an English text") },
  { error: "a text in each language: { zh: …, en: … }" },
);

const Source = z.strictObject(
  { title: words("the title of a law or a document"), clause: z.optional(words("a clause such as 第九条")) },
  { error: "a source: { title: …, clause: … }" },
);
/** Where a rule or a value stands in law. */
export const Sources = z
  .array(Source, { error: "a list of sources" })
  .check(z.minLength(1, { error: "at least one source" }));
