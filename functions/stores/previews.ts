import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { StandardsPreview } from "#events/standards-preview.ts";
import { type Item, textOf } from "./read-items.ts";

// Previews are kept beside the standards they are of, in the same table: aggregates, and nothing of a household.

const prefix = "preview:";

/** A preview that is kept, as a list shows it. */
export interface KeptPreview {
  readonly id: string;
  /** The instant it was kept at, in ISO form. */
  readonly at: string;
  readonly standards: string;
  readonly against: string | null;
  /** ISO date. */
  readonly on: string;
}

/** Keeps a preview under an id that follows from what it says: the same preview is kept once. @param at ISO instant. */
export async function keepPreview(
  client: DynamoDBClient,
  table: string,
  preview: StandardsPreview,
  at: string,
): Promise<string> {
  const text = JSON.stringify(StandardsPreview.parse(preview));
  const id = createHash("sha256").update(text).digest("base64url").slice(0, 16);
  const { standards, against, on } = preview;
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: {
        standard: { S: nameOf(standards) },
        part: { S: `${prefix}${id}` },
        at: { S: at },
        standards: { S: standards },
        ...(against === null ? {} : { against: { S: against } }),
        on: { S: on },
        preview: { B: gzipSync(text) },
      },
    }),
  );
  return id;
}

/** The previews kept of a standard (its name, such as `zhejiang`), the latest first. */
export async function listPreviews(client: DynamoDBClient, table: string, name: string): Promise<KeptPreview[]> {
  const kept: KeptPreview[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "standard = :name AND begins_with(part, :prefix)",
        ExpressionAttributeValues: { ":name": { S: name }, ":prefix": { S: prefix } },
        ProjectionExpression: "part, #at, standards, against, #on",
        ExpressionAttributeNames: { "#at": "at", "#on": "on" },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    kept.push(...Items.map(keptIn));
    start = LastEvaluatedKey;
  } while (start);
  return kept.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** A preview that was kept; undefined where there is none of this id. */
export async function readPreview(
  client: DynamoDBClient,
  table: string,
  name: string,
  id: string,
): Promise<StandardsPreview | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { standard: { S: name }, part: { S: `${prefix}${id}` } } }),
  );
  const packed = Item?.["preview"]?.B;
  return packed && StandardsPreview.parse(JSON.parse(gunzipSync(packed).toString()));
}

function keptIn(item: Item): KeptPreview {
  return {
    id: textOf(item, "part").slice(prefix.length),
    at: textOf(item, "at"),
    standards: textOf(item, "standards"),
    against: item["against"]?.S ?? null,
    on: textOf(item, "on"),
  };
}

/** `zhejiang` of `zhejiang@2022.7`. */
function nameOf(standards: string): string {
  return standards.slice(0, standards.lastIndexOf("@"));
}
