import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from "@aws-sdk/client-sqs";
import { RetryLater } from "#functions/errors.ts";
import { eachWithin, inChunks } from "./in-chunks.ts";

/** A message on its way: its body is sent as JSON text, its attributes as text. */
export interface Message {
  readonly body: unknown;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Sends messages to one queue; resolves with the positions of those that the queue did not take. */
export type SendMessages = (queueUrl: string, messages: readonly Message[]) => Promise<ReadonlySet<number>>;

/** A body as the text that is sent: JSON, and the two code units that a queue refuses as escapes. */
export function messageText(body: unknown): string {
  return JSON.stringify(body).replaceAll(/[\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

const messagesPerRequest = 10;
// Ten messages share one request's limit of 256 KB; a lone message may use it all.
const bytesPerRequest = 250_000;

export function sqsSender(client: SQSClient): SendMessages {
  return async (queueUrl, messages) => {
    const entries = messages.map(({ body, attributes }, index) => ({
      Id: String(index),
      MessageBody: messageText(body),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes ?? {}).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
      ),
    }));
    const refused = await eachWithin(8, requestsOf(entries), async (request) => {
      try {
        const reply = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: request }));
        return (reply.Failed ?? []).map(({ Id }) => Number(Id));
      } catch {
        // What one request could not deliver is told entry by entry, as the service itself does.
        return request.map(({ Id }) => Number(Id));
      }
    });
    return new Set(refused.flat());
  };
}

function requestsOf(entries: readonly SendMessageBatchRequestEntry[]): SendMessageBatchRequestEntry[][] {
  return inChunks(entries, messagesPerRequest).flatMap((chunk) =>
    chunk.reduce((total, { MessageBody }) => total + Buffer.byteLength(MessageBody ?? ""), 0) > bytesPerRequest
      ? inChunks(chunk, 1)
      : [chunk],
  );
}

/** Sends messages that must all arrive. Throws RetryLater when the queue did not take some. */
export async function sendAll(send: SendMessages, queueUrl: string, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const refused = await send(queueUrl, messages);
  if (refused.size > 0) throw new RetryLater(`${refused.size} of ${messages.length} messages were not taken`);
}
