import { type DynamoDBClient, paginateQuery, QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import type { CaseRow } from "#outreach/case.ts";
import { type CasePage, type Page, UnknownCursor } from "#outreach/case-store.ts";
import { rowOf } from "./case-items.ts";
import type { Item } from "./read-items.ts";

/** The index in which a case stands only while its outcome waits to be reported. */
export const unreportedIndex = "unreported";

/** The indexes in which cases are listed: each holds the case's row beside its keys. */
export const caseIndexes = {
  office: { index: "by-office", partitionKey: "office", sortKey: "place" },
  county: { index: "by-county", partitionKey: "county", sortKey: "spot" },
  household: { index: "by-household", partitionKey: "household", sortKey: "queuedAt" },
} as const;

/** A part of an index: one partition, and in it what begins with a prefix. */
export interface List {
  readonly index: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly partition: string;
  readonly prefix: string;
}

/** One page of a list. Throws UnknownCursor. */
export async function queryPage(client: DynamoDBClient, table: string, list: List, page: Page): Promise<CasePage> {
  const start = page.cursor === undefined ? undefined : keyOf(list, page.cursor);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      ...queryOf(table, list),
      Limit: page.limit,
      ...(start ? { ExclusiveStartKey: start } : {}),
    }),
  );
  const rows = Items.map(rowOf);
  return LastEvaluatedKey ? { rows, cursor: cursorOf(LastEvaluatedKey) } : { rows };
}

/** All rows of a list. */
export async function* allRows(client: DynamoDBClient, table: string, list: List): AsyncGenerator<CaseRow> {
  for await (const { Items = [] } of paginateQuery({ client }, queryOf(table, list))) {
    for (const item of Items) yield rowOf(item);
  }
}

function queryOf(table: string, { index, partitionKey, sortKey, partition, prefix }: List): QueryCommandInput {
  const narrowed = prefix !== "";
  return {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: `#partition = :partition${narrowed ? " AND begins_with(#sort, :prefix)" : ""}`,
    ExpressionAttributeNames: { "#partition": partitionKey, ...(narrowed ? { "#sort": sortKey } : {}) },
    ExpressionAttributeValues: {
      ":partition": { S: partition },
      ...(narrowed ? { ":prefix": { S: prefix } } : {}),
    },
  };
}

const Key = z.record(z.string(), z.string());

function cursorOf(key: Item): string {
  const texts = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, value.S ?? ""]));
  return Buffer.from(JSON.stringify(texts)).toString("base64url");
}

/** The key in a cursor. It came back from outside: one that points elsewhere than into this list is refused. */
function keyOf({ partitionKey, sortKey, partition, prefix }: List, cursor: string): Item {
  const key = Key.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  const names = [partitionKey, sortKey, "case", "part"];
  if (
    !key.success ||
    key.data[partitionKey] !== partition ||
    !key.data[sortKey]?.startsWith(prefix) ||
    key.data["part"] !== "case" ||
    !names.every((name) => Object.hasOwn(key.data, name))
  ) {
    throw new UnknownCursor("the cursor is none of this list's");
  }
  return Object.fromEntries(names.map((name) => [name, { S: key.data[name] ?? "" }]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
