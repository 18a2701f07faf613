import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeReplayCommand, PutEventsCommand, StartReplayCommand } from "@aws-sdk/client-eventbridge";
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { arnOf, writeAssembly } from "./assembly-under-test.ts";
import { type Clients, clientsOf } from "./clients.ts";

// A queue that a rule feeds in groups of the events' sources: whichever way a message comes to it, its group comes along.
const folder = mkdtempSync(join(tmpdir(), "fair-queue-"));
const assembly = writeAssembly(join(folder, "assembly"), {
  stack: {
    Resources: {
      Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "events-under-test" } },
      Archive: { Type: "AWS::Events::Archive", Properties: { ArchiveName: "all", SourceArn: arnOf("Bus") } },
      Told: { Type: "AWS::SQS::Queue", Properties: { QueueName: "told", VisibilityTimeout: 600 } },
      Rule: {
        Type: "AWS::Events::Rule",
        Properties: {
          EventBusName: { Ref: "Bus" },
          EventPattern: { "detail-type": ["told"] },
          Targets: [{ Id: "queue", Arn: arnOf("Told"), SqsParameters: { MessageGroupId: "$.source" } }],
        },
      },
    },
  },
});
let aws: EmbeddedAws;
let clients: Clients;
const queueUrl = () => `${aws.endpoint}/000000000000/told`;

async function start(): Promise<void> {
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  clients = clientsOf(aws.endpoint);
}

async function stop(): Promise<void> {
  clients.close();
  await aws.stop();
}

beforeAll(start);
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

async function put(source: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 10) {
    const entry = { EventBusName: "events-under-test", Source: source, DetailType: "told", Detail: "{}" };
    await clients.events.send(new PutEventsCommand({ Entries: Array(Math.min(10, left)).fill(entry) }));
  }
}

const Told = z.object({ source: z.string() });
const sourceOf = ({ Body = "" }: Message): string => Told.parse(JSON.parse(Body)).source;

/** Takes up to ten, which stay in flight. */
async function receive(): Promise<Message[]> {
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl(),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["MessageGroupId"],
    }),
  );
  return Messages;
}

async function visible(): Promise<number> {
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(), AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
}

/**
 * Hands out what waits, sixty events of one source and then one of another, while nothing is done with any: each has its
 * group, and thirty in flight make a group noisy, if nothing did before: the last of the sixty-one then comes next.
 */
async function expectFairness(): Promise<void> {
  const messages: Message[] = [];
  for (let some = await receive(); some.length > 0; some = await receive()) messages.push(...some);
  for (const message of messages) expect(message.Attributes).toEqual({ MessageGroupId: sourceOf(message) });
  const sources = messages.map(sourceOf);
  expect(sources.filter((source) => source === "flood")).toHaveLength(60);
  expect(sources.slice(0, 31)).toContain("other");
  for (const { ReceiptHandle } of messages) {
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl(), ReceiptHandle }));
  }
}

test("a source that floods the bus waits behind another's event", async () => {
  await put("flood", 60);
  await put("other", 1);
  await expectFairness();
});

test("so it does after a restart", async () => {
  await put("flood", 60);
  await put("other", 1);
  await stop();
  await start();
  await expectFairness();
});

test("so it does when its messages come back", async () => {
  await put("flood", 60);
  for (let round = 0; round < 6; round += 1) {
    const Entries = (await receive()).map(({ ReceiptHandle }, index) => ({
      ...{ Id: String(index), ReceiptHandle, VisibilityTimeout: 1 },
    }));
    await clients.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl(), Entries }));
  }
  await expect.poll(() => visible(), { timeout: 5000 }).toBe(60);
  await put("other", 1);
  await expectFairness();
});

test("so it does when they are replayed from the archive", async () => {
  const from = new Date(Math.floor(Date.now() / 1000) * 1000);
  // What the tests before put may be of the same second.
  await expect.poll(() => Date.now(), { timeout: 3000, interval: 100 }).toBeGreaterThan(from.getTime() + 1000);
  await put("flood", 60);
  await put("other", 1);
  await clients.take("told");
  await clients.events.send(
    new StartReplayCommand({
      ReplayName: "once-more",
      EventSourceArn: "arn:aws:events:us-east-1:000000000000:archive/all",
      EventStartTime: new Date(from.getTime() + 1000),
      EventEndTime: new Date(from.getTime() + 60_000),
      Destination: { Arn: "arn:aws:events:us-east-1:000000000000:event-bus/events-under-test" },
    }),
  );
  const replay = new DescribeReplayCommand({ ReplayName: "once-more" });
  await expect.poll(async () => (await clients.events.send(replay)).State).toBe("COMPLETED");
  await expectFairness();
});
