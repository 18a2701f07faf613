import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { dateIn } from "#events/calendar.ts";
import type { Route, RouteId } from "#events/desk-api/routes.ts";
import { RetryLater } from "#functions/errors.ts";
import type { Tally } from "#functions/telemetry/log-catalogue.ts";
import { UnknownCursor } from "#outreach/case-store.ts";
import { casesWithinReach } from "./cases-within-reach.ts";
import type { DeskDependencies } from "./dependencies.ts";
import { glassBefore } from "./glass.ts";
import { type MatchedRoute, matchRoute } from "./match-route.ts";
import type { Asker, Input, Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { type ParsedInput, parseRequest } from "./parse-request.ts";
import { principalOfClaims } from "./principal-of-claims.ts";
import { languageOf, Problem, problemDetails } from "./problem.ts";
import { postsFor, within } from "./reach.ts";

/**
 * Answers a request: who asks, whether any post of theirs allows the route, what they reach, and then the route's own
 * work. Never rejects: whatever goes wrong is told as a problem, and nothing of a family stands in it or in the log.
 */
export async function answer(
  event: APIGatewayProxyEventV2,
  dependencies: DeskDependencies,
): Promise<APIGatewayProxyStructuredResultV2> {
  const started = performance.now();
  const matched = matchRoute(event.requestContext.http.method, event.rawPath);
  let reply: APIGatewayProxyStructuredResultV2;
  let failed: string | undefined;
  try {
    reply = await replyTo(event, matched, dependencies);
  } catch (error) {
    const problem = problemOf(error);
    failed = problem.code === "failed" && error instanceof Error ? error.name : problem.code;
    const details = problemDetails(
      problem,
      languageOf(event.headers["accept-language"]),
      `urn:request:${event.requestContext.requestId}`,
    );
    reply = written(details.status, details, { "content-type": "application/problem+json" });
  }
  await dependencies.log({
    log: "request answered",
    status: reply.statusCode ?? 0,
    milliseconds: Math.round(performance.now() - started),
    routes: { [matched?.id ?? "none"]: 1 },
    problems: failed === undefined ? {} : { [failed]: 1 },
    glass: matched?.id === "breakGlass" ? glassOf(reply.statusCode, failed) : {},
  });
  return reply;
}

/** Whether the glass was broken, or kept whole before a case that no reason opens to them. */
function glassOf(status: number | undefined, failed: string | undefined): Tally {
  if (status === 201) return { broken: 1 };
  return failed === "not-found" ? { refused: 1 } : {};
}

async function replyTo(
  event: APIGatewayProxyEventV2,
  matched: MatchedRoute | undefined,
  dependencies: DeskDependencies,
): Promise<APIGatewayProxyStructuredResultV2> {
  // Before all else: to whoever is not signed in, no route is there.
  const claims = await dependencies.verify(event.headers["authorization"]);
  if (!matched) throw new Problem("no-such-route");
  const now = dependencies.now();
  const standard = await dependencies.standard();
  const principal = principalOfClaims(claims, dependencies.signIn, standard.postKinds);
  if (!principal) throw new Problem("not-signed-in");
  const posts = postsFor(principal, matched.route.duties);
  if (posts.length === 0) throw new Problem("not-allowed");

  const input = parseRequest(matched, {
    query: event.queryStringParameters ?? {},
    headers: event.headers,
    body: event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString() : event.body,
  });
  const reader = { staff: principal.staff, now, today: dateIn(standard.words.timeZone, now) };
  const cases = casesWithinReach(dependencies, posts);
  const { audit, sights } = dependencies;
  const { childRoles } = standard;
  const glass = glassBefore({ store: dependencies.cases, within: cases, sights, audit, reader, childRoles });
  const asker: Asker = { principal, posts, cases, glass, reader, standard };
  checkArea(matched.route, input, asker);
  const { status, body, headers = {} } = await perform(matched.id, input, asker, dependencies);
  const { etag } = headers;
  if (etag !== undefined && event.headers["if-none-match"] === etag) return { statusCode: 304, headers };
  return written(status, body, headers);
}

/** An area that is asked for must lie within one of the posts', whatever the route does with it. */
function checkArea({ reach }: Route, { query, body }: ParsedInput, { posts }: Asker): void {
  if (reach !== "area") return;
  for (const part of [query, body]) {
    const area: unknown = typeof part === "object" && part !== null && "area" in part ? part.area : undefined;
    if (area === undefined) continue;
    if (!posts.some((post) => within(post.area, String(area)))) throw new Problem("not-allowed");
  }
}

interface AnyReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The route's own work. Its input was parsed by the route's own schemas, which is what its type says. */
async function perform<Id extends RouteId>(
  id: Id,
  input: ParsedInput,
  asker: Asker,
  dependencies: DeskDependencies,
): Promise<AnyReply> {
  const operation: Operation<Id> = operations[id];
  return operation(input as Input<Id>, asker, dependencies);
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RetryLater) return new Problem("unavailable");
  if (error instanceof UnknownCursor) {
    return new Problem("malformed", {
      problems: [{ field: "query.cursor", found: "text", expected: "a cursor, as the last page of this list gave it" }],
    });
  }
  return new Problem("failed");
}

function written(
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
    body: JSON.stringify(body),
  };
}
