import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
} from "@aws-sdk/client-dynamodb";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { keepInForceDocument } from "./in-force-document.ts";
import { type Item, textOf } from "./read-items.ts";
import type { ReadKeys } from "./read-keys.ts";
import {
  moveOf,
  movePrefix,
  putInForce,
  readInForceByKeys,
  readInForcePointer,
  readInForceWithCopy,
  type ToldMove,
  versionAt,
  writeInForcePointer,
} from "./standard-in-force.ts";
import { documentIn, documentInCopy, partsOf, readParts } from "./standard-parts.ts";

// A partition holds a standard: its versions in parts, the pointer to the one in force with a copy of that one's document,
// and the moves of the pointer.

/** Raised where a published version would be overwritten by another text. */
export class VersionTaken extends Error {
  override readonly name = "VersionTaken";
}

/**
 * Stores a standard under its version, which puts nothing in force. Storing the same text again is no change.
 * Throws VersionTaken when the version is already stored with another text: a published version never changes.
 */
export async function storeStandard(client: DynamoDBClient, table: string, document: StandardDocument): Promise<void> {
  for (const part of partsOf(document)) await putPart(client, table, part);
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
  if (seen?.version === document.version) {
    await keepInForceDocument(client, table, document.name, document.version);
    return;
  }
  const at = new Date().toISOString();
  const after = putInForce(seen, { version: document.version, on: at.slice(0, 10), at });
  const outcome = await writeInForcePointer(client, table, document.name, { seen, after });
  if (outcome === "conflict") throw new Error(`Another version of ${document.name} was published meanwhile.`);
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

interface StandardsTableOptions {
  readonly now?: () => Date;
  /** How to read by keys, for one who asks for other items at the same time. */
  readonly read?: ReadKeys;
}

/**
 * Reads the standard in force at the moment: at each call one small read tells which, so that no cache outlives a publication; the
 * document itself is read once per version, at the first call by the same request. Throws where none is published.
 */
export function standardsTable<Compiled>(
  client: DynamoDBClient,
  table: string,
  name: string,
  compile: (document: StandardDocument) => Compiled,
  { now = () => new Date(), read }: StandardsTableOptions = {},
): () => Promise<Compiled> {
  let cached: { version: string; compiled: Compiled } | undefined;
  const inForce = async (isKnown: boolean) => {
    if (read) return readInForceByKeys(read, table, name, isKnown ? "the pointer" : "both");
    if (!isKnown) return readInForceWithCopy(client, table, name);
    return { pointer: await readInForcePointer(client, table, name), copy: undefined };
  };
  return async () => {
    const { pointer, copy } = await inForce(cached !== undefined);
    if (!pointer) throw new Error(`No standard ${name} is published; publish one with: pfp publish standards/${name}`);
    const version = versionAt(pointer, now());
    if (cached?.version !== version) {
      // A document takes a while: whoever read something by the same request asks for what follows from it before.
      if (read) await new Promise(setImmediate);
      const copied = copy?.["version"]?.S === version ? documentInCopy(copy) : undefined;
      cached = { version, compiled: compile(copied ?? (await readStandard(client, table, name, version))) };
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
  const parts = await readParts(client, table, name, version);
  if (parts.length === 0) throw new NoSuchVersion(`no version ${version} of the standard ${name} is published`);
  return documentIn(parts);
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
      // The pointer and the document beside it have no number.
      else if (part.includes("#")) versions.add(part.slice(0, part.lastIndexOf("#")));
    }
  }
  return { versions: [...versions], moves: moves.reverse() };
}
