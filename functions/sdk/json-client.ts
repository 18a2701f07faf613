import { HttpRequest, type HttpResponse } from "@smithy/core/protocols";
import { isServerError, isThrottlingError, isTransientError, StandardRetryStrategy } from "@smithy/core/retry";
import { Hash } from "@smithy/core/serde";
import { NodeHttpHandler, type NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";
import { endpointOf } from "./endpoint.ts";

/** A service that speaks AWS's JSON protocol. */
export interface JsonService {
  /** Its name in host names and signatures, such as `dynamodb`. */
  readonly name: string;
  /** Its name in variables of endpoints, such as `DYNAMODB`. */
  readonly sdkId: string;
  /** What stands before an action's name, such as `DynamoDB_20120810`. */
  readonly target: string;
  /** Version of the protocol. */
  readonly version: "1.0" | "1.1";
  /** Bytes within what is sent or comes back, where a service has such. */
  readonly replacer?: (this: unknown, key: string, value: unknown) => unknown;
  readonly reviver?: (key: string, value: unknown) => unknown;
  /** Errors that callers tell apart, by the name the service gives them. */
  readonly errors: Readonly<Record<string, Refusal>>;
}

/** A service's refusal, under the name that the service gives it. */
export class ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, message: string, statusCode: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: statusCode };
  }
}

type Refusal = new (message: string, statusCode: number) => ServiceError;

/** The class of one refusal, by which callers tell it apart. */
export function refusalNamed(name: string): Refusal {
  return class extends ServiceError {
    constructor(message: string, statusCode: number) {
      super(name, message, statusCode);
    }
  };
}

/** What is asked of a service. */
export interface Command<Input extends object, Output> {
  readonly action: string;
  readonly input: Input;
  /** Never there: it carries the type of the answer. */
  readonly output?: Output;
}

/** The class of a command that asks for one action. */
export function commandOf<Input extends object, Output>(action: string): new (input: Input) => Command<Input, Output> {
  return class {
    readonly action = action;
    readonly input: Input;

    constructor(input: Input) {
      this.input = input;
    }
  };
}

export interface JsonClientOptions {
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandlerOptions;
}

/** Sends commands to one service: signed by the function's role, each within its time, and again where that may help. */
export class JsonClient {
  readonly #service: JsonService;
  readonly #endpoint: URL;
  readonly #http: NodeHttpHandler;
  readonly #retries: StandardRetryStrategy;
  readonly #signer: SignatureV4;

  constructor(service: JsonService, { maxAttempts, requestHandler }: JsonClientOptions) {
    const { AWS_REGION = "", AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN } = process.env;
    this.#service = service;
    this.#endpoint = endpointOf(service.name, service.sdkId, process.env);
    this.#http = new NodeHttpHandler(requestHandler);
    this.#retries = new StandardRetryStrategy(maxAttempts);
    // Lambda puts those of the role there for the life of the process; a function has no others.
    const credentials = {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
    this.#signer = new SignatureV4({ service: service.name, region: AWS_REGION, credentials, sha256: Sha256 });
  }

  /** The service's answer. Throws the service's refusal, or what kept it from answering, after the last try. */
  async send<Input extends object, Output>({ action, input }: Command<Input, Output>): Promise<Output> {
    const body = JSON.stringify(input, this.#service.replacer);
    let token = await this.#retries.acquireInitialRetryToken("");
    for (;;) {
      try {
        const answer = await this.#once<Output>(action, body);
        this.#retries.recordSuccess(token);
        return answer;
      } catch (error) {
        if (!isError(error)) throw error;
        try {
          token = await this.#retries.refreshRetryTokenForRetry(token, { error, errorType: typeOf(error) });
        } catch {
          throw error;
        }
      }
    }
  }

  async #once<Output>(action: string, body: string): Promise<Output> {
    const { target, version, reviver } = this.#service;
    const { protocol, hostname, port, host } = this.#endpoint;
    const traced = process.env["_X_AMZN_TRACE_ID"];
    const request = new HttpRequest({
      ...{ method: "POST", protocol, hostname, path: "/", body },
      ...(port ? { port: Number(port) } : {}),
      headers: {
        host,
        "content-type": `application/x-amz-json-${version}`,
        "content-length": String(Buffer.byteLength(body)),
        "x-amz-target": `${target}.${action}`,
        "user-agent": "policies-find-people",
        // By this AWS finds functions that call themselves in circles.
        ...(traced ? { "x-amzn-trace-id": traced } : {}),
      },
    });
    const signed = await this.#signer.sign(request);
    const { response } = await this.#http.handle(new HttpRequest(signed));
    const text = await textOf(response);
    if (response.statusCode >= 300) throw this.#refusal(response.statusCode, text);
    return JSON.parse(text, reviver);
  }

  #refusal(statusCode: number, text: string): ServiceError {
    const { name, message } = refusalIn(text);
    const Known = this.#service.errors[name];
    return Known ? new Known(message, statusCode) : new ServiceError(name, message, statusCode);
  }
}

/** An error's name and words: `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException` goes by its last part. */
function refusalIn(text: string): { readonly name: string; readonly message: string } {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return { name: "UnknownError", message: `The answer is no JSON, but ${text.length} characters of something else.` };
  }
  const { __type, message, Message } = Object(told);
  const name = String(__type ?? "UnknownError").replace(/^.*#/, "");
  return { name, message: String(message ?? Message ?? name) };
}

type Failure = Parameters<typeof isThrottlingError>[0];

function isError(error: unknown): error is Failure {
  return error instanceof Error;
}

function typeOf(error: Failure): "THROTTLING" | "TRANSIENT" | "SERVER_ERROR" | "CLIENT_ERROR" {
  if (isThrottlingError(error)) return "THROTTLING";
  if (isTransientError(error)) return "TRANSIENT";
  return isServerError(error) ? "SERVER_ERROR" : "CLIENT_ERROR";
}

/** By events: an iterator takes a new instance half a millisecond. */
function textOf({ body }: HttpResponse): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    body
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => resolve(Buffer.concat(chunks).toString()))
      .on("error", reject)
      // Without an end before, it broke off.
      .on("close", () => reject(Object.assign(new Error("The answer broke off."), { code: "ECONNRESET" })));
  });
}

/** SHA-256 as signatures want it, as the SDK's own clients have it. */
const Sha256 = Hash.bind(null, "sha256");
