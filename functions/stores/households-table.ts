import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Household } from "#household/aggregate.ts";
import type { HouseholdStore, WriteOutcome } from "#household/household-store.ts";
import { hasUnsent, sent } from "#household/notices.ts";
import { decodeHousehold, encodeHousehold } from "./household-codec.ts";
import { decodeItems, type Item, numberOf, readItems, stateOf, textOf } from "./read-items.ts";
import { keyReader, type ReadKeys } from "./read-keys.ts";
import { shardOf } from "./shard-of.ts";
import { indexedIn, watchAttributes } from "./watch-attributes.ts";

/** Shards of the index of overdue outboxes: one partition takes 1,000 writes a second. */
export const outboxShards = 8;

/**
 * Households in DynamoDB, one item each: `household`, `version`, `state` and what the table's indexes hold it by:
 * `calendarShard` and `calendarOn` while a day will come on which something may change, `watchedIn`, `raisedAt` and
 * `loweredAt` once it was judged and, only while a notice waits to be sent, `outboxShard` and `outboxSince`. An index
 * whose keys stay costs nothing: DynamoDB writes only those that move.
 */
export function householdsTable(
  client: DynamoDBClient,
  table: string,
  read: ReadKeys = keyReader(client),
): HouseholdStore {
  const put = (household: Household, version: number, outboxSince?: string) =>
    putIfAt(client, table, household.version, {
      household: { S: household.household },
      version: { N: String(version) },
      state: { B: encodeHousehold(household) },
      ...watchAttributes(household),
      ...(outboxSince === undefined
        ? {}
        : { outboxShard: { S: String(shardOf(household.household, outboxShards)) }, outboxSince: { S: outboxSince } }),
    });
  return {
    async read(ids, freshness) {
      const items = await readItems(read, { table, key: "household", ids }, freshness);
      return decodeItems(items, "household", decodeHouseholdItem);
    },
    write: (household, at) => put(household, household.version + 1, hasUnsent(household.notices) ? at : undefined),
    markSent: (household) => put({ ...household, notices: sent(household.notices) }, household.version),
  };
}

/** The household in an item of the table. Throws where it is none that this code wrote. */
export function decodeHouseholdItem(item: Item): Household {
  const household = decodeHousehold(textOf(item, "household"), numberOf(item, "version"), stateOf(item));
  const indexed = indexedIn(item);
  return indexed ? { ...household, indexed } : household;
}

/** Puts an item that is still at a version, or, at version 0, is not there yet. */
export async function putIfAt(
  client: DynamoDBClient,
  table: string,
  version: number,
  item: Item,
): Promise<WriteOutcome> {
  const condition =
    version === 0
      ? { ConditionExpression: "attribute_not_exists(version)" }
      : {
          ConditionExpression: "version = :version",
          ExpressionAttributeValues: { ":version": { N: String(version) } },
        };
  try {
    await client.send(new PutItemCommand({ TableName: table, Item: item, ...condition }));
    return "written";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "conflict";
    throw error;
  }
}
