import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { type Item, textOf } from "./read-items.ts";
import { areaShards, calendarShards } from "./watch-attributes.ts";

/** The index of the days on which something may change for a household by itself. */
export const calendarIndex = "calendar";
/** The indexes of the values of the standard's indexed parameter at which something changes for a household. */
export const raisedIndex = "raised";
export const loweredIndex = "lowered";

/** Which households to find. */
export type Wanted =
  /** Those whose day is this one (ISO date) or an earlier one. */
  | { readonly by: "calendar"; readonly until: string }
  /** Those of an area for whom something changes when the indexed parameter is this or less. */
  | { readonly by: "raised"; readonly area: string; readonly to: number }
  /** Those of an area for whom something changes when the indexed parameter is this or more. */
  | { readonly by: "lowered"; readonly area: string; readonly to: number }
  /** All of an area. */
  | { readonly by: "area"; readonly area: string };

/** How far a shard has been read: what the next page begins after. Opaque. */
export type PageEnd = Readonly<Record<string, string | number>>;

/** Some of the households of one shard. */
export interface FoundPage {
  readonly households: readonly string[];
  /** Absent where the shard is read to its end. */
  readonly end?: PageEnd;
}

/** Reads one page of one shard (0 and up, less than `shardsOf`) of what is wanted, after the end of an earlier page. */
export type FindHouseholds = (wanted: Wanted, shard: number, after?: PageEnd) => Promise<FoundPage>;

/** Into how many shards what is wanted is divided. */
export function shardsOf({ by }: Wanted): number {
  return by === "calendar" ? calendarShards : areaShards;
}

/**
 * Finds households by the indexes of the households table. They lag behind the table by a moment, usually well under a
 * second.
 * @param most entries a page; without it as many as a megabyte holds, some ten thousand.
 */
export function householdsFound(client: DynamoDBClient, table: string, most?: number): FindHouseholds {
  return async (wanted, shard, after) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        ...queryOf(wanted, shard),
        ...(most === undefined ? {} : { Limit: most }),
        ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(after) }),
      }),
    );
    const households = Items.map((item) => textOf(item, "household"));
    return LastEvaluatedKey ? { households, end: pageEndOf(LastEvaluatedKey) } : { households };
  };
}

function queryOf(wanted: Wanted, shard: number) {
  switch (wanted.by) {
    case "calendar":
      return {
        IndexName: calendarIndex,
        KeyConditionExpression: "calendarShard = :shard AND calendarOn <= :until",
        ExpressionAttributeValues: { ":shard": { S: String(shard) }, ":until": { S: wanted.until } },
      };
    case "raised":
      return inArea(raisedIndex, wanted.area, shard, { condition: "raisedAt <= :to", to: wanted.to });
    case "lowered":
      return inArea(loweredIndex, wanted.area, shard, { condition: "loweredAt >= :to", to: wanted.to });
    case "area":
      return inArea(raisedIndex, wanted.area, shard);
  }
}

function inArea(index: string, area: string, shard: number, range?: { condition: string; to: number }) {
  return {
    IndexName: index,
    KeyConditionExpression: ["watchedIn = :place", ...(range ? [range.condition] : [])].join(" AND "),
    ExpressionAttributeValues: {
      ":place": { S: `${area}#${shard}` },
      ...(range ? { ":to": { N: String(range.to) } } : {}),
    },
  };
}

function pageEndOf(key: Item): PageEnd {
  return Object.fromEntries(
    Object.entries(key).map(([name, value]) => [name, value.N === undefined ? (value.S ?? "") : Number(value.N)]),
  );
}

function keyOf(end: PageEnd): Item {
  return Object.fromEntries(
    Object.entries(end).map(([name, value]) => [name, typeof value === "number" ? { N: String(value) } : { S: value }]),
  );
}
