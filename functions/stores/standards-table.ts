import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { schemaVersion } from "#eligibility/schema-version.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { inChunks } from "./in-chunks.ts";
import { type Item, textOf } from "./read-items.ts";
import {
  inForcePart,
  moveOf,
  movePrefix,
  putInForce,
  readInForcePointer,
  type ToldMove,
  versionAt,
  writeInForcePointer,
} from "./standard-in-force.ts";

// A standard is one document; an item holds at most 400 KB, so it is compressed and kept in parts under its version,
// with one item that names the version in force.

const bytesPerPart = 300_000;

/** Raised where a published version would be overwritten by another text. */
export class VersionTaken extends Error {
  override readonly name = "VersionTaken";
}

/**
 * Stores a standard under its version, which puts nothing in force. Storing the same text again is no change.
 * Throws VersionTaken when the version is already stored with another text: a published version never changes.
 */
export async function storeStandard(client: DynamoDBClient, table: string, document: StandardDocument): Promise<void> {
  const text = JSON.stringify(document);
  const digest = digestOf(text);
  const parts = inChunks([...gzipSync(text)], bytesPerPart).map((bytes) => Uint8Array.from(bytes));
  for (const [index, bytes] of parts.entries()) {
    await putPart(client, table, {
      standard: { S: document.name },
      part: { S: `${document.version}#${String(index).padStart(3, "0")}` },
      digest: { S: digest },
      schema: { N: String(schemaVersion) },
      document: { B: bytes },
    });
  }
}

/**
 * Stores a standard and puts it in force, whatever was before.
 * Throws VersionTaken as `storeStandard` does, and an error where somebody else published meanwhile.
 */
export async function publishStandard(
  client: DynamoDBClient,
  table: string,
  document: StandardDocument,
): Promise<void> {
  await storeStandard(client, table, document);
  const seen = await readInForcePointer(client, table, document.name);
  if (seen?.version === document.version) return;
  const at = new Date().toISOString();
  const after = putInForce(seen, { version: document.version, on: at.slice(0, 10), at });
  const outcome = await writeInForcePointer(client, table, document.name, { seen, after });
  if (outcome === "conflict") throw new Error(`Another version of ${document.name} was published meanwhile.`);
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

async function putPart(client: DynamoDBClient, table: string, item: Item): Promise<void> {
  const digest = item["digest"] ?? { S: "" };
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: "attribute_not_exists(part) OR digest = :digest",
        ExpressionAttributeValues: { ":digest": digest },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const version = textOf(item, "part").split("#")[0];
    throw new VersionTaken(
      `version ${version} of ${textOf(item, "standard")} is already published with another text, and a published version never changes; give pack.yaml a new version`,
    );
  }
}

/**
 * Reads the standard in force at the moment: at each call one small read tells which, so that no cache outlives a publication; the
 * document itself is read once per version. Throws where none is published.
 */
export function standardsTable<Compiled>(
  client: DynamoDBClient,
  table: string,
  name: string,
  compile: (document: StandardDocument) => Compiled,
  now: () => Date = () => new Date(),
): () => Promise<Compiled> {
  let cached: { version: string; compiled: Compiled } | undefined;
  return async () => {
    const pointer = await readInForcePointer(client, table, name);
    if (!pointer) throw new Error(`No standard ${name} is published; publish one with: pfp publish standards/${name}`);
    const version = versionAt(pointer, now());
    if (cached?.version !== version) {
      cached = { version, compiled: compile(await readStandard(client, table, name, version)) };
    }
    return cached.compiled;
  };
}

/** The document of the standard in force; undefined where none of that name is published. */
export async function readInForce(
  client: DynamoDBClient,
  table: string,
  name: string,
): Promise<StandardDocument | undefined> {
  const pointer = await readInForcePointer(client, table, name);
  return pointer && (await readStandard(client, table, name, versionAt(pointer, new Date())));
}

/** Raised where a version is asked for that was never published. */
export class NoSuchVersion extends Error {
  override readonly name = "NoSuchVersion";
}

/** A version of a standard that was published at any time. Throws NoSuchVersion where there is none. */
export async function readStandard(
  client: DynamoDBClient,
  table: string,
  name: string,
  version: string,
): Promise<StandardDocument> {
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
  if (parts.length === 0) throw new NoSuchVersion(`no version ${version} of the standard ${name} is published`);
  return documentIn(parts);
}

async function documentIn(parts: readonly Item[]): Promise<StandardDocument> {
  const bytes = parts.map((part) => part["document"]?.B ?? new Uint8Array());
  const text = gunzipSync(Buffer.concat(bytes)).toString();
  const document: unknown = JSON.parse(text);
  if (wasChecked(document, parts, text)) return document;
  const { StandardDocument } = await import("#eligibility/standard-document.ts");
  return StandardDocument.parse(document);
}

/** True for a text that was stored under this version of the schema, and is that text still. */
function wasChecked(document: unknown, parts: readonly Item[], text: string): document is StandardDocument {
  const digest = digestOf(text);
  return (
    typeof document === "object" &&
    parts.every((part) => part["schema"]?.N === String(schemaVersion) && part["digest"]?.S === digest)
  );
}

/** What is stored of a standard: every version, and in which order they were in force. */
export interface StoredVersions {
  readonly versions: readonly string[];
  readonly moves: readonly ToldMove[];
}

/** Lists the versions of a standard, and its history, the latest move first. */
export async function listVersions(client: DynamoDBClient, table: string, name: string): Promise<StoredVersions> {
  const versions = new Set<string>();
  const moves: ToldMove[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: "standard = :name",
      ExpressionAttributeValues: { ":name": { S: name } },
      ProjectionExpression: "part, #move, #by",
      ExpressionAttributeNames: { "#move": "move", "#by": "by" },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const part = textOf(item, "part");
      if (part.startsWith(movePrefix)) moves.push(moveOf(item));
      else if (part !== inForcePart) versions.add(part.slice(0, part.lastIndexOf("#")));
    }
  }
  return { versions: [...versions], moves: moves.reverse() };
}
