import type * as z from "zod/mini";
import { problemsOf } from "#events/problem.ts";

/** Parses a function's environment by its schema. Throws one error that names every variable that is missing or wrong. */
export function environmentOf<Schema extends z.ZodMiniType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const wrong = problemsOf(parsed.error, variables).map(
    ({ field, found, expected }) => `${field} (found ${found}, expected ${expected})`,
  );
  throw new Error(`The function's environment is not complete: ${wrong.join(", ")}`);
}
