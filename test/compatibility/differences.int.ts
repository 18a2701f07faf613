import {
  BatchGetItemCommand,
  CreateTableCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isEmbedded } from "./endpoint-settings.ts";
import { type EndpointUnderTest, endpointWith } from "./endpoint-under-test.ts";
import { queue, table } from "./resources.ts";

// Where the embedded AWS knowingly differs, each line as in the table of local/README.md. Elsewhere these are skipped:
// they say nothing of another endpoint.
const wanted = {
  tables: [table("families")],
  queues: [queue("told"), queue("in-order")],
  buses: [{ name: "bus", queue: "told" }],
};

describe.skipIf(!isEmbedded)("the embedded AWS differs from AWS (skipped at another endpoint): it", () => {
  let aws: EndpointUnderTest;

  beforeAll(async () => {
    aws = await endpointWith(wanted);
  });

  afterAll(() => aws.close());

  const TableName = "families";
  const put = (household: string, more: object = {}, options: object = {}) =>
    aws.dynamoDb.send(
      new PutItemCommand({
        TableName,
        Item: { household: { S: household }, part: { S: "file" }, ...more },
        ...options,
      }),
    );

  test("creates nothing on request: tables, queues and buses come from the template", async () => {
    await expect(aws.dynamoDb.send(new CreateTableCommand(table("another")))).rejects.toThrow(
      "dynamodb:CreateTable is not covered by the embedded AWS",
    );
    await expect(aws.sqs.send(new CreateQueueCommand({ QueueName: "another" }))).rejects.toThrow(
      "sqs:CreateQueue is not covered by the embedded AWS",
    );
  });

  test("has no transactions", async () => {
    const Put = { TableName, Item: { household: { S: "h-1" }, part: { S: "file" } } };
    await expect(aws.dynamoDb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }))).rejects.toThrow(
      "dynamodb:TransactWriteItems is not covered by the embedded AWS",
    );
  });

  test("returns no item with a condition that failed: the parameter is refused by name", async () => {
    await expect(put("h-1", {}, { ReturnValuesOnConditionCheckFailure: "ALL_OLD" })).rejects.toThrow(
      "ReturnValuesOnConditionCheckFailure is not covered by the embedded AWS",
    );
  });

  test("has indexes that never lag behind their table", async () => {
    const county = { S: "330106" };
    for (let income = 1; income <= 20; income += 1) {
      await put(`h-${income}`, { county, income: { N: String(income) } });
      const { Count } = await aws.dynamoDb.send(
        new QueryCommand({
          TableName,
          IndexName: "by-income",
          KeyConditionExpression: "county = :county",
          ExpressionAttributeValues: { ":county": county },
        }),
      );
      expect(Count).toBe(income);
    }
  });

  test("ends the answer to a batch of reads near 1.4 MB, where AWS goes on to 16 MB", async () => {
    const households = ["b-1", "b-2", "b-3", "b-4", "b-5"];
    for (const household of households) await put(household, { text: { S: "x".repeat(399_000) } });
    const Keys = households.map((household) => ({ household: { S: household }, part: { S: "file" } }));
    const { Responses, UnprocessedKeys } = await aws.dynamoDb.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }),
    );
    expect(Responses?.[TableName]).toHaveLength(3);
    expect(UnprocessedKeys?.[TableName]?.Keys).toHaveLength(2);
  });

  test("gives messages in the order in which they were sent", async () => {
    const QueueUrl = aws.queueUrl("in-order");
    const sent = Array.from({ length: 20 }, (_, index) => String(index));
    for (const MessageBody of sent) await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const seen: (string | undefined)[] = [];
    for (let look = 0; look < 2; look += 1) {
      const receipt = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 60 });
      seen.push(...((await aws.sqs.send(receipt)).Messages ?? []).map(({ Body }) => Body));
    }
    expect(seen).toEqual(sent);
  });

  test("refuses parameters without an effect here by name, such as those of FIFO queues", async () => {
    const grouped = { QueueUrl: aws.queueUrl("told"), MessageBody: "one", MessageGroupId: "a" };
    await expect(aws.sqs.send(new SendMessageCommand(grouped))).rejects.toThrow(/SendMessage: .*MessageGroupId/);
  });

  const entry = { EventBusName: "bus", Source: "grid", DetailType: "heard.v1", Detail: "{}" };

  test("refuses an event for a bus that does not exist, which AWS takes and drops", async () => {
    const { Entries } = await aws.events.send(
      new PutEventsCommand({ Entries: [{ ...entry, EventBusName: "missing" }] }),
    );
    expect(Entries?.[0]?.ErrorCode).toBe("ResourceNotFoundException");
  });

  test("holds a request of events to 256 KB, which is the contract with sources, whatever AWS allows by now", async () => {
    const Detail = JSON.stringify({ text: "x".repeat(256 * 1024) });
    await expect(aws.events.send(new PutEventsCommand({ Entries: [{ ...entry, Detail }] }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("believes whatever access key a request is signed with, but for those of the template's functions", async () => {
    // The clients of these very tests sign with made-up keys.
    expect(await aws.events.config.credentials()).toMatchObject({ secretAccessKey: "any" });
    expect((await aws.events.send(new PutEventsCommand({ Entries: [entry] }))).FailedEntryCount).toBe(0);
  });
});
