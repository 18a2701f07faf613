/** An answer of a service, ready to be written to a client. */
export interface ApiReply {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer that may hold whatever was put into a file. */
export interface FileReply extends Omit<ApiReply, "body"> {
  readonly body: string | Buffer;
}

/** What a service refuses, with the code that AWS gives it. The gateway writes it in the client's protocol. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.status = status;
  }
}

/** The refusal of a call that AWS has and this machine has not: named, so that nobody waits for an effect. */
export function notCovered(service: string, action: string, covered: Iterable<string>): ServiceError {
  return new ServiceError(
    "UnknownOperationException",
    `${service}:${action} is not covered by the embedded AWS; it covers ${[...covered].join(", ")}`,
  );
}
