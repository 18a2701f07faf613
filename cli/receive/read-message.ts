import type * as z from "zod/mini";
import { ChangeQuarantined } from "#events/change-quarantined.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { type Problem, problemsOf } from "#events/problem.ts";
import type { Wanted } from "./wanted.ts";

/** What a message of a queue holds. */
export type Content =
  | { readonly kind: "notice"; readonly notice: OutreachNotice }
  | { readonly kind: "quarantined"; readonly change: ChangeQuarantined }
  | { readonly kind: "unreadable"; readonly problems: readonly Problem[] };

/** Reads a message's body as what its queue should hold; what it is not is told, never thrown. */
export function readMessage(body: string, kind: Wanted["kind"]): Content {
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    return { kind: "unreadable", problems: [{ field: "", found: "text that is not JSON", expected: expected(kind) }] };
  }
  if (kind === "quarantine") {
    return parsed(ChangeQuarantined, input, (change) => ({ kind: "quarantined", change }));
  }
  return parsed(OutreachNotice, input, (notice) => ({ kind: "notice", notice }));
}

function parsed<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  content: (value: z.output<Schema>) => Content,
): Content {
  const result = schema.safeParse(input);
  return result.success ? content(result.data) : { kind: "unreadable", problems: problemsOf(result.error, input) };
}

function expected(kind: Wanted["kind"]): string {
  return kind === "quarantine" ? "a quarantined change as JSON" : "a notice as JSON";
}
