import { PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { covers, isEmbedded } from "./endpoint-settings.ts";
import { type EndpointUnderTest, endpointWith } from "./endpoint-under-test.ts";
import { nothing, queue } from "./resources.ts";

const BusEvent = z.looseObject({ id: z.string(), detail: z.record(z.string(), z.unknown()) });
type BusEvent = z.infer<typeof BusEvent>;

/** After so long without another event there is none on its way. */
const quietSeconds = isEmbedded ? 1 : 3;

// A bus is looked at through the queue that its rule's events go to.
describe.skipIf(!covers("events", "sqs"))("a bus", () => {
  let aws: EndpointUnderTest;

  beforeAll(async () => {
    aws = await endpointWith({ ...nothing, queues: [queue("told")], buses: [{ name: "bus", queue: "told" }] });
    // A rule may take a while until it holds everywhere.
    for (let probe = 0; probe < 20 && (await eventsWithin(quietSeconds)).length === 0; probe += 1)
      await put([told("told.probe")]);
    await eventsWithin(quietSeconds);
  }, 120_000);

  afterAll(() => aws.close(), 60_000);

  const told = (DetailType: string, detail: object = {}, more: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
    Source: "grid",
    DetailType,
    Detail: JSON.stringify(detail),
    EventBusName: aws.nameOf("bus"),
    ...more,
  });
  const put = (Entries: PutEventsRequestEntry[]) => aws.events.send(new PutEventsCommand({ Entries }));

  /** What comes to the queue until nothing has come for so many seconds. */
  async function eventsWithin(WaitTimeSeconds: number): Promise<BusEvent[]> {
    const QueueUrl = aws.queueUrl("told");
    const seen = new Map<string, BusEvent>();
    for (;;) {
      const { Messages = [] } = await aws.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return [...seen.values()];
      for (const { Body = "", ReceiptHandle } of Messages) {
        const event = BusEvent.parse(JSON.parse(Body));
        seen.set(event.id, event);
        await aws.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }

  test("takes an event to the queue whose rule it matches, within seconds, and no other event", async () => {
    const { FailedEntryCount, Entries } = await put([
      told("told.v1", { household: "h-1", text: "低保" }),
      told("heard.v1", { household: "h-2" }),
    ]);
    expect(FailedEntryCount).toBe(0);
    const events = await eventsWithin(quietSeconds);
    expect(events).toMatchObject([
      {
        id: Entries?.[0]?.EventId,
        version: "0",
        account: expect.stringMatching(/^\d{12}$/),
        region: expect.any(String),
        resources: [],
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        source: "grid",
        "detail-type": "told.v1",
        detail: { household: "h-1", text: "低保" },
      },
    ]);
    expect(Math.abs(Date.parse(String(events[0]?.["time"])) - Date.now())).toBeLessThan(60_000);
  }, 30_000);

  test("takes an event's time and resources as they were given", async () => {
    await put([told("told.v1", {}, { Time: new Date("2022-07-01T01:02:03Z"), Resources: ["arn:one"] })]);
    expect(await eventsWithin(quietSeconds)).toMatchObject([{ time: "2022-07-01T01:02:03Z", resources: ["arn:one"] }]);
  }, 30_000);

  test("takes or refuses a request's events one by one, in their order, with the reason", async () => {
    const { FailedEntryCount, Entries = [] } = await put([
      told("told.v1", { number: 1 }),
      told("told.v1", {}, { Source: undefined }),
      told("told.v1", {}, { Detail: "{" }),
      told("", {}),
      told("told.v1", {}, { Source: "aws.grid" }),
      told("told.v1", { number: 2 }),
    ]);
    expect(FailedEntryCount).toBe(4);
    expect(Entries.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      "InvalidArgument",
      "MalformedDetail",
      "InvalidArgument",
      "NotAuthorizedForSourceException",
      undefined,
    ]);
    const numbers = (await eventsWithin(quietSeconds)).map(({ detail }) => detail["number"]);
    expect(numbers.toSorted()).toEqual([1, 2]);
  }, 30_000);

  test.each<[string, number]>([
    ["no events", 0],
    ["more than ten events", 11],
  ])("refuses a request of %s with ValidationException", async (_, count) => {
    await expect(put(Array.from({ length: count }, () => told("told.v1")))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("takes an event of nearly 256 KB", async () => {
    const text = "x".repeat(255 * 1024);
    expect((await put([told("told.v1", { text })])).FailedEntryCount).toBe(0);
    const [event] = await eventsWithin(quietSeconds);
    expect(event?.detail["text"]).toHaveLength(text.length);
  }, 30_000);
});
