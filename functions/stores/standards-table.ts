import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { StandardDocument } from "#eligibility/standard-document.ts";
import { inChunks } from "./in-chunks.ts";
import { type Item, textOf } from "./read-items.ts";

// A standard is one document; an item holds at most 400 KB, so it is compressed and kept in parts under its version,
// with one item that names the version in force.

const bytesPerPart = 300_000;
const inForce = "in-force";

/** Raised where a published version would be overwritten by another text. */
export class VersionTaken extends Error {
  override readonly name = "VersionTaken";
}

/**
 * Publishes a standard and puts it in force. Publishing the same text again is no change.
 * Throws VersionTaken when the version is already published with another text: a published version never changes.
 */
export async function publishStandard(
  client: DynamoDBClient,
  table: string,
  document: StandardDocument,
): Promise<"published" | "already in force"> {
  const text = JSON.stringify(document);
  const digest = createHash("sha256").update(text).digest("base64url");
  const parts = inChunks([...gzipSync(text)], bytesPerPart).map((bytes) => Uint8Array.from(bytes));
  for (const [index, bytes] of parts.entries()) {
    await putPart(client, table, {
      standard: { S: document.name },
      part: { S: `${document.version}#${String(index).padStart(3, "0")}` },
      digest: { S: digest },
      document: { B: bytes },
    });
  }
  const current = await readPointer(client, table, document.name);
  if (current?.version === document.version) return "already in force";
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: { standard: { S: document.name }, part: { S: inForce }, version: { S: document.version } },
    }),
  );
  return "published";
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

async function readPointer(client: DynamoDBClient, table: string, name: string) {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: table,
      Key: { standard: { S: name }, part: { S: inForce } },
      ConsistentRead: true,
    }),
  );
  return Item ? { version: textOf(Item, "version") } : undefined;
}

/**
 * Reads the standard in force: at each call one small read tells which, so that no cache outlives a publication; the
 * document itself is read once per version. Throws where none is published.
 */
export function standardsTable<Compiled>(
  client: DynamoDBClient,
  table: string,
  name: string,
  compile: (document: StandardDocument) => Compiled,
): () => Promise<Compiled> {
  let cached: { version: string; compiled: Compiled } | undefined;
  return async () => {
    const pointer = await readPointer(client, table, name);
    if (!pointer) throw new Error(`No standard ${name} is published; publish one with: pfp publish standards/${name}`);
    if (cached?.version !== pointer.version) {
      const document = await readDocument(client, table, name, pointer.version);
      cached = { version: pointer.version, compiled: compile(document) };
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
  const pointer = await readPointer(client, table, name);
  return pointer && (await readDocument(client, table, name, pointer.version));
}

async function readDocument(client: DynamoDBClient, table: string, name: string, version: string) {
  const bytes: Uint8Array[] = [];
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
    for (const item of reply.Items ?? []) bytes.push(item["document"]?.B ?? new Uint8Array());
    start = reply.LastEvaluatedKey;
  } while (start);
  return StandardDocument.parse(JSON.parse(gunzipSync(Buffer.concat(bytes)).toString()));
}
