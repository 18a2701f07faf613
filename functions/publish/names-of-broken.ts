import * as z from "zod/mini";
import type { KnownParameter } from "./expression/known-parameter.ts";

// A file with a mistake still tells its name, so that what reads it is not blamed as well.

const Named = z.object({ name: z.string() });
const Identified = z.object({ id: z.string(), of: z.catch(z.enum(["person", "household"]), "household") });

/** The name of a parameter of which nothing more is known. */
export function namedParameter(value: unknown): [string, KnownParameter][] {
  const named = Named.safeParse(value);
  return named.success ? [[named.data.name, { form: "unreadable" }]] : [];
}

/** The name of a programme, and whose it is. */
export function namedProgramme(value: unknown): [string, "person" | "household"][] {
  const named = Identified.safeParse(value);
  return named.success ? [[named.data.id, named.data.of]] : [];
}
