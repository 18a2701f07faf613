import * as z from "zod/mini";
import { CaseDetail } from "./cases.ts";
import { Text } from "./text.ts";

/** What went wrong, by a word that clients may decide on. */
export const ProblemCode = z.enum([
  "malformed",
  "not-signed-in",
  "not-allowed",
  "not-found",
  "no-such-route",
  "revision-conflict",
  "not-possible-now",
  "key-used-otherwise",
  "too-large",
  "unavailable",
  "failed",
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** `application/problem+json` (RFC 9457), in both languages. */
export const ProblemDetails = z.object({
  /** `urn:policies-find-people:problem:<code>` */
  type: z.string(),
  status: z.int(),
  code: ProblemCode,
  /** In the language that the request asks for. */
  title: z.string(),
  titles: Text,
  detail: z.optional(Text),
  /** With `not-possible-now`: what stands against it. */
  refusal: z.optional(
    z.enum([
      "closed",
      "not-closed",
      "withdrawn",
      "claimed-by-another",
      "not-claimed",
      "too-many-contacts",
      "unknown-programme",
      "unknown-person",
      "wrong-fact-missing",
      "person-missing",
      "no-need-seen",
      "already-referred",
    ]),
  ),
  /** The request, as the log knows it. */
  instance: z.optional(z.string()),
  /** What was wrong with the request, field by field; types, never values. */
  problems: z.optional(z.array(z.object({ field: z.string(), found: z.string(), expected: z.string() }))),
  /** With `revision-conflict`, `not-possible-now` or `key-used-otherwise`: the case as it is now. */
  case: z.optional(CaseDetail),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;
