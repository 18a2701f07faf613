import type * as Sdk from "@aws-sdk/client-dynamodb";
import { commandOf, JsonClient, type JsonClientOptions, type JsonService, refusalNamed } from "./json-client.ts";

/** A write whose condition did not hold. */
export const ConditionalCheckFailedException = refusalNamed("ConditionalCheckFailedException");

const dynamoDb: JsonService = {
  name: "dynamodb",
  sdkId: "DYNAMODB",
  target: "DynamoDB_20120810",
  version: "1.0",
  // A Buffer has turned into something else by the time that it is a value.
  replacer(key, value) {
    const held: unknown = Reflect.get(Object(this), key);
    return held instanceof Uint8Array ? base64Of(held) : value;
  },
  // Only the value of a binary attribute is a text under this name: an attribute of this name has an object.
  reviver: (key, value) => (key === "B" && typeof value === "string" ? bytesOf(value) : value),
  errors: { ConditionalCheckFailedException },
};

function base64Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function bytesOf(base64: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, "base64");
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The DynamoDB client of a deployed function. */
export class DynamoDBClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super(dynamoDb, options);
  }
}

export const BatchGetItemCommand = commandOf<Sdk.BatchGetItemCommandInput, Sdk.BatchGetItemCommandOutput>(
  "BatchGetItem",
);
export const BatchWriteItemCommand = commandOf<Sdk.BatchWriteItemCommandInput, Sdk.BatchWriteItemCommandOutput>(
  "BatchWriteItem",
);
export const GetItemCommand = commandOf<Sdk.GetItemCommandInput, Sdk.GetItemCommandOutput>("GetItem");
export const PutItemCommand = commandOf<Sdk.PutItemCommandInput, Sdk.PutItemCommandOutput>("PutItem");
export const QueryCommand = commandOf<Sdk.QueryCommandInput, Sdk.QueryCommandOutput>("Query");
export const ScanCommand = commandOf<Sdk.ScanCommandInput, Sdk.ScanCommandOutput>("Scan");
export const UpdateItemCommand = commandOf<Sdk.UpdateItemCommandInput, Sdk.UpdateItemCommandOutput>("UpdateItem");

interface Pages {
  readonly client: DynamoDBClient;
}

/** Every page of a query. */
export function paginateQuery({ client }: Pages, input: Sdk.QueryCommandInput): AsyncGenerator<Sdk.QueryCommandOutput> {
  return pagesOf((start) => client.send(new QueryCommand({ ...input, ...start })));
}

/** Every page of a scan. */
export function paginateScan({ client }: Pages, input: Sdk.ScanCommandInput): AsyncGenerator<Sdk.ScanCommandOutput> {
  return pagesOf((start) => client.send(new ScanCommand({ ...input, ...start })));
}

interface Page {
  readonly LastEvaluatedKey?: Record<string, Sdk.AttributeValue> | undefined;
}

async function* pagesOf<Found extends Page>(
  read: (start: { readonly ExclusiveStartKey?: NonNullable<Page["LastEvaluatedKey"]> }) => Promise<Found>,
): AsyncGenerator<Found> {
  let last: Page["LastEvaluatedKey"];
  do {
    const page = await read(last ? { ExclusiveStartKey: last } : {});
    yield page;
    last = page.LastEvaluatedKey;
  } while (last);
}
