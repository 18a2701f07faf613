import { BatchGetItemCommand, type DynamoDBClient, type KeysAndAttributes } from "@aws-sdk/client-dynamodb";
import { RetryLater } from "#functions/errors.ts";
import type { Freshness } from "#household/household-store.ts";
import type { Item } from "./read-items.ts";

/** As many keys as one request takes. */
export const keysPerRequest = 100;
const attempts = 6;

/** Items of one table, by their whole keys, at most as many as one request takes. */
export interface WantedKeys {
  readonly table: string;
  readonly keys: readonly Item[];
  readonly freshness: Freshness;
}

/**
 * Reads items by their keys, in no order; keys without an item are left out.
 * Throws RetryLater when the tables give only some of them, try after try.
 */
export type ReadKeys = (wanted: WantedKeys) => Promise<Item[]>;

interface Asked extends WantedKeys {
  resolve(items: Item[]): void;
  reject(error: unknown): void;
}

/** Reads by keys. What is asked for before anything is waited for, of whatever tables, is read by one request. */
export function keyReader(client: DynamoDBClient): ReadKeys {
  let gathered: Asked[] = [];
  const readGathered = () => {
    const all = gathered;
    gathered = [];
    for (const together of inRequests(all)) void answer(client, together);
  };
  return (wanted) =>
    new Promise((resolve, reject) => {
      if (gathered.length === 0) queueMicrotask(readGathered);
      gathered.push({ ...wanted, resolve, reject });
    });
}

/** Fills requests in order, with one list of keys of a table each: none may be in a request twice. */
function inRequests(all: readonly Asked[]): Asked[][] {
  const requests: Asked[][] = [];
  for (const asked of all) {
    const room = requests.find((request) => fits(request, asked));
    if (room) room.push(asked);
    else requests.push([asked]);
  }
  return requests;
}

function fits(request: readonly Asked[], { table, keys }: Asked): boolean {
  const count = request.reduce((sum, each) => sum + each.keys.length, keys.length);
  return count <= keysPerRequest && request.every((each) => each.table !== table);
}

/** Never rejects: whoever asked is told. */
async function answer(client: DynamoDBClient, together: readonly Asked[]): Promise<void> {
  try {
    const found = await readTogether(client, together);
    for (const { table, resolve } of together) resolve(found.get(table) ?? []);
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}

async function readTogether(client: DynamoDBClient, together: readonly Asked[]): Promise<Map<string, Item[]>> {
  const found = new Map<string, Item[]>();
  let wanted: Record<string, KeysAndAttributes> = Object.fromEntries(
    together.map(({ table, keys, freshness }) => [table, { Keys: [...keys], ConsistentRead: freshness === "fresh" }]),
  );
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const reply = await client.send(new BatchGetItemCommand({ RequestItems: wanted }));
    for (const [table, items] of Object.entries(reply.Responses ?? {})) {
      found.set(table, [...(found.get(table) ?? []), ...items]);
    }
    wanted = reply.UnprocessedKeys ?? {};
    if (Object.keys(wanted).length === 0) return found;
    // Not by node:timers/promises, which takes a new instance two milliseconds to load.
    await new Promise((resume) => setTimeout(resume, 25 * 2 ** attempt));
  }
  const left = Object.entries(wanted).map(([table, { Keys = [] }]) => `${Keys.length} of ${table}`);
  throw new RetryLater(`items were not read in ${attempts} tries: ${left.join(", ")}`);
}
