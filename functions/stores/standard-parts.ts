import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { schemaVersion } from "#eligibility/schema-version.ts";
import { StandardDocument } from "#eligibility/standard-document.ts";
import { inChunks } from "./in-chunks.ts";
import type { Item } from "./read-items.ts";

// A standard is one document; an item holds at most 400 KB, so it is compressed and kept in parts under its version.

const bytesPerPart = 300_000;

/** The items that hold a document, in order, each with the digest of the whole text. */
export function partsOf(document: StandardDocument): Item[] {
  const text = JSON.stringify(document);
  const digest = digestOf(text);
  return inChunks([...gzipSync(text)], bytesPerPart).map((bytes, index) => ({
    standard: { S: document.name },
    part: { S: `${document.version}#${String(index).padStart(3, "0")}` },
    digest: { S: digest },
    schema: { N: String(schemaVersion) },
    document: { B: Uint8Array.from(bytes) },
  }));
}

/** The items that hold a version, in order, strongly consistent; none where that version was never published. */
export async function readParts(client: DynamoDBClient, table: string, name: string, version: string): Promise<Item[]> {
  const parts: Item[] = [];
  let start: Item | undefined;
  do {
    const reply = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "standard = :name AND begins_with(part, :version)",
        ExpressionAttributeValues: { ":name": { S: name }, ":version": { S: `${version}#` } },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    parts.push(...(reply.Items ?? []));
    start = reply.LastEvaluatedKey;
  } while (start);
  return parts;
}

/** The document that items hold. Throws where they hold none, or one that our schema does not take. */
export function documentIn(parts: readonly Item[]): StandardDocument {
  return documentOf(storedText(parts));
}

/** The document that a copy of the parts holds; undefined where it is not the text that was published, or unreadable. */
export function documentInCopy(copy: Item): StandardDocument | undefined {
  try {
    const stored = storedText([copy]);
    return stored.isAsPublished ? documentOf(stored) : undefined;
  } catch {
    // Whatever is wrong with a copy, the parts are the truth: what is wrong with them is told as they are read.
    return undefined;
  }
}

interface StoredText {
  readonly text: string;
  /** It has the digest of the text that was stored. */
  readonly isAsPublished: boolean;
  /** It was checked by the schema of this code when it was stored. */
  readonly isOfOurSchema: boolean;
}

function storedText(parts: readonly Item[]): StoredText {
  const compressed = parts.map((part) => part["document"]?.B ?? new Uint8Array());
  const bytes = gunzipSync(Buffer.concat(compressed));
  const digest = digestOf(bytes);
  return {
    text: bytes.toString(),
    isAsPublished: parts.every((part) => part["digest"]?.S === digest),
    isOfOurSchema: parts.every((part) => part["schema"]?.N === String(schemaVersion)),
  };
}

function documentOf(stored: StoredText): StandardDocument {
  const document: unknown = JSON.parse(stored.text);
  return wasChecked(document, stored) ? document : StandardDocument.parse(document);
}

/** True for a text that was stored under this version of the schema, and is that text still. */
function wasChecked(document: unknown, { isAsPublished, isOfOurSchema }: StoredText): document is StandardDocument {
  return typeof document === "object" && isAsPublished && isOfOurSchema;
}

/** Of a text, or its bytes. */
function digestOf(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("base64url");
}
