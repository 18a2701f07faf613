import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Freshness, Reading } from "#household/household-store.ts";
import { eachWithin, inChunks } from "./in-chunks.ts";
import { keysPerRequest, type ReadKeys } from "./read-keys.ts";

export type Item = Record<string, AttributeValue>;

/** Items of a table by the values of its key attribute. */
export interface WantedItems {
  readonly table: string;
  readonly key: string;
  readonly ids: readonly string[];
}

/**
 * The items with these keys, in no order; keys without an item are left out.
 * Throws RetryLater when the table gives only some of them, try after try.
 */
export async function readItems(
  read: ReadKeys,
  { table, key, ids }: WantedItems,
  freshness: Freshness,
): Promise<Item[]> {
  const chunks = inChunks([...new Set(ids)], keysPerRequest);
  const items = await eachWithin(4, chunks, (chunk) =>
    read({ table, keys: chunk.map((id) => ({ [key]: { S: id } })), freshness }),
  );
  return items.flat();
}

/** Decodes items one by one: an item that cannot be read is named with the reason, and its neighbours go through. */
export function decodeItems<Kept>(items: readonly Item[], key: string, decode: (item: Item) => Kept): Reading<Kept> {
  const found = new Map<string, Kept>();
  const unreadable = new Map<string, string>();
  for (const item of items) {
    const id = textOf(item, key);
    try {
      found.set(id, decode(item));
    } catch (error) {
      unreadable.set(id, `its stored item cannot be read (${error instanceof Error ? error.name : typeof error})`);
    }
  }
  return { found, unreadable };
}

/** A text attribute of an item of ours. Throws where it is missing: then the item is not one this code wrote. */
export function textOf(item: Item, name: string): string {
  const text = item[name]?.S;
  if (text === undefined) throw new Error(`A stored item has no text attribute ${name}`);
  return text;
}

/** A number attribute of an item of ours. */
export function numberOf(item: Item, name: string): number {
  const text = item[name]?.N;
  if (text === undefined) throw new Error(`A stored item has no number attribute ${name}`);
  return Number(text);
}

/** The packed state of an item of ours. */
export function stateOf(item: Item): Uint8Array {
  const stored = item["state"]?.B;
  if (stored === undefined) throw new Error("A stored item has no attribute state");
  return stored;
}
