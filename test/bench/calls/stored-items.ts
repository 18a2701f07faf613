import { type AttributeValue, type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { decodePerson } from "#stores/household-codec.ts";
import { numberOf, stateOf, textOf } from "#stores/read-items.ts";
import { itemBytes, readUnitsOf, writeUnitsOf } from "./item-bytes.ts";

/** Sizes of a table's items, in bytes as DynamoDB reckons them. */
export interface ItemSizes {
  readonly items: number;
  readonly mean: number;
  readonly median: number;
  readonly percentile95: number;
  readonly largest: number;
  /** Units of one consistent read of an item, on average. */
  readonly readUnits: number;
  /** Units of one write of an item, on average. */
  readonly writeUnits: number;
}

/** Bytes of each item of a table by its key. */
export async function bytesByKey(client: DynamoDBClient, table: string, key: string): Promise<Map<string, number>> {
  const bytes = new Map<string, number>();
  for await (const item of itemsOf(client, table)) bytes.set(textOf(item, key), itemBytes(item));
  return bytes;
}

/** The household that each person belongs to. */
export async function homesOfPersons(client: DynamoDBClient, table: string): Promise<Map<string, string>> {
  const homes = new Map<string, string>();
  for await (const item of itemsOf(client, table)) {
    const person = decodePerson(textOf(item, "person"), numberOf(item, "version"), stateOf(item));
    const home = person.membership?.value;
    if (typeof home === "string") homes.set(person.person, home);
  }
  return homes;
}

async function* itemsOf(client: DynamoDBClient, table: string): AsyncGenerator<Record<string, AttributeValue>> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) yield* Items;
}

export function sizesOf(bytes: Iterable<number>): ItemSizes {
  const sorted = [...bytes].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const mean = (of: (bytes: number) => number) =>
    sorted.length === 0 ? 0 : sorted.reduce((total, each) => total + of(each), 0) / sorted.length;
  return {
    items: sorted.length,
    mean: mean((each) => each),
    median: at(0.5),
    percentile95: at(0.95),
    largest: at(1),
    readUnits: mean(readUnitsOf),
    writeUnits: mean(writeUnitsOf),
  };
}
