import type * as z from "zod/mini";
import { ProblemDetails } from "./problem-details.ts";
import { basePath, type Route, type RouteId, routes } from "./routes.ts";

type Routes = typeof routes;
type BodyOf<Id extends RouteId> = Routes[Id] extends { readonly body: infer Body extends z.ZodMiniType }
  ? { readonly body: z.input<Body> }
  : { readonly body?: never };
type KeyOf<Id extends RouteId> = Routes[Id]["idempotencyKey"] extends true
  ? { readonly idempotencyKey: string }
  : { readonly idempotencyKey?: never };
type ParamsOf<Id extends RouteId> =
  Record<string, never> extends z.input<Routes[Id]["params"]>
    ? { readonly params?: never }
    : { readonly params: z.input<Routes[Id]["params"]> };

/** What a call of a route takes. */
export type CallOf<Id extends RouteId> = ParamsOf<Id> &
  BodyOf<Id> &
  KeyOf<Id> & { readonly query?: z.input<Routes[Id]["query"]> };

/** What a call of a route gives. */
export type ReplyOf<Id extends RouteId> = z.output<Routes[Id]["replies"][keyof Routes[Id]["replies"]] & z.ZodMiniType>;

/** A request in the words of `fetch`; the token and the reader's language are for the caller to add. */
export interface DeskRequest {
  readonly method: Route["method"];
  /** Path and query below the origin. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface AnyCall {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
}

/** The request for a call. */
export function requestOf<Id extends RouteId>(id: Id, call: CallOf<Id>): DeskRequest {
  const { method, path }: Route = routes[id];
  const { params = {}, query = {}, body, idempotencyKey }: AnyCall = call;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return {
    method,
    url: `${basePath}${filled}${search.size === 0 ? "" : `?${search}`}`,
    headers: {
      accept: "application/json, application/problem+json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** The desk answered with a problem. */
export class DeskProblem extends Error {
  override readonly name = "DeskProblem";
  readonly problem: ProblemDetails;
  constructor(problem: ProblemDetails) {
    super(`${problem.status} ${problem.code}: ${problem.titles.en}`);
    this.problem = problem;
  }
}

/**
 * The reply of a route from a status and the JSON that came with it. Throws DeskProblem where the desk tells of one, and
 * a zod error where the reply is none that the route may give.
 */
export function replyOf<Id extends RouteId>(id: Id, status: number, json: unknown): ReplyOf<Id>;
export function replyOf(id: RouteId, status: number, json: unknown): unknown {
  const { replies }: Route = routes[id];
  const schema = replies[status];
  if (schema) return schema.parse(json);
  throw new DeskProblem(ProblemDetails.parse(json));
}
