// Named for what the queue should do with the message; an error of any other kind is retried.

/** The message cannot be handled now but may be later: leave it on the queue. */
export class RetryLater extends Error {
  override readonly name = "RetryLater";
}

/** What the message asks has been done before, or has been overtaken: take it off the queue. */
export class AlreadyDone extends Error {
  override readonly name = "AlreadyDone";
}

/** An error's name and message for a log line. Messages of ours carry ids and codes only. */
export function errorInWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
