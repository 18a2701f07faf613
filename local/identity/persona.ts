import * as z from "zod/mini";

/** Somebody that a visitor of the local desk may be. */
export const Persona = z.object({
  /** The token's subject: an opaque staff identifier. */
  staff: z.string(),
  /** A made-up name. */
  name: z.string(),
  /** What they do, and where. */
  zh: z.string(),
  en: z.string(),
  /** The county they are shown under. */
  county: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  /** `kind@area`, as the desk reads them. */
  posts: z.array(z.string()),
});
export type Persona = z.infer<typeof Persona>;

export const Personas = z.array(Persona);
