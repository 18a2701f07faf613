import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type ApiReply, type FileReply, ServiceError } from "./api-reply.ts";
import type { S3, S3Request } from "./s3.ts";
import { queryError, queryReply, queryRequest } from "./sqs-query-protocol.ts";

/** A service behind the gateway: takes an action and its input as JSON text. */
export type Service = (action: string, body: string) => Promise<ApiReply> | ApiReply;

export interface GatewayServices {
  readonly dynamodb: Service;
  readonly sqs: Service;
  readonly events: Service;
  readonly kms: Service;
  readonly logs: Service;
  readonly cloudwatch: Service;
  readonly s3: S3;
  readonly backup: (method: string, url: URL, body: string) => Promise<ApiReply | undefined>;
  /** Lambda's own API besides invoking; undefined where the path is none of it. */
  readonly lambda: (method: string, url: URL, body: string) => ApiReply | undefined;
  readonly secretsmanager: Service;
  /** Runs a function by its name, as whoever keeps the system does by hand. */
  readonly invoke: (functionName: string, payload: string) => Promise<ApiReply>;
  /** What `GET /` shows. */
  readonly status: () => Promise<unknown>;
  /** Lets a call pass by the access key it was signed with, or throws a ServiceError. */
  readonly check: (accessKey: string | undefined, service: string, action: string, body: string) => void;
  /** Told of every call that reached a service. */
  readonly called: (service: string, action: string) => void;
  readonly log: (line: string) => void;
}

export interface Gateway {
  readonly endpoint: string;
  /** Lets requests in; until then clients are told to come again. */
  open(services: GatewayServices): void;
  close(): Promise<void>;
}

/** By the first part of X-Amz-Target. */
const targets: Readonly<
  Record<string, "dynamodb" | "sqs" | "events" | "kms" | "logs" | "cloudwatch" | "secretsmanager">
> = {
  DynamoDB_20120810: "dynamodb",
  AmazonSQS: "sqs",
  AWSEvents: "events",
  TrentService: "kms",
  secretsmanager: "secretsmanager",
  Logs_20140328: "logs",
  GraniteServiceVersion20100801: "cloudwatch",
};
const mostBytes = 16 * 1024 * 1024;

/** The one port that all services answer on. Listens on 127.0.0.1 only. Rejects when the port is taken. */
export async function startGateway(port: number): Promise<Gateway> {
  let services: GatewayServices | undefined;
  const server = createServer((request, response) => {
    answer(request, services).then(
      (reply) => write(response, reply),
      (error: unknown) => write(response, internalError(error, services)),
    );
  });
  await listen(server, port);
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  return {
    endpoint: `http://127.0.0.1:${actualPort}`,
    open(opened) {
      services = opened;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new Error(
              `端口 ${port} 已被其他程序占用 port ${port} on 127.0.0.1 is taken by another program; choose another`,
            )
          : error,
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}

async function answer(request: IncomingMessage, services: GatewayServices | undefined): Promise<FileReply> {
  if (!services) return errorReply(new ServiceError("ServiceUnavailable", "The embedded AWS is starting", 503));
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const path = url.pathname;
  if (asksForStatus(request, path)) {
    return {
      status: 200,
      contentType: "application/json",
      body: `${JSON.stringify(await services.status(), null, 2)}\n`,
    };
  }
  const bytes = await bodyOf(request);
  if (signingService(request) === "s3") {
    return answerS3({ method: request.method ?? "GET", url, headers: request.headers, body: bytes }, request, services);
  }
  const body = bytes.toString();
  const [, functionName] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path) ?? [];
  if (functionName !== undefined && request.method === "POST") {
    return answerInvocation(decodeURIComponent(functionName), body, services);
  }
  const rest = await answerRest(request.method ?? "", url, body, services);
  if (rest) return rest;
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") return answerTarget(target, body, services, accessKeyIn(request));
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    return answerQuery(request, body, path, services);
  }
  return notOurs(request, path);
}

function asksForStatus(request: IncomingMessage, path: string): boolean {
  return request.method === "GET" && signingService(request) === undefined && (path === "/" || path === "/_status");
}

/** Calls of services that speak neither protocol above. Those that speak XML cannot read an error in JSON. */
function notOurs(request: IncomingMessage, path: string): ApiReply {
  const service = signingService(request);
  const what = service === undefined ? `${request.method} ${path}` : `${service} (${request.method} ${path})`;
  const error = new ServiceError(
    "NotImplemented",
    `${what} is not covered by the embedded AWS; it covers DynamoDB, SQS, EventBridge, S3, Secrets Manager, functions of Lambda, and of KMS, CloudWatch, its logs and Backup what runbooks use`,
    501,
  );
  return errorReply(error);
}

/** S3 speaks XML, and says by method and path what it is asked. */
async function answerS3(s3Request: S3Request, request: IncomingMessage, services: GatewayServices): Promise<FileReply> {
  try {
    const { action, about } = services.s3.callOf(s3Request);
    services.check(accessKeyIn(request), "s3", action, about);
    const reply = await services.s3.call(s3Request);
    services.called("s3", action);
    return reply;
  } catch (error) {
    return s3Error(asServiceError(error));
  }
}

function s3Error({ code, message, status }: ServiceError): ApiReply {
  return {
    status,
    contentType: "application/xml",
    body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}

/** The access key that a request was signed with, if it was. */
function accessKeyIn(request: IncomingMessage): string | undefined {
  return /Credential=([^/,\s]+)\//.exec(request.headers.authorization ?? "")?.[1];
}

/** The service that a request was signed for, if it was. */
function signingService(request: IncomingMessage): string | undefined {
  return /Credential=[^/]*\/[^/]*\/[^/]*\/([^/]*)\//.exec(request.headers.authorization ?? "")?.[1];
}

async function answerInvocation(functionName: string, body: string, services: GatewayServices): Promise<ApiReply> {
  try {
    return await services.invoke(functionName, body === "" ? "{}" : body);
  } catch (error) {
    return errorReply(asServiceError(error));
  }
}

/** Services that are asked by path; undefined where the path is none of theirs. */
async function answerRest(
  method: string,
  url: URL,
  body: string,
  services: GatewayServices,
): Promise<ApiReply | undefined> {
  try {
    if (url.pathname.startsWith("/2015-03-31/")) return services.lambda(method, url, body);
    return await services.backup(method, url, body);
  } catch (error) {
    return errorReply(asServiceError(error));
  }
}

async function answerTarget(
  target: string,
  body: string,
  services: GatewayServices,
  accessKey: string | undefined,
): Promise<ApiReply> {
  const [name = "", action = ""] = target.split(".");
  const service = Object.hasOwn(targets, name) ? targets[name] : undefined;
  try {
    if (!service) {
      throw new ServiceError("UnknownOperationException", `${target} is not covered by the embedded AWS`);
    }
    const input = body === "" ? "{}" : body;
    services.check(accessKey, service, action, input);
    const reply = await services[service](action, input);
    services.called(service, action);
    return reply;
  } catch (error) {
    return errorReply(asServiceError(error));
  }
}

/** SQS as clients older than its JSON protocol speak it; the only service here that had another. */
async function answerQuery(
  request: IncomingMessage,
  body: string,
  path: string,
  services: GatewayServices,
): Promise<ApiReply> {
  const requestId = randomUUID();
  try {
    const service = signingService(request) ?? "sqs";
    const { action, input } = queryRequest(new URLSearchParams(body), path);
    if (service !== "sqs") {
      throw new ServiceError("InvalidAction", `${service}:${action} is not covered by the embedded AWS`);
    }
    services.check(accessKeyIn(request), "sqs", action, JSON.stringify(input));
    const reply = await services.sqs(action, JSON.stringify(input));
    services.called("sqs", action);
    return queryReply(action, reply, requestId);
  } catch (error) {
    return queryError(asServiceError(error), requestId);
  }
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof SyntaxError) return new ServiceError("SerializationException", "The request is no JSON");
  throw error;
}

function errorReply({ code, message, status }: ServiceError): ApiReply {
  return {
    status,
    contentType: "application/x-amz-json-1.0",
    body: JSON.stringify({ __type: code, message, Message: message }),
  };
}

function internalError(error: unknown, services: GatewayServices | undefined): ApiReply {
  const message = error instanceof Error ? error.message : String(error);
  services?.log(`the embedded AWS failed: ${message}`);
  return errorReply(new ServiceError("InternalFailure", message, 500));
}

function write(response: ServerResponse, { status, contentType, headers = {}, body }: FileReply): void {
  // Under a shifted clock the real date would make SDK clients correct theirs, and call again what was refused.
  response.sendDate = false;
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
    "x-amzn-requestid": randomUUID(),
    ...headers,
  });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new ServiceError("RequestEntityTooLarge", `A request has at most ${mostBytes} bytes`, 413);
  }
  return Buffer.concat(chunks);
}
