import type { SQSEvent } from "aws-lambda";

/** A message of the changes queue, parsed once for all who look into it. */
export interface Received {
  readonly messageId: string;
  readonly body: string;
  /** What its JSON says; the text itself where it is none. */
  readonly content: unknown;
  /** It may say nothing new, and is there to find what an earlier instance left. */
  readonly comesAgain: boolean;
}

export function receivedIn({ Records }: SQSEvent): Received[] {
  return Records.map(({ messageId, body, attributes }) => ({
    messageId,
    body,
    content: parseJson(body),
    comesAgain: attributes.ApproximateReceiveCount !== "1",
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
