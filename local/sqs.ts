import * as z from "zod/mini";
import { SqsStore } from "../node_modules/fauxqs/dist/sqs/sqsStore.js";
import { calculateMessageSize } from "../node_modules/fauxqs/dist/sqs/sqsTypes.js";
import { accountId, arnOf } from "./account.ts";
import type { Counter } from "./api-counts.ts";
import { type ApiReply, ServiceError } from "./api-reply.ts";
import { makeFair } from "./fair-queue.ts";
import { type FauxqsStore, openFauxqsStore, type SqsQueue } from "./fauxqs-store.ts";
import { almostNow, type QueueConsumer, queueConsumer } from "./queue-consumer.ts";
import { type FailedEntry, isEmptyBatch, setAside } from "./sqs-entries.ts";
import { type MessageAttributes, parseSqsRequest, type SqsRequest } from "./sqs-requests.ts";

/** How many messages a queue holds. */
export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** How many messages a queue holds, and how old the oldest is. */
export interface QueueMeasure extends QueueDepth {
  /** 0 where there is none. */
  readonly oldestSeconds: number;
}

export interface Sqs {
  /** Creates the queue, or gives the one there is these attributes and keeps its messages. */
  ensureQueue(name: string, attributes: Readonly<Record<string, string>>): void;
  /** For a service that consumes the queue with this ARN. Throws an Error when there is none. */
  consumer(arn: string): QueueConsumer;
  depths(): Readonly<Record<string, QueueDepth>>;
  /** Depths, with ages, for which every message is looked at. */
  measure(): Readonly<Record<string, QueueMeasure>>;
  /** Puts a message on a queue for another service, in a group of which the queue is to be fair. Throws a ServiceError when the queue refuses it. */
  send(arn: string, body: string, attributes?: MessageAttributes, group?: string): void;
  call(action: string, body: string): Promise<ApiReply>;
  close(): Promise<void>;
}

export interface SqsOptions {
  readonly folder: string;
  readonly endpoint: string;
  readonly counter: Counter;
}

/** SQS on disk: fauxqs's queues, as the template declares them. */
export async function startSqs({ folder, endpoint, counter }: SqsOptions): Promise<Sqs> {
  const store = await openFauxqsStore(folder);
  const urlOf = (name: string) => `${endpoint}/${accountId}/${name}`;
  return {
    ensureQueue(name, attributes) {
      const queue = store.queues.getQueueByName(name);
      // The stored address has no port: the port may be another next time.
      if (!queue)
        store.queues.createQueue(name, `http://127.0.0.1/${accountId}/${name}`, arnOf("sqs", name), attributes);
      else queue.setAttributes({ RedrivePolicy: "", ...attributes });
      makeFair(knownQueue(store, arnOf("sqs", name)));
    },
    consumer: (arn) => queueConsumer(knownQueue(store, arn), store.queues),
    depths: () => Object.fromEntries([...store.queues.allQueues()].map((queue) => [queue.name, depthOf(queue)])),
    measure: () =>
      Object.fromEntries(
        [...store.queues.allQueues()].map((queue) => [
          queue.name,
          { ...depthOf(queue), oldestSeconds: oldestSecondsIn(queue) },
        ]),
      ),
    send: (arn, body, attributes, group) => send(knownQueue(store, arn), counter, body, attributes ?? {}, group),
    async call(action, body) {
      const { request, failed } = setAside(parseSqsRequest(action, JSON.parse(body)));
      const contentType = "application/x-amz-json-1.0";
      if (failed.length > 0 && isEmptyBatch(request)) {
        return { status: 200, contentType, body: JSON.stringify({ Successful: [], Failed: failed }) };
      }
      const { status, queryError, body: reply } = await store.request(action, inputFor(store, request));
      const headers = queryError === undefined ? {} : { "x-amzn-query-error": queryError };
      if (status !== 200) return { status, contentType, headers, body: reply };
      const answer = replyTo(request, reply, urlOf, failed);
      counter.sqs(action, bytesOf(request, answer));
      return { status, contentType, headers, body: JSON.stringify(answer) };
    },
    close: () => store.close(),
  };
}

function knownQueue(store: FauxqsStore, arn: string): SqsQueue {
  const queue = store.queues.getQueueByArn(arn);
  if (!queue) throw new Error(`there is no queue ${arn}`);
  return queue;
}

function depthOf(queue: SqsQueue): QueueDepth {
  queue.processTimers();
  return {
    visible: queue.messages.length,
    inFlight: queue.inflightMessages.size,
    delayed: queue.delayedMessages.length,
  };
}

function oldestSecondsIn(queue: SqsQueue): number {
  const { ready, delayed, inflight } = queue.inspectMessages();
  const now = Date.now();
  const sent = [...ready, ...delayed, ...inflight.map(({ message }) => message)].map(
    ({ sentTimestamp }) => sentTimestamp,
  );
  return Math.floor((now - sent.reduce((least, each) => Math.min(least, each), now)) / 1000);
}

function send(
  queue: SqsQueue,
  counter: Counter,
  body: string,
  attributes: MessageAttributes,
  group: string | undefined,
): void {
  const size = calculateMessageSize(body, withoutUndefined(attributes));
  const most = Number(queue.attributes["MaximumMessageSize"]);
  if (size > most) {
    throw new ServiceError("InvalidParameterValue", `Message must be shorter than ${most} bytes; it has ${size}`);
  }
  const delay = Number(queue.attributes["DelaySeconds"]);
  queue.enqueue(SqsStore.createMessage(body, withoutUndefined(attributes), delay > 0 ? delay : undefined, group));
  counter.sqs("SendMessage", size, group !== undefined);
}

type StoredAttributes = Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;

function withoutUndefined(attributes: MessageAttributes): StoredAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        DataType,
        ...(StringValue === undefined ? {} : { StringValue }),
        ...(BinaryValue === undefined ? {} : { BinaryValue }),
      },
    ]),
  );
}

/** The request as fauxqs should get it: the queue by name whatever its address said, and no visibility of 0. */
function inputFor(store: FauxqsStore, { action, input }: SqsRequest): object {
  switch (action) {
    case "ListQueues":
    case "GetQueueUrl":
      return input;
    case "GetQueueAttributes":
      store.queues.processAllTimers();
      return { ...input, QueueUrl: nameIn(input.QueueUrl) };
    case "ChangeMessageVisibility":
      return { ...input, QueueUrl: nameIn(input.QueueUrl), VisibilityTimeout: input.VisibilityTimeout || almostNow };
    case "ChangeMessageVisibilityBatch":
      return {
        QueueUrl: nameIn(input.QueueUrl),
        Entries: input.Entries.map((entry) => ({
          ...entry,
          VisibilityTimeout: entry.VisibilityTimeout || almostNow,
        })),
      };
    default:
      return { ...input, QueueUrl: nameIn(input.QueueUrl) };
  }
}

function nameIn(queueUrl: string): string {
  return queueUrl.split("/").at(-1) ?? "";
}

const Address = z.looseObject({ QueueUrl: z.string() });
const Addresses = z.looseObject({ QueueUrls: z._default(z.array(z.string()), []) });
const Message = z.looseObject({ Body: z.string(), MessageAttributes: z.optional(z.unknown()) });
const OfBatch = z.looseObject({ Failed: z._default(z.array(z.unknown()), []) });
const Received = z.looseObject({ Messages: z.optional(z.array(Message)) });

/**
 * The answer as AWS gives it: addresses on this endpoint, message attributes only where they were asked for, and the
 * entries that were set aside.
 */
function replyTo(
  { action, input }: SqsRequest,
  body: string,
  urlOf: (name: string) => string,
  failed: readonly FailedEntry[],
): unknown {
  const reply: unknown = JSON.parse(body);
  switch (action) {
    case "GetQueueUrl":
      return { QueueUrl: urlOf(nameIn(Address.parse(reply).QueueUrl)) };
    case "ListQueues": {
      const { QueueUrls, ...rest } = Addresses.parse(reply);
      return { ...rest, QueueUrls: QueueUrls.map((url) => urlOf(nameIn(url))) };
    }
    case "ReceiveMessage": {
      const { Messages } = Received.parse(reply);
      if (!Messages || (input.MessageAttributeNames ?? []).length > 0) return reply;
      return {
        Messages: Messages.map(({ MessageAttributes: _, MD5OfMessageAttributes: __, ...message }) => message),
      };
    }
    case "SendMessageBatch":
    case "DeleteMessageBatch":
    case "ChangeMessageVisibilityBatch": {
      const { Failed, ...rest } = OfBatch.parse(reply);
      return { ...rest, Failed: [...Failed, ...failed] };
    }
    default:
      return reply;
  }
}

/** What the request carried, there or back. */
function bytesOf({ action, input }: SqsRequest, reply: unknown): number {
  switch (action) {
    case "SendMessage":
      return calculateMessageSize(input.MessageBody, withoutUndefined(input.MessageAttributes ?? {}));
    case "SendMessageBatch":
      return input.Entries.reduce(
        (total, { MessageBody, MessageAttributes: attributes }) =>
          total + calculateMessageSize(MessageBody, withoutUndefined(attributes ?? {})),
        0,
      );
    case "ReceiveMessage":
      return (Received.parse(reply).Messages ?? []).reduce((total, { Body }) => total + Buffer.byteLength(Body), 0);
    default:
      return 0;
  }
}
