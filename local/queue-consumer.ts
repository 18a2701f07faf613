import type { SqsStore } from "../node_modules/fauxqs/dist/sqs/sqsStore.js";
import type { SqsQueue } from "./fauxqs-store.ts";
import type { MessageAttributes } from "./sqs-requests.ts";

export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: MessageAttributes;
  /** Empty when the message has no attributes. */
  readonly md5OfAttributes: string;
  /** The group of which the queue is fair. */
  readonly group: string | undefined;
  readonly receiveCount: number;
  /** Milliseconds since 1970, as the next. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
}

/** A queue as a service in the same process consumes it. */
export interface QueueConsumer {
  readonly arn: string;
  /** At most ten messages; those received too often go to the dead-letter queue instead. */
  receive(most: number): ReceivedMessage[];
  /** Resolves when there may be messages, with false when the time is over. */
  wait(seconds: number): Promise<boolean>;
  /** Ends all waiting. */
  wake(): void;
  delete(messages: readonly ReceivedMessage[]): void;
  /** Makes received messages visible again. */
  release(messages: readonly ReceivedMessage[]): void;
  releaseAll(): void;
  /** Neither visible nor delayed nor in flight is anything. */
  isEmpty(): boolean;
}

// A visibility of 0 is what fauxqs loses messages by (its row for a visible message breaks its own table's rule).
export const almostNow = 0.001;

export function queueConsumer(queue: SqsQueue, store: SqsStore): QueueConsumer {
  return {
    arn: queue.arn,
    receive: (most) =>
      queue
        .dequeue(most, undefined, (arn) => store.getQueueByArn(arn))
        .map(({ ReceiptHandle }) => received(queue, ReceiptHandle)),
    async wait(seconds) {
      const end = performance.now() + seconds * 1000;
      await queue.waitForMessages(seconds);
      return performance.now() < end;
    },
    wake: () => queue.cancelWaiters(),
    delete(messages) {
      for (const { receiptHandle } of messages) queue.deleteMessage(receiptHandle);
    },
    release(messages) {
      for (const { receiptHandle } of messages) queue.changeVisibility(receiptHandle, almostNow);
    },
    releaseAll() {
      for (const handle of [...queue.inflightMessages.keys()]) queue.changeVisibility(handle, almostNow);
    },
    isEmpty: () => queue.messages.length + queue.inflightMessages.size + queue.delayedMessages.length === 0,
  };
}

function received(queue: SqsQueue, receiptHandle: string): ReceivedMessage {
  const message = queue.inflightMessages.get(receiptHandle)?.message;
  if (!message) throw new Error(`${queue.name}: a message just received is not in flight`);
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    md5OfBody: message.md5OfBody,
    attributes: message.messageAttributes,
    md5OfAttributes: message.md5OfMessageAttributes,
    group: message.messageGroupId,
    receiveCount: message.approximateReceiveCount,
    sentAt: message.sentTimestamp,
    firstReceivedAt: message.approximateFirstReceiveTimestamp ?? message.sentTimestamp,
  };
}
