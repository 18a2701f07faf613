import * as sdk from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import * as lean from "#functions/sdk/client-dynamodb.ts";
import { type Dynalite, startDynalite } from "../../fakes/dynalite.ts";

// What a deployed function reads and writes by the lean clients is what the AWS SDK reads and writes: both are asked the
// same of one DynamoDB.

const options = { maxAttempts: 2, requestHandler: { connectionTimeout: 1000, requestTimeout: 5000 } };
let stored: Dynalite;
let whole: sdk.DynamoDBClient;
let client: lean.DynamoDBClient;

beforeAll(async () => {
  stored = await startDynalite({ things: ["home", "part"] });
  whole = stored.client;
  vi.stubEnv("AWS_ENDPOINT_URL", stored.endpoint);
  vi.stubEnv("AWS_REGION", "cn-north-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  client = new lean.DynamoDBClient(options);
});

afterAll(() => {
  vi.unstubAllEnvs();
  stored.close();
});

const bytes = Uint8Array.from([0, 1, 127, 128, 255]);
// A household's state is a Buffer, and an attribute may bear the name of its type.
const item = (part: string): Record<string, sdk.AttributeValue> => ({
  home: { S: "h-1" },
  part: { S: part },
  text: { S: "低于 B\u2028 \ud83d\ude00" },
  number: { N: "12345678901234567890.5" },
  packed: { B: Buffer.from(bytes) },
  B: { S: "an attribute of this name" },
  inside: { M: { B: { B: bytes }, list: { L: [{ B: bytes }, { NULL: true }, { BOOL: false }] } } },
  set: { SS: ["a", "b"] },
});

/** An answer without what tells one request from another. */
function answerOf({ $metadata: _, ...answer }: object & { readonly $metadata?: unknown }): unknown {
  return answer;
}

it("writes and reads items as the SDK does, their bytes too", async () => {
  await client.send(new lean.PutItemCommand({ TableName: "things", Item: item("lean") }));
  await whole.send(new sdk.PutItemCommand({ TableName: "things", Item: item("whole") }));
  for (const part of ["lean", "whole"]) {
    const asked = { TableName: "things", Key: { home: { S: "h-1" }, part: { S: part } }, ConsistentRead: true };
    const found = await client.send(new lean.GetItemCommand(asked));
    expect(answerOf(found)).toEqual(answerOf(await whole.send(new sdk.GetItemCommand(asked))));
    expect(found.Item?.["packed"]?.B).toEqual(bytes);
    expect(found.Item?.["packed"]?.B).not.toBeInstanceOf(Buffer);
  }
  const nobody = { TableName: "things", Key: { home: { S: "h-0" }, part: { S: "none" } } };
  expect((await client.send(new lean.GetItemCommand(nobody))).Item).toBeUndefined();
});

it("tells a condition that did not hold from every other refusal", async () => {
  const put = new lean.PutItemCommand({
    TableName: "things",
    Item: { home: { S: "h-2" }, part: { S: "once" } },
    ConditionExpression: "attribute_not_exists(home)",
  });
  await client.send(put);
  await expect(client.send(put)).rejects.toThrow(lean.ConditionalCheckFailedException);
  const elsewhere = client.send(new lean.GetItemCommand({ TableName: "nowhere", Key: { home: { S: "h-1" } } }));
  await expect(elsewhere).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Requested resource not found",
    $metadata: { httpStatusCode: 400 },
  });
});

it("changes, batches, queries and scans as the SDK does, page by page", async () => {
  const parts = Array.from({ length: 25 }, (_, index) => `part-${String(index).padStart(2, "0")}`);
  await client.send(
    new lean.BatchWriteItemCommand({
      RequestItems: {
        things: parts.map((part) => ({ PutRequest: { Item: { ...item(part), home: { S: "h-3" } } } })),
      },
    }),
  );
  const update = {
    TableName: "things",
    Key: { home: { S: "h-3" }, part: { S: "part-07" } },
    UpdateExpression: "SET packed = :packed",
    ExpressionAttributeValues: { ":packed": { B: Uint8Array.from([9]) } },
    ReturnValues: "ALL_NEW" as const,
  };
  const changed = await client.send(new lean.UpdateItemCommand(update));
  expect(answerOf(changed)).toEqual(answerOf(await whole.send(new sdk.UpdateItemCommand(update))));

  const batch = {
    RequestItems: { things: { Keys: parts.slice(0, 5).map((part) => ({ home: { S: "h-3" }, part: { S: part } })) } },
  };
  const found = await client.send(new lean.BatchGetItemCommand(batch));
  expect(inOrder(found)).toEqual(inOrder(await whole.send(new sdk.BatchGetItemCommand(batch))));

  const query = {
    TableName: "things",
    KeyConditionExpression: "home = :home",
    ExpressionAttributeValues: { ":home": { S: "h-3" } },
    Limit: 10,
  };
  expect(await pagesOf(lean.paginateQuery({ client }, query))).toEqual(
    await pagesOf(sdk.paginateQuery({ client: whole }, query)),
  );
  const scan = { TableName: "things", Limit: 10 };
  const scanned = await pagesOf(lean.paginateScan({ client }, scan));
  expect(scanned).toEqual(await pagesOf(sdk.paginateScan({ client: whole }, scan)));
  expect(scanned.length).toBeGreaterThan(2);
});

/** The items of a batch: they come in any order. */
function inOrder({ Responses }: sdk.BatchGetItemCommandOutput): unknown[] {
  const items = Responses?.["things"] ?? [];
  expect(items).toHaveLength(5);
  return items.toSorted((a, b) => String(a["part"]?.S).localeCompare(String(b["part"]?.S)));
}

async function pagesOf(pages: AsyncIterable<sdk.QueryCommandOutput | sdk.ScanCommandOutput>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const page of pages) found.push(answerOf(page));
  return found;
}
