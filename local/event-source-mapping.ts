import { setTimeout as pause } from "node:timers/promises";
import type { SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import { region } from "./account.ts";
import type { Counter } from "./api-counts.ts";
import type { FunctionInstance, InvocationResult } from "./lambda.ts";
import type { QueueConsumer, ReceivedMessage } from "./queue-consumer.ts";

/** A queue that feeds a function, as the template declares it. */
export interface MappingDefinition {
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly reportsFailures: boolean;
}

export interface MappingOptions {
  readonly definition: MappingDefinition;
  readonly queue: QueueConsumer;
  /** False while it is switched off, or its queue cannot be read. */
  readonly mayRead: () => boolean;
  /** Each is fed by a poller of its own. */
  readonly instances: readonly FunctionInstance[];
  readonly counter: Counter;
  readonly clockOffset: number;
  readonly log: (line: string) => void;
}

export interface EventSourceMapping {
  /** Whether the queue is empty, with nothing in flight. */
  isQuiet(): boolean;
  /** Takes no more messages, and lets batches in work finish for a moment. */
  stop(): Promise<void>;
}

const messagesPerReceipt = 10;
const pollSeconds = 20;
const mostPayloadBytes = 6 * 1024 * 1024;
const graceSeconds = 2;

/** Feeds a function from a queue as Lambda does: long polls, batches, and what failed returns to the queue. */
export function startMapping(options: MappingOptions): EventSourceMapping {
  const state = { stopping: false };
  // Whoever held these messages ended with the process.
  options.queue.releaseAll();
  const pollers = options.instances.map((instance) => poll(instance, options, state));
  return {
    isQuiet: () => options.queue.isEmpty(),
    async stop() {
      state.stopping = true;
      options.queue.wake();
      await Promise.race([Promise.all(pollers), pause(graceSeconds * 1000, undefined, { ref: false })]);
      await Promise.all(options.instances.map((instance) => instance.stop()));
      await Promise.all(pollers);
    },
  };
}

async function poll(instance: FunctionInstance, options: MappingOptions, state: { stopping: boolean }): Promise<void> {
  let rest: readonly ReceivedMessage[] = [];
  while (!state.stopping) {
    const gathered: readonly ReceivedMessage[] = rest.length > 0 ? rest : await gather(options, state);
    const [batch, others] = withinPayload(gathered);
    rest = others;
    const done = batch.length === 0 || state.stopping ? [] : await invoke(instance, batch, options);
    deleteMessages(done, options);
    // Others stay hidden until their visibility timeout ends, as on AWS; when the day ends they go back at once.
    if (state.stopping) options.queue.release(gathered.filter((message) => !done.includes(message)));
  }
}

/** Waits for messages, then gathers more until the batch is full or its window is over. */
async function gather(
  { definition, queue, counter, mayRead }: MappingOptions,
  state: { stopping: boolean },
): Promise<readonly ReceivedMessage[]> {
  const { batchSize, batchingWindowSeconds } = definition;
  const batch: ReceivedMessage[] = [];
  let end = Number.POSITIVE_INFINITY;
  while (!state.stopping && batch.length < batchSize && performance.now() < end) {
    if (!mayRead()) {
      if (batch.length > 0) break;
      await pause(50);
      continue;
    }
    const received = queue.receive(Math.min(messagesPerReceipt, batchSize - batch.length));
    if (received.length > 0) {
      if (batch.length === 0) end = performance.now() + batchingWindowSeconds * 1000;
      batch.push(...received);
      counter.polling("ReceiveMessage", bytesOf(received), received.some(isOfGroup));
    } else if (!(await queue.wait(Math.min(pollSeconds, (end - performance.now()) / 1000)))) {
      counter.polling("ReceiveMessage", 0);
    }
  }
  return batch;
}

const isOfGroup = ({ group }: ReceivedMessage) => group !== undefined;

function bytesOf(messages: readonly ReceivedMessage[]): number {
  return messages.reduce((total, { body }) => total + Buffer.byteLength(body), 0);
}

/** Resolves with the messages that are done with. */
async function invoke(
  instance: FunctionInstance,
  batch: readonly ReceivedMessage[],
  options: MappingOptions,
): Promise<readonly ReceivedMessage[]> {
  const payload = JSON.stringify({ Records: batch.map((message) => recordOf(message, options)) });
  return doneOf(batch, await instance.invoke(payload), options);
}

/** As many messages as one invocation's payload can carry, and the others. */
function withinPayload(messages: readonly ReceivedMessage[]): [readonly ReceivedMessage[], readonly ReceivedMessage[]] {
  let bytes = 0;
  let count = 0;
  for (const message of messages) {
    bytes += Buffer.byteLength(JSON.stringify(message));
    if (count > 0 && bytes > mostPayloadBytes) break;
    count += 1;
  }
  return [messages.slice(0, count), messages.slice(count)];
}

function recordOf(message: ReceivedMessage, { queue, clockOffset }: MappingOptions): SQSRecord {
  const shifted = (time: number) => String(time + clockOffset);
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: shifted(message.sentAt),
      SenderId: "AIDAEMBEDDEDAWS",
      ApproximateFirstReceiveTimestamp: shifted(message.firstReceivedAt),
      ...(message.group === undefined ? {} : { MessageGroupId: message.group }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue === undefined ? {} : { stringValue: StringValue }),
          ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    md5OfBody: message.md5OfBody,
    ...(message.md5OfAttributes === "" ? {} : { md5OfMessageAttributes: message.md5OfAttributes }),
    eventSource: "aws:sqs",
    eventSourceARN: queue.arn,
    awsRegion: region,
  };
}

const BatchReply = z.nullish(
  z.object({ batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string() }))) }),
);

/** The messages that are done with: none when the function failed or its reply makes no sense. */
function doneOf(
  batch: readonly ReceivedMessage[],
  result: InvocationResult,
  { definition, log, queue }: MappingOptions,
): readonly ReceivedMessage[] {
  if (!result.ok) return [];
  if (!definition.reportsFailures) return batch;
  const reply = BatchReply.safeParse(JSON.parse(result.payload));
  const failures = new Set(reply.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  const strangers = [...failures].filter((id) => !batch.some(({ messageId }) => messageId === id));
  if (!reply.success || strangers.length > 0) {
    log(`${queue.arn}: the function's reply is no list of failed messages of its batch; the whole batch returns`);
    return [];
  }
  return batch.filter(({ messageId }) => !failures.has(messageId));
}

function deleteMessages(messages: readonly ReceivedMessage[], { queue, counter }: MappingOptions): void {
  for (let start = 0; start < messages.length; start += messagesPerReceipt) {
    const some = messages.slice(start, start + messagesPerReceipt);
    queue.delete(some);
    counter.polling("DeleteMessageBatch", 0, some.some(isOfGroup));
  }
}
