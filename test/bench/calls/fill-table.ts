import { BatchWriteItemCommand, type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { eachWithin, inChunks } from "#stores/in-chunks.ts";
import type { Item } from "#stores/read-items.ts";

const perRequest = 25;
const requestsAtOnce = 8;

/**
 * Fills the households table up to a number of items with families like those in it, under other ids: what a change
 * costs must not depend on how many others are on file.
 */
export async function fillTable(client: DynamoDBClient, table: string, items: number): Promise<void> {
  const models: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: table })) models.push(...(page.Items ?? []));
  const more = Math.max(0, items - models.length);
  // Made a few requests at a time: a million items at once would fill the memory that is being measured.
  for (let start = 0; start < more; start += perRequest * requestsAtOnce) {
    const some = Array.from({ length: Math.min(perRequest * requestsAtOnce, more - start) }, (_, index) => ({
      ...models[(start + index) % models.length],
      household: { S: `h-filler-${start + index}` },
    }));
    await eachWithin(requestsAtOnce, inChunks(some, perRequest), (chunk) => writeAll(client, table, chunk));
  }
}

async function writeAll(client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> {
  let left = items.map((Item) => ({ PutRequest: { Item } }));
  while (left.length > 0) {
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }));
    left = (UnprocessedItems[table] ?? []).flatMap(({ PutRequest }) =>
      PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
    );
  }
}
