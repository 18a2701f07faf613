import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Household } from "#household/aggregate.ts";
import { decodeHouseholdItem } from "./households-table.ts";
import { decodeItems, type Item } from "./read-items.ts";

/** Some of the households of a segment. */
export interface ScannedPage {
  readonly households: readonly Household[];
  /** Households whose stored item cannot be read, with the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/**
 * Reads a segment of all households, page by page, as they were a moment ago at the latest (eventually consistent, which
 * costs half). Segments are read side by side; together they are the whole table.
 */
export async function* scanHouseholds(
  client: DynamoDBClient,
  table: string,
  { segment, of }: { readonly segment: number; readonly of: number },
): AsyncGenerator<ScannedPage> {
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        Segment: segment,
        TotalSegments: of,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    const { found, unreadable } = decodeItems(Items, "household", decodeHouseholdItem);
    yield { households: [...found.values()], unreadable };
    start = LastEvaluatedKey;
  } while (start);
}
