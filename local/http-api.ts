import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod/mini";
import { accountId } from "./account.ts";
import type { InvocationResult } from "./lambda.ts";

/** A route of an API Gateway HTTP API: `GET /api/{proxy+}` and the function it goes to. */
export interface HttpApiRoute {
  readonly key: string;
  readonly functionName: string;
}

export interface HttpApiOptions {
  readonly name: string;
  readonly routes: readonly HttpApiRoute[];
  readonly invoke: (functionName: string, payload: string) => Promise<InvocationResult>;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** An HTTP API, to be put behind a server's port. */
export interface HttpApi {
  readonly name: string;
  /** Answers a request; never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** What API Gateway takes from a client. */
const mostBytes = 10 * 1024 * 1024;

/** API Gateway's HTTP API with proxy integrations of payload format 2.0, on its `$default` stage. */
export function createHttpApi({ name, routes, invoke, now, log }: HttpApiOptions): HttpApi {
  return {
    name,
    async handle(request, response) {
      const { pathname, search } = new URL(request.url ?? "/", "http://127.0.0.1");
      const match = matchRoute(routes, request.method ?? "GET", pathname);
      if (!match) return reply(response, message(404, "Not Found"));
      const body = await bodyOf(request);
      if (body === "too large") return reply(response, message(413, "Request Entity Too Large"));
      const payload = eventOf({ request, match, pathname, search, body, now: now() });
      const result = await invoke(match.route.functionName, JSON.stringify(payload));
      return reply(response, result.ok ? responseOf(result.payload, log) : message(500, "Internal Server Error"));
    },
  };
}

interface Match {
  readonly route: HttpApiRoute;
  readonly parameters: Readonly<Record<string, string>>;
  /** How closely the route names the request: the closest is taken, as on AWS. */
  readonly rank: number;
}

function matchRoute(routes: readonly HttpApiRoute[], method: string, path: string): Match | undefined {
  const matches = routes.flatMap((route) => matchOf(route, method, path) ?? []);
  return matches.toSorted((a, b) => b.rank - a.rank)[0];
}

function matchOf(route: HttpApiRoute, method: string, path: string): Match | undefined {
  if (route.key === "$default") return { route, parameters: {}, rank: 0 };
  const [wanted = "", pattern = ""] = route.key.split(" ");
  if (wanted !== "ANY" && wanted !== method) return undefined;
  const parameters = parametersOf(pattern, path);
  if (!parameters) return undefined;
  const written = pattern.split("/").filter((part) => part !== "" && !part.startsWith("{")).length;
  const kind = pattern.includes("+}") ? 1 : pattern.includes("{") ? 3 : 5;
  // Of two that take the rest of a path, the one that says more of it; never more than a thousand parts.
  const rank = 1000 * (kind + (wanted === "ANY" ? 0 : 1)) + written;
  return { route, parameters, rank };
}

function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const source = pattern
    .split("/")
    .map((part) => {
      const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(name);
      return greedy === "+" ? "(.+)" : "([^/]+)";
    })
    .join("/");
  const found = new RegExp(`^${source}$`).exec(path);
  return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""])) : undefined;
}

interface EventParts {
  readonly request: IncomingMessage;
  readonly match: Match;
  readonly pathname: string;
  readonly search: string;
  readonly body: Buffer;
  readonly now: Date;
}

function eventOf({ request, match, pathname, search, body, now }: EventParts): object {
  const { headers: given, method = "GET", socket } = request;
  const headers = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  const query = Object.entries(Object.groupBy([...new URLSearchParams(search)], ([name]) => name)).map(
    ([name, pairs = []]) => [name, pairs.map(([, value]) => value).join(",")],
  );
  const isText = /json|text|urlencoded|xml/.test(headers["content-type"] ?? "text");
  return {
    version: "2.0",
    routeKey: match.route.key,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers,
    ...(query.length === 0 ? {} : { queryStringParameters: Object.fromEntries(query) }),
    ...(Object.keys(match.parameters).length === 0 ? {} : { pathParameters: match.parameters }),
    requestContext: {
      accountId,
      apiId: "embedded",
      domainName: headers["host"] ?? "127.0.0.1",
      domainPrefix: "embedded",
      http: {
        method,
        path: pathname,
        protocol: "HTTP/1.1",
        sourceIp: socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: "$default",
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

const Structured = z.object({
  statusCode: z.int(),
  headers: z._default(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), {}),
  cookies: z._default(z.array(z.string()), []),
  body: z._default(z.string(), ""),
  isBase64Encoded: z._default(z.boolean(), false),
});

interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** What a function returned as a response: one with a status code, or any other value as its JSON. */
function responseOf(payload: string, log: (line: string) => void): HttpReply {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== "object" || value === null || !("statusCode" in value)) {
    return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(payload) };
  }
  const parsed = Structured.safeParse(value);
  if (!parsed.success) {
    log("http api: a function's response has another form than payload format 2.0 asks for");
    return message(500, "Internal Server Error");
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  return {
    status: statusCode,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, each]) => [name, String(each)])),
      ...(cookies.length === 0 ? {} : { "set-cookie": cookies }),
    },
    body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8"),
  };
}

function message(status: number, text: string): HttpReply {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify({ message: text })),
  };
}

function reply(response: ServerResponse, { status, headers, body }: HttpReply): void {
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | "too large"> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // Read to its end all the same, so that the client hears the answer.
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return bytes > mostBytes ? "too large" : Buffer.concat(chunks);
}
