import { setTimeout as pause } from "node:timers/promises";
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SendMessageCommandInput,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { covers } from "./endpoint-settings.ts";
import { type EndpointUnderTest, endpointWith } from "./endpoint-under-test.ts";
import { deadLettersOf, nothing, queue } from "./resources.ts";

// A queue for each test that looks at times or counts: they run at once, since most of what they do is wait.
const queues = [
  ...[
    "hidden",
    "put-back",
    "kept-away",
    "deleted",
    "counted",
    "batches",
    "attributes",
    "polled",
    "lasting",
    "old-handle",
  ],
  ...["limits-of-batches"],
].map((name) => queue(name));
const mostBytes = 262_144;

describe.skipIf(!covers("sqs")).concurrent("a queue", () => {
  let aws: EndpointUnderTest;

  beforeAll(async () => {
    aws = await endpointWith({
      ...nothing,
      queues: [
        ...queues,
        queue("given-up", { VisibilityTimeout: 1 }, 2),
        queue("delayed", { DelaySeconds: 1 }),
        queue("small", { MaximumMessageSize: mostBytes }),
      ],
    });
  }, 60_000);

  afterAll(() => aws.close(), 60_000);

  const send = (name: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
    aws.sqs.send(new SendMessageCommand({ QueueUrl: aws.queueUrl(name), MessageBody, ...more }));
  const sendBatch = (name: string, Entries: SendMessageBatchRequestEntry[]) =>
    aws.sqs.send(new SendMessageBatchCommand({ QueueUrl: aws.queueUrl(name), Entries }));
  /** Long polls by default: a short one asks only some of the servers that AWS keeps a queue on. */
  const receive = async (name: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
    const { Messages } = await aws.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: aws.queueUrl(name),
        WaitTimeSeconds: 10,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
        ...more,
      }),
    );
    return Messages ?? [];
  };
  const receiveOne = async (name: string): Promise<Message> => {
    const [message] = await receive(name);
    if (!message) throw new Error(`${name}: no message came`);
    return message;
  };
  const receiptsOf = ({ Attributes }: Message) => Number(Attributes?.ApproximateReceiveCount);
  const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body).toSorted();
  /** Seconds that something takes. */
  const timed = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
    const started = performance.now();
    const result = await work();
    return [result, (performance.now() - started) / 1000];
  };

  describe("hides a message that was received", () => {
    test("until its visibility timeout is over, and counts each receipt", async ({ expect }) => {
      await send("hidden", "one");
      const first = await receiveOne("hidden");
      expect(receiptsOf(first)).toBe(1);
      const [again, seconds] = await timed(() => receiveOne("hidden"));
      expect([again.MessageId, again.Body, receiptsOf(again)]).toEqual([first.MessageId, "one", 2]);
      // Two seconds from the receipt, which is a moment earlier than the start of the second one.
      expect(seconds).toBeGreaterThan(1.5);
      expect(seconds).toBeLessThan(5);
      expect(Number(again.Attributes?.ApproximateFirstReceiveTimestamp)).toBe(
        Number(first.Attributes?.ApproximateFirstReceiveTimestamp),
      );
    });

    test("for no longer, once it is put back", async ({ expect }) => {
      await send("put-back", "one");
      const { ReceiptHandle } = await receiveOne("put-back");
      await aws.sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: aws.queueUrl("put-back"),
          ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
      const [again, seconds] = await timed(() => receiveOne("put-back"));
      expect([again.Body, receiptsOf(again)]).toEqual(["one", 2]);
      expect(seconds).toBeLessThan(1.5);
    });

    test("for longer, once that is asked for", async ({ expect }) => {
      await send("kept-away", "one");
      const { ReceiptHandle } = await receiveOne("kept-away");
      await aws.sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: aws.queueUrl("kept-away"),
          ReceiptHandle,
          VisibilityTimeout: 5,
        }),
      );
      const [, seconds] = await timed(() => receiveOne("kept-away"));
      expect(seconds).toBeGreaterThan(4);
      expect(seconds).toBeLessThan(9);
    });
  });

  test("sets a message aside in its dead letters when it was received too often, as it was", async ({ expect }) => {
    await send("given-up", "poison", { MessageAttributes: { area: { DataType: "String", StringValue: "330106" } } });
    const receipts: number[] = [];
    let messageId: string | undefined;
    for (let look = 0; look < 6 && receipts.length < 2; look += 1) {
      for (const message of await receive("given-up", { WaitTimeSeconds: 2 })) {
        receipts.push(receiptsOf(message));
        messageId = message.MessageId;
      }
    }
    expect(receipts).toEqual([1, 2]);
    await pause(1200);
    // The look that finds it received too often is the one that moves it.
    expect(await receive("given-up", { WaitTimeSeconds: 1 })).toEqual([]);
    const aside = await receiveOne(deadLettersOf("given-up"));
    expect(aside).toMatchObject({
      MessageId: messageId,
      Body: "poison",
      MessageAttributes: { area: { StringValue: "330106" } },
    });
  }, 30_000);

  test("never gives a deleted message again; deleting it twice is no error", async ({ expect }) => {
    await send("deleted", "one");
    const { ReceiptHandle } = await receiveOne("deleted");
    const deletion = { QueueUrl: aws.queueUrl("deleted"), ReceiptHandle };
    await aws.sqs.send(new DeleteMessageCommand(deletion));
    await aws.sqs.send(new DeleteMessageCommand(deletion));
    expect(await receive("deleted", { WaitTimeSeconds: 3 })).toEqual([]);
  });

  test("keeps a message for as long as it was asked to delay it", async ({ expect }) => {
    const sent = performance.now();
    await send("delayed", "by the queue");
    await send("delayed", "by the sender", { DelaySeconds: 2 });
    const seen: [string | undefined, number][] = [];
    while (seen.length < 2 && performance.now() - sent < 15_000) {
      for (const { Body, ReceiptHandle } of await receive("delayed")) {
        seen.push([Body, (performance.now() - sent) / 1000]);
        await aws.sqs.send(new DeleteMessageCommand({ QueueUrl: aws.queueUrl("delayed"), ReceiptHandle }));
      }
    }
    expect(seen.map(([body]) => body)).toEqual(["by the queue", "by the sender"]);
    expect(seen[0]?.[1]).toBeGreaterThan(0.9);
    expect(seen[1]?.[1]).toBeGreaterThan(1.9);
  });

  test("answers a long poll when a message comes, and with nothing when the time is over", async ({ expect }) => {
    const [nobody, waited] = await timed(() => receive("polled", { WaitTimeSeconds: 1 }));
    expect(nobody).toEqual([]);
    expect(waited).toBeGreaterThan(0.9);
    const polling = timed(() => receiveOne("polled"));
    await pause(300);
    await send("polled", "one");
    const [message, seconds] = await polling;
    expect(message.Body).toBe("one");
    expect(seconds).toBeLessThan(5);
  });

  test("tells roughly how many messages wait and how many are in work", async ({ expect }) => {
    await sendBatch(
      "counted",
      ["1", "2", "3"].map((Id) => ({ Id, MessageBody: Id })),
    );
    await aws.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: aws.queueUrl("counted"), WaitTimeSeconds: 5, VisibilityTimeout: 60 }),
    );
    const counts = async () => {
      const { Attributes } = await aws.sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: aws.queueUrl("counted"),
          AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        }),
      );
      return Attributes;
    };
    await expect
      .poll(counts, { timeout: 20_000 })
      .toEqual({ ApproximateNumberOfMessages: "2", ApproximateNumberOfMessagesNotVisible: "1" });
  }, 30_000);

  test("gives a message as it was sent, with its attributes and the time of sending", async ({ expect }) => {
    const body = "低保 <&> \u{1F468}‍👩 \t\n";
    const MessageAttributes = {
      area: { DataType: "String", StringValue: "330106" },
      revision: { DataType: "Number", StringValue: "7" },
      seal: { DataType: "Binary", BinaryValue: Uint8Array.from([0, 255]) },
    };
    const { MessageId } = await send("attributes", body, { MessageAttributes });
    // The SDK itself holds the body against its digest.
    const message = await receiveOne("attributes");
    expect(message).toMatchObject({ MessageId, Body: body, MessageAttributes });
    expect(Math.abs(Number(message.Attributes?.SentTimestamp) - Date.now())).toBeLessThan(60_000);
  });

  describe("takes a batch entry by entry", () => {
    test("when sending: what one entry has wrong hinders no other", async ({ expect }) => {
      const { Successful, Failed } = await sendBatch("batches", [
        { Id: "good", MessageBody: "one" },
        { Id: "delayed-too-long", MessageBody: "two", DelaySeconds: 901 },
        { Id: "also-good", MessageBody: "three" },
      ]);
      expect(Successful?.map(({ Id }) => Id).toSorted()).toEqual(["also-good", "good"]);
      expect(Failed).toEqual([
        { Id: "delayed-too-long", SenderFault: true, Code: "InvalidParameterValue", Message: expect.any(String) },
      ]);
      const received: Message[] = [];
      for (let look = 0; look < 5 && received.length < 2; look += 1) {
        received.push(...(await receive("batches", { MaxNumberOfMessages: 10, VisibilityTimeout: 60 })));
      }
      expect(bodiesOf(received)).toEqual(["one", "three"]);

      const QueueUrl = aws.queueUrl("batches");
      const [first, second] = received;
      const changed = await aws.sqs.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl,
          Entries: [
            { Id: "good", ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 30 },
            { Id: "unknown", ReceiptHandle: "no handle", VisibilityTimeout: 30 },
          ],
        }),
      );
      expect(changed.Successful).toEqual([{ Id: "good" }]);
      expect(changed.Failed).toMatchObject([{ Id: "unknown", SenderFault: true, Code: "ReceiptHandleIsInvalid" }]);

      const deleted = await aws.sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: "good", ReceiptHandle: first?.ReceiptHandle },
            { Id: "unknown", ReceiptHandle: "no handle" },
            { Id: "also-good", ReceiptHandle: second?.ReceiptHandle },
          ],
        }),
      );
      expect(deleted.Successful?.map(({ Id }) => Id).toSorted()).toEqual(["also-good", "good"]);
      expect(deleted.Failed).toMatchObject([{ Id: "unknown", SenderFault: true, Code: "ReceiptHandleIsInvalid" }]);
    }, 60_000);

    const entries = (count: number, idOf: (index: number) => string = String) =>
      Array.from({ length: count }, (_, index) => ({ Id: idOf(index), MessageBody: "one" }));

    test.each<[string, SendMessageBatchRequestEntry[], string]>([
      ["of none", [], "EmptyBatchRequest"],
      ["of eleven", entries(11), "TooManyEntriesInBatchRequest"],
      ["of two by one id", entries(2, () => "same"), "BatchEntryIdsNotDistinct"],
      ["of an id with a space", entries(1, () => "one id"), "InvalidBatchEntryId"],
    ])("but refuses one %s as a whole", async (_, batch, name) => {
      await expect(sendBatch("limits-of-batches", batch)).rejects.toMatchObject({ name });
    });
  });

  describe("refuses", () => {
    test("a message above its size by a byte, counted in UTF-8 with attributes", async ({ expect }) => {
      const MessageAttributes = { area: { DataType: "String", StringValue: "330106" } };
      const others = Buffer.byteLength("areaString330106");
      const body = `低${"x".repeat(mostBytes - others - 3)}`;
      await send("small", body, { MessageAttributes });
      await expect(send("small", `${body}x`, { MessageAttributes })).rejects.toMatchObject({
        name: expect.stringMatching(/^InvalidParameterValue/),
      });
    });

    test("a character that XML does not have, and an empty message", async ({ expect }) => {
      await expect(send("lasting", "a\u0000b")).rejects.toMatchObject({ name: "InvalidMessageContents" });
      await expect(send("lasting", "a\uffffb")).rejects.toMatchObject({ name: "InvalidMessageContents" });
      await expect(send("lasting", "")).rejects.toMatchObject({ name: "MissingParameter" });
    });

    test.each<[string, Partial<ReceiveMessageCommandInput>]>([
      ["more than ten messages at once", { MaxNumberOfMessages: 11 }],
      ["no message", { MaxNumberOfMessages: 0 }],
      ["to wait for longer than twenty seconds", { WaitTimeSeconds: 21 }],
      ["to hide for longer than twelve hours", { VisibilityTimeout: 43_201 }],
    ])("to give or do what no queue does: %s", async (_, more) => {
      await expect(receive("lasting", more)).rejects.toMatchObject({
        name: expect.stringMatching(/^InvalidParameterValue/),
      });
    });

    test("a handle that it never gave", async ({ expect }) => {
      const never = { QueueUrl: aws.queueUrl("lasting"), ReceiptHandle: "no handle" };
      await expect(aws.sqs.send(new DeleteMessageCommand(never))).rejects.toMatchObject({
        name: "ReceiptHandleIsInvalid",
      });
    });
  });

  test("that does not exist is told by QueueDoesNotExist", async ({ expect }) => {
    const QueueName = aws.nameOf("missing");
    await expect(aws.sqs.send(new GetQueueUrlCommand({ QueueName }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
    });
    const QueueUrl = aws.queueUrl("lasting").replace(/[^/]+$/, QueueName);
    await expect(aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
    });
  });

  test("takes an earlier receipt's handle for a deletion without an error", async ({ expect }) => {
    await send("old-handle", "one");
    const { ReceiptHandle } = await receiveOne("old-handle");
    await receiveOne("old-handle");
    const deletion = { QueueUrl: aws.queueUrl("old-handle"), ReceiptHandle };
    await expect(aws.sqs.send(new DeleteMessageCommand(deletion))).resolves.toBeDefined();
  });
});
