import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/**
 * An item's size in bytes as DynamoDB reckons it for its units: the UTF-8 bytes of every name and value, where a number
 * takes a byte for two significant digits and one more, true, false and null one, and a list or map three besides what
 * it holds and one for each entry. The 100 bytes that storage is billed on top are no part of units.
 */
export function itemBytes(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + valueBytes(value), 0);
}

/** Read units of one strongly consistent read of an item of so many bytes. */
export const readUnitsOf = (bytes: number) => Math.max(1, Math.ceil(bytes / 4096));
/** Write units of one write of an item of so many bytes, indexes left out. */
export const writeUnitsOf = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024));

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.SS !== undefined) return sum(value.SS, Buffer.byteLength);
  if (value.NS !== undefined) return sum(value.NS, numberBytes);
  if (value.BS !== undefined) return sum(value.BS, ({ byteLength }) => byteLength);
  if (value.L !== undefined) return 3 + sum(value.L, (entry) => 1 + valueBytes(entry));
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  throw new Error("an attribute of a type that DynamoDB does not have");
}

function numberBytes(text: string): number {
  const digits = text
    .replace(/e.*$/i, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+|0+$/g, "");
  return 1 + Math.ceil(digits.length / 2) + (text.startsWith("-") ? 1 : 0);
}

function sum<Value>(values: readonly Value[], bytesOf: (value: Value) => number): number {
  return values.reduce((total, value) => total + bytesOf(value), 0);
}
