import { CommandError, exitCode } from "./exit-code.ts";

/** What a failed request means for what to do next. */
export type Failure =
  /** Try again after a while: throttling, a fault of the service, a network that broke. */
  | "transient"
  /** Nothing will go through: not allowed, credentials, no such bus or queue. */
  | "not-allowed"
  | "not-found"
  /** The service refuses this very request. */
  | "refused";

const notAllowed =
  /AccessDenied|NotAuthorized|UnauthorizedOperation|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|MissingAuthenticationToken|IncompleteSignature|OptInRequired|CredentialsProvider|TokenProvider|InvalidAccessKeyId|AuthFailure/;
const throttled = /Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughput|SlowDown|LimitExceededException/;
const notFound = /NotFound|NonExistentQueue|QueueDoesNotExist|NoSuchBucket/;
const network =
  /ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|TimeoutError|socket hang up|CERT|certificate/i;

/** Sorts an error of the SDK by what can be done about it. */
export function failureOf(error: unknown): Failure {
  const code = errorCode(error);
  if (notAllowed.test(code) || regionMissing(error)) return "not-allowed";
  if (throttled.test(code)) return "transient";
  if (notFound.test(code)) return "not-found";
  const status = httpStatus(error);
  if (status === undefined) return "transient";
  return status >= 500 || status === 429 ? "transient" : "refused";
}

function regionMissing(error: unknown): boolean {
  return error instanceof Error && /Region is missing/i.test(error.message);
}

/** True for what a request, its connection or its credentials came to; false for a fault of our own. */
export function isServiceError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (Reflect.has(error, "$metadata") || regionMissing(error)) return true;
  const code = errorCode(error);
  return notAllowed.test(code) || network.test(code) || network.test(error.message);
}

/** The error's name for a program: the service's code, or the network's. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "UnknownError";
  const code: unknown = Reflect.get(error, "code");
  if (error.name !== "Error" && error.name !== "TypeError" && error.name !== "AggregateError") return error.name;
  return typeof code === "string" ? code : error.name;
}

function httpStatus(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const metadata: unknown = Reflect.get(error, "$metadata");
  if (typeof metadata !== "object" || metadata === null) return undefined;
  const status: unknown = Reflect.get(metadata, "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

/** Requests the SDK made for one call, retries included. */
export function attemptsOf(answer: { readonly $metadata?: { readonly attempts?: number | undefined } }): number {
  return answer.$metadata?.attempts ?? 1;
}

/** As `attemptsOf`, for a call that failed. */
export function attemptsOfError(error: unknown): number {
  const metadata: unknown = error instanceof Error ? Reflect.get(error, "$metadata") : undefined;
  if (typeof metadata !== "object" || metadata === null) return 1;
  const attempts: unknown = Reflect.get(metadata, "attempts");
  return typeof attempts === "number" ? attempts : 1;
}

/** One clear message for a service that cannot be reached or does not let us in, and what to check. */
export function cannotConnect(error: unknown, address: string): CommandError {
  const code = errorCode(error);
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  const reason = message === "" || message === code ? code : `${code}: ${message}`;
  const local = /127\.\d+\.\d+\.\d+|localhost|\[::1\]/.test(address);
  return new CommandError(
    `${address}: ${whatToDo(code, message, failureOf(error), local)} (${reason})`,
    exitCode.cannotConnect,
  );
}

function whatToDo(code: string, message: string, failure: Failure, local: boolean): string {
  if (/Region is missing/i.test(message)) return "no region is configured; give --region or set AWS_REGION";
  if (/CredentialsProvider|TokenProvider/.test(code)) {
    return "no credentials are to be had; set AWS_PROFILE or --profile, or sign in again, or for a local endpoint give --endpoint-url http://127.0.0.1:4566";
  }
  if (failure === "not-allowed") {
    return "not allowed; check the profile, that its sign-in has not expired, and what it is permitted to do";
  }
  if (failure === "refused" || failure === "not-found") return "the request was refused";
  if (!network.test(`${code} ${message}`)) return "the service does not answer as it should; try again later";
  return local
    ? "cannot be reached; is it running (npm start), and on this port?"
    : "cannot be reached; check the address, the region and the network";
}
