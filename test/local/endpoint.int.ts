import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { DescribeEventBusCommand, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import {
  ChangeMessageVisibilityCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { writeAssembly } from "./assembly-under-test.ts";
import { type Clients, clientsOf } from "./clients.ts";

const folder = mkdtempSync(join(tmpdir(), "endpoint-"));
let aws: EmbeddedAws;
let clients: Clients;
let queueUrl: string;

beforeAll(async () => {
  const template = {
    Resources: {
      Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "bus" } },
      Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "notices" } },
      Table: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          TableName: "families",
          KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
          AttributeDefinitions: [
            { AttributeName: "id", AttributeType: "S" },
            { AttributeName: "due", AttributeType: "S" },
          ],
          GlobalSecondaryIndexes: [
            {
              IndexName: "due",
              KeySchema: [{ AttributeName: "due", KeyType: "HASH" }],
              Projection: { ProjectionType: "KEYS_ONLY" },
            },
          ],
          BillingMode: "PAY_PER_REQUEST",
        },
      },
    },
  };
  const assembly = writeAssembly(join(folder, "assembly"), { stack: template });
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  clients = clientsOf(aws.endpoint);
  queueUrl = `${aws.endpoint}/000000000000/notices`;
});

afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=any/20260101/cn-north-1/${service}/aws4_request, SignedHeaders=host, Signature=any`;

describe("the endpoint", () => {
  test("shows what there is", async () => {
    const status: unknown = await (await fetch(aws.endpoint)).json();
    expect(status).toMatchObject({
      tables: ["families"],
      buses: [{ name: "bus" }],
      queues: { notices: { visible: 0 } },
    });
  });

  test("refuses a call of another service by name", async () => {
    const reply = await fetch(`${aws.endpoint}/2015-03-31/functions`, {
      headers: { authorization: authorization("lambda") },
    });
    expect(reply.status).toBe(501);
    expect(await reply.text()).toContain("lambda (GET /2015-03-31/functions) is not covered");
  });

  test("refuses what is no JSON", async () => {
    const reply = await fetch(aws.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AmazonSQS.SendMessage" },
      body: "{",
    });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ __type: "SerializationException" });
  });
});

describe("events", () => {
  const entry = { EventBusName: "bus", Source: "grid", DetailType: "told", Detail: "{}" };

  test("are refused one by one, with the reason", async () => {
    const { FailedEntryCount, Entries = [] } = await clients.events.send(
      new PutEventsCommand({
        Entries: [
          entry,
          { ...entry, Source: undefined },
          { ...entry, DetailType: "" },
          { ...entry, Detail: "{" },
          { ...entry, Detail: "[]" },
          { ...entry, EventBusName: "none" },
          { ...entry, Source: "aws.grid" },
          { ...entry, EventBusName: "arn:aws:events:us-east-1:000000000000:event-bus/bus" },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(6);
    expect(Entries.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      "InvalidArgument",
      "InvalidArgument",
      "MalformedDetail",
      "MalformedDetail",
      "ResourceNotFoundException",
      "NotAuthorizedForSourceException",
      undefined,
    ]);
  });

  test.each([
    ["none", []],
    ["eleven", Array.from({ length: 11 }, () => entry)],
    ["more than 256 KB", [{ ...entry, Detail: JSON.stringify({ text: "x".repeat(256 * 1024) }) }]],
  ])("are refused as a whole when there are %s", async (_, Entries) => {
    await expect(clients.events.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("have a bus that can be asked for", async () => {
    const bus = await clients.events.send(new DescribeEventBusCommand({ Name: "bus" }));
    expect(bus.Arn).toBe("arn:aws:events:us-east-1:000000000000:event-bus/bus");
    await expect(clients.events.send(new DescribeEventBusCommand({ Name: "none" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("a queue", () => {
  const receive = async (names: string[] = []) => {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MessageAttributeNames: names }),
    );
    return Messages;
  };

  test("is found by its name, on this endpoint", async () => {
    expect((await clients.sqs.send(new GetQueueUrlCommand({ QueueName: "notices" }))).QueueUrl).toBe(queueUrl);
    await expect(clients.sqs.send(new GetQueueUrlCommand({ QueueName: "none" }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
    });
  });

  test("shows a message again when it is put back at once", async () => {
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "one" }));
    const [first] = await receive();
    await clients.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    expect((await clients.take("notices", 1)).map(({ Body }) => Body)).toEqual(["one"]);
  });

  test("gives message attributes only to those who ask", async () => {
    const MessageAttributes = { area: { DataType: "String", StringValue: "330106" } };
    const message = { QueueUrl: queueUrl, MessageBody: "one", MessageAttributes };
    await clients.sqs.send(new SendMessageCommand(message));
    await clients.sqs.send(new SendMessageCommand(message));
    expect((await receive())[0]?.MessageAttributes).toBeUndefined();
    expect((await receive(["All"]))[0]?.MessageAttributes).toMatchObject(MessageAttributes);
  });

  test("refuses a parameter that would have no effect, by name", async () => {
    await expect(
      clients.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "one", MessageGroupId: "a" })),
    ).rejects.toThrow(/SendMessage: .*MessageGroupId/);
  });
});

describe("a queue, to a client of the older protocol", () => {
  const ask = async (form: Record<string, string>, path = "/") => {
    const body = new URLSearchParams({ Version: "2012-11-05", ...form });
    const reply = await fetch(`${aws.endpoint}${path}`, {
      method: "POST",
      headers: { authorization: authorization("sqs") },
      body,
    });
    return { status: reply.status, xml: await reply.text() };
  };

  test("takes and gives messages with their attributes", async () => {
    await clients.take("notices");
    const sent = await ask({
      Action: "SendMessageBatch",
      QueueUrl: queueUrl,
      "SendMessageBatchRequestEntry.1.Id": "first",
      "SendMessageBatchRequestEntry.1.MessageBody": "低保 <&>",
      "SendMessageBatchRequestEntry.1.DelaySeconds": "0",
      "SendMessageBatchRequestEntry.1.MessageAttribute.1.Name": "area",
      "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType": "String",
      "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue": "330106",
    });
    expect(sent.xml).toContain("<SendMessageBatchResultEntry><Id>first</Id>");
    const received = await ask(
      {
        Action: "ReceiveMessage",
        "AttributeName.1": "All",
        "MessageAttributeName.1": "All",
        MaxNumberOfMessages: "10",
      },
      "/000000000000/notices",
    );
    expect(received.xml).toContain('<ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">');
    expect(received.xml).toContain("<Body>低保 &lt;&amp;&gt;</Body>");
    expect(received.xml).toContain("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>");
    expect(received.xml).toMatch(/<MessageAttribute><Name>area<\/Name><Value>.*<StringValue>330106<\/StringValue>/);
    const handle = /<ReceiptHandle>(.*?)<\/ReceiptHandle>/.exec(received.xml)?.[1] ?? "";
    const deleted = await ask({ Action: "DeleteMessage", QueueUrl: queueUrl, ReceiptHandle: handle });
    expect(deleted).toMatchObject({ status: 200, xml: expect.stringContaining("<DeleteMessageResponse") });
  });

  test("tells errors as it did", async () => {
    const missing = await ask({ Action: "GetQueueUrl", QueueName: "none" });
    expect(missing).toMatchObject({
      status: 400,
      xml: expect.stringContaining("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>"),
    });
    const unknown = await ask({ Action: "CreateQueue", QueueName: "another" });
    expect(unknown.xml).toContain("sqs:CreateQueue is not covered");
  });
});

describe("a table", () => {
  const put = (item: Record<string, string>, more: object = {}) =>
    clients.dynamoDb.send(
      new PutItemCommand({
        TableName: "families",
        Item: Object.fromEntries(Object.entries(item).map(([name, S]) => [name, { S }])),
        ...more,
      }),
    );
  const units = () => aws.counts().dynamoDb["families"] ?? { readUnits: 0, writeUnits: 0, conditionsFailed: 0 };

  test("tells its consumption only to those who ask, and counts it always", async () => {
    expect((await put({ id: "a" })).ConsumedCapacity).toBeUndefined();
    expect((await put({ id: "a" }, { ReturnConsumedCapacity: "TOTAL" })).ConsumedCapacity?.CapacityUnits).toBe(1);
    expect(units().writeUnits).toBe(2);
    await clients.dynamoDb.send(new GetItemCommand({ TableName: "families", Key: { id: { S: "a" } } }));
    expect(units().readUnits).toBe(0.5);
  });

  test("counts a write to an index only when the index changes", async () => {
    const costOf = async (item: Record<string, string>) => {
      const before = units().writeUnits;
      await put(item);
      return units().writeUnits - before;
    };
    expect(await costOf({ id: "i", due: "june" })).toBe(2);
    expect(await costOf({ id: "i", due: "june", more: "x" })).toBe(1);
    expect(await costOf({ id: "i", due: "july" })).toBe(3);
    expect(await costOf({ id: "i" })).toBe(2);
  });

  test("refuses a write whose condition fails, and counts that", async () => {
    await expect(put({ id: "a" }, { ConditionExpression: "attribute_not_exists(id)" })).rejects.toThrow(
      ConditionalCheckFailedException,
    );
    expect(units().conditionsFailed).toBe(1);
  });

  test("refuses a parameter and a call that would have no effect, by name", async () => {
    await expect(put({ id: "a" }, { ReturnValuesOnConditionCheckFailure: "ALL_OLD" })).rejects.toThrow(
      "PutItem: ReturnValuesOnConditionCheckFailure is not covered",
    );
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "x" };
    await expect(
      clients.dynamoDb.send(new UpdateTimeToLiveCommand({ TableName: "families", TimeToLiveSpecification })),
    ).rejects.toThrow("dynamodb:UpdateTimeToLive is not covered");
  });
});

describe("a client in another language", () => {
  // Never waits in the way of a synchronous call: the endpoint answers from this very process.
  const awsCli = async (...args: string[]): Promise<unknown> => {
    const { stdout } = await promisify(execFile)("aws", ["--endpoint-url", aws.endpoint, "--output", "json", ...args], {
      timeout: 60_000,
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        AWS_ACCESS_KEY_ID: "x",
        AWS_SECRET_ACCESS_KEY: "x",
        AWS_DEFAULT_REGION: "cn-north-1",
      },
    });
    return stdout === "" ? undefined : JSON.parse(stdout);
  };
  const installed = spawnSync("aws", ["--version"]).status === 0;

  test.skipIf(!installed)(
    "puts events, receives messages and gets items (skipped where there is no aws command)",
    async () => {
      const entries = JSON.stringify([{ EventBusName: "bus", Source: "grid", DetailType: "told", Detail: "{}" }]);
      expect(await awsCli("events", "put-events", "--entries", entries)).toMatchObject({ FailedEntryCount: 0 });
      await awsCli("sqs", "send-message", "--queue-url", queueUrl, "--message-body", "低保");
      const received = await awsCli("sqs", "receive-message", "--queue-url", queueUrl);
      expect(received).toMatchObject({ Messages: [{ Body: "低保" }] });
      await awsCli("dynamodb", "put-item", "--table-name", "families", "--item", '{"id":{"S":"cli"}}');
      const key = '{"id":{"S":"cli"}}';
      const item = await awsCli("dynamodb", "get-item", "--table-name", "families", "--key", key);
      expect(item).toEqual({ Item: { id: { S: "cli" } } });
    },
    120_000,
  );
});
