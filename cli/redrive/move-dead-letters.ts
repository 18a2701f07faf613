import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod/mini";

/** What became of the dead letters. */
export interface Moved {
  readonly moved: number;
  /** Not taken by their queue, or not deleted behind them: they stay where they are, and the next run tries again. */
  readonly left: number;
}

export interface MoveSettings {
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  /** Messages a second. */
  readonly rate: number;
  readonly signal: AbortSignal;
  readonly report: (moved: number) => void;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

const perRequest = 10;

const Attribute = z.object({
  DataType: z.string(),
  StringValue: z.optional(z.string()),
  BinaryValue: z.optional(z.instanceof(Uint8Array)),
});
const DeadLetter = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z._default(z.string(), ""),
  MessageAttributes: z._default(z.record(z.string(), Attribute), {}),
});
type DeadLetter = z.infer<typeof DeadLetter>;

/** Moves dead letters, each once: to its queue first, then out of the dead letters, so that none is ever in neither. */
export async function moveDeadLetters(client: SQSClient, settings: MoveSettings): Promise<Moved> {
  const { limit, rate, signal, now, pause, report } = settings;
  const seen = new Set<string>();
  let moved = 0;
  let left = 0;
  while (seen.size < limit && !signal.aborted) {
    const started = now();
    const batch = await receive(client, settings.from, Math.min(perRequest, limit - seen.size));
    // One that failed anew keeps its id and came back while we were at work: the next run may try it.
    const fresh = batch.filter(({ MessageId }) => !seen.has(MessageId));
    if (fresh.length === 0) break;
    for (const { MessageId } of fresh) seen.add(MessageId);
    const done = await moveBatch(client, settings, fresh);
    moved += done;
    left += fresh.length - done;
    report(moved);
    const due = started + (1000 * fresh.length) / rate;
    if (due > now()) await pause(due - now());
  }
  return { moved, left };
}

async function receive(client: SQSClient, queueUrl: string, most: number): Promise<DeadLetter[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: most,
      // Long enough to send ten; should this process be killed, they are back in a minute.
      VisibilityTimeout: 60,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ["All"],
    }),
  );
  return Messages.map((message) => DeadLetter.parse(message));
}

async function moveBatch(client: SQSClient, { from, to }: MoveSettings, batch: readonly DeadLetter[]): Promise<number> {
  const { Successful: sent = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: to,
      Entries: batch.map(({ Body, MessageAttributes }, index) => ({
        Id: String(index),
        MessageBody: Body,
        MessageAttributes: Object.fromEntries(
          Object.entries(MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
            name,
            {
              DataType,
              ...(StringValue === undefined ? {} : { StringValue }),
              ...(BinaryValue === undefined ? {} : { BinaryValue }),
            },
          ]),
        ),
      })),
    }),
  );
  if (sent.length === 0) return 0;
  const { Successful: deleted = [] } = await client.send(
    new DeleteMessageBatchCommand({
      QueueUrl: from,
      Entries: sent.map(({ Id = "" }) => ({ Id, ReceiptHandle: batch[Number(Id)]?.ReceiptHandle })),
    }),
  );
  return deleted.length;
}
