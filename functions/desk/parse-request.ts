import type * as z from "zod/mini";
import { problemsOf } from "#events/problem.ts";
import type { MatchedRoute } from "./match-route.ts";
import { Problem } from "./problem.ts";

/** What a request brings, as API Gateway's HTTP API tells it (payload 2.0). */
export interface DeskRequestParts {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string | undefined;
}

export interface ParsedInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string;
}

const mostBytes = 64 * 1024;

/** Parses a request as its route says. Throws Problem `malformed` that names each field, or `too-large`. */
export function parseRequest({ route, params }: MatchedRoute, request: DeskRequestParts): ParsedInput {
  return {
    params: parsed(route.params, params, ""),
    query: parsed(route.query, given(request.query), "query"),
    body: route.body === undefined ? undefined : parsed(route.body, jsonOf(request.body), ""),
    idempotencyKey: route.idempotencyKey ? keyOf(request.headers["idempotency-key"]) : "",
  };
}

function parsed(schema: z.ZodMiniType, input: unknown, prefix: string): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = problemsOf(result.error, input).map((problem) => ({
    ...problem,
    field: [prefix, problem.field].filter((part) => part !== "").join("."),
  }));
  throw new Problem("malformed", { problems });
}

function given(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function jsonOf(body: string | undefined): unknown {
  if (body !== undefined && Buffer.byteLength(body) > mostBytes) throw new Problem("too-large");
  try {
    return JSON.parse(body ?? "");
  } catch {
    throw new Problem("malformed", {
      problems: [{ field: "", found: body === undefined ? "missing" : "text", expected: "a body of JSON" }],
    });
  }
}

function keyOf(header: string | undefined): string {
  if (header !== undefined && /^[A-Za-z0-9_-]{16,64}$/.test(header)) return header;
  throw new Problem("malformed", {
    problems: [
      {
        field: "Idempotency-Key",
        found: header === undefined ? "missing" : "text",
        expected: "a header of 16 to 64 letters, digits, _ or -",
      },
    ],
  });
}
