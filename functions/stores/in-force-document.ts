import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Item } from "./read-items.ts";
import { readParts } from "./standard-parts.ts";

// Beside the pointer stands a copy of the document that it names, so that a new instance reads both by one request. It
// decides nothing: where it is of another version than the pointer's, or unreadable, or absent, the parts are read.

/** Sorts right after the pointer, and is no version's part: theirs have a `#`. */
export const inForceDocumentPart = "in-force-document";

/**
 * Keeps a copy of a version's document, in place of the one that was. A document of more than one part is not copied;
 * the older copy that stays then is nobody's.
 */
export async function keepInForceDocument(
  client: DynamoDBClient,
  table: string,
  name: string,
  version: string,
): Promise<void> {
  const [whole, ...more] = await readParts(client, table, name, version);
  if (!whole || more.length > 0) return;
  const copy: Item = { ...whole, part: { S: inForceDocumentPart }, version: { S: version } };
  await client.send(new PutItemCommand({ TableName: table, Item: copy }));
}
