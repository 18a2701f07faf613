import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { eachWithin, inChunks } from "#stores/in-chunks.ts";
import type { OpenQueue } from "./open-queue.ts";
import { restAfterPeek } from "./rest-after-peek.ts";

/** A message that was received and is hidden from others for a while. */
export interface HeldMessage {
  readonly id: string;
  readonly receiptHandle: string;
  /** Times it was received, this one included. */
  readonly receiveCount: number;
  readonly body: string;
}

export interface ReceiveSettings {
  /** Seconds to wait for a first message, and for each further request once there was one. */
  readonly wait: { readonly first: number; readonly further: number };
  readonly signal: AbortSignal;
  readonly report: (messages: number) => void;
}

/** The messages of a queue that this process holds. */
export interface HeldMessages {
  /** Receives until the queue gives none that is new, and resolves with the new ones. */
  receive(settings: ReceiveSettings): Promise<HeldMessage[]>;
  /** Deletes messages from the queue. Resolves with the number that the queue did not delete. */
  take(messages: readonly HeldMessage[]): Promise<number>;
  /** Puts everything still held back into the queue, visible at once. */
  release(): Promise<void>;
  /** How many messages of those received stay hidden for a rest, and for how many seconds at most. */
  resting(): { readonly messages: number; readonly seconds: number };
}

const messagesPerRequest = 10;
const requestsAtOnce = 8;

const Received = z.pipe(
  z.object({
    MessageId: z.string(),
    ReceiptHandle: z.string(),
    Body: z._default(z.string(), ""),
    Attributes: z.object({ ApproximateReceiveCount: z.coerce.number() }),
  }),
  z.transform(
    ({ MessageId, ReceiptHandle, Body, Attributes }): HeldMessage => ({
      id: MessageId,
      receiptHandle: ReceiptHandle,
      receiveCount: Attributes.ApproximateReceiveCount,
      body: Body,
    }),
  ),
);

/**
 * @param holdSeconds how long received messages stay hidden, should this process end without putting them back.
 */
export function heldMessages(client: SQSClient, queue: OpenQueue, holdSeconds: number): HeldMessages {
  // By message, with the receipt that is valid now: what is held too long comes again under a new one.
  const held = new Map<string, HeldMessage>();
  const rests = new Map<string, number>();

  const receiveBatch = async (waitSeconds: number) => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: messagesPerRequest,
        VisibilityTimeout: holdSeconds,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      }),
    );
    const batch = Messages.map((message) => Received.parse(message));
    const fresh = batch.filter(({ id }) => !held.has(id));
    for (const message of batch) held.set(message.id, message);
    await letRest(batch);
    return fresh;
  };

  // At once, so that it holds whatever becomes of this process.
  const letRest = async (messages: readonly HeldMessage[]) => {
    for (const message of messages) {
      const seconds = restAfterPeek(message.receiveCount, queue);
      if (seconds > 0) rests.set(message.id, seconds);
    }
    await hide(
      messages.filter(({ id }) => rests.has(id)),
      ({ id }) => rests.get(id) ?? 0,
    );
  };

  const hide = async (messages: readonly HeldMessage[], seconds: (message: HeldMessage) => number) => {
    await eachWithin(requestsAtOnce, inChunks(messages, messagesPerRequest), async (chunk) => {
      const Entries = chunk.map((message, index) => ({
        Id: String(index),
        ReceiptHandle: message.receiptHandle,
        VisibilityTimeout: seconds(message),
      }));
      // An entry refused is one that is visible again already.
      await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue.url, Entries }));
    });
  };

  return {
    async receive({ wait, signal, report }) {
      const received: HeldMessage[] = [];
      for (let seconds = wait.first; !signal.aborted; seconds = wait.further) {
        const fresh = await receiveBatch(seconds);
        if (fresh.length === 0) break;
        received.push(...fresh);
        report(received.length);
      }
      return received;
    },
    async take(messages) {
      const failed = await eachWithin(requestsAtOnce, inChunks(messages, messagesPerRequest), async (chunk) => {
        const Entries = chunk.map(({ id, receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: held.get(id)?.receiptHandle ?? receiptHandle,
        }));
        const reply = await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
        const refused = new Set((reply.Failed ?? []).map(({ Id }) => Number(Id)));
        for (const [index, { id }] of chunk.entries()) {
          if (refused.has(index)) continue;
          held.delete(id);
          rests.delete(id);
        }
        return refused.size;
      });
      return failed.reduce((total, count) => total + count, 0);
    },
    async release() {
      const messages = [...held.values()].filter(({ id }) => !rests.has(id));
      held.clear();
      await hide(messages, () => 0);
    },
    resting: () => ({ messages: rests.size, seconds: Math.max(0, ...rests.values()) }),
  };
}
