import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import type { Item } from "#stores/read-items.ts";

/** A table of items with one key, each at a version that only grows. */
export interface VersionedTable {
  readonly table: string;
  readonly key: string;
  /** Throws where an item is none that can be read. */
  readonly decode: (item: Item) => unknown;
}

const Version = z.coerce.number().check(z.int(), z.nonnegative());

/** The version that an item is at: 0 where there is none, also after one without a version was removed. */
export async function versionNow(client: DynamoDBClient, { table, key }: VersionedTable, id: string): Promise<number> {
  const Key = { [key]: { S: id } };
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  if (!Item) return 0;
  const version = Version.safeParse(Item["version"]?.N);
  if (version.success) return version.data;
  await client.send(new DeleteItemCommand({ TableName: table, Key }));
  return 0;
}

/** Removes the items that cannot be read; resolves with how many. */
export async function removeUnreadable(
  client: DynamoDBClient,
  { table, key, decode }: VersionedTable,
): Promise<number> {
  let removed = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of Items.filter((each) => !isReadable(each, decode))) {
      const id = item[key];
      if (id === undefined) continue;
      await client.send(new DeleteItemCommand({ TableName: table, Key: { [key]: id } }));
      removed += 1;
    }
  }
  return removed;
}

function isReadable(item: Item, decode: (item: Item) => unknown): boolean {
  try {
    decode(item);
    return true;
  } catch {
    return false;
  }
}
