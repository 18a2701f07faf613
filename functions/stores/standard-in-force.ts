import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { inForceDocumentPart, keepInForceDocument } from "./in-force-document.ts";
import { type Item, textOf } from "./read-items.ts";
import type { ReadKeys } from "./read-keys.ts";

// One small item of a standard names its version in force, and the one that takes effect on a day to come.

export const inForcePart = "in-force";
/** Before the items of its history: no version begins so. */
export const movePrefix = "_move#";

/** A version that takes effect on a day to come. */
const Scheduled = z.strictObject({
  version: z.string(),
  /** ISO date, and the instant at which it begins in the standard's time zone. */
  on: z.string(),
  at: z.string(),
});
export type Scheduled = z.infer<typeof Scheduled>;

/** One version taking another's place. */
const Move = z.strictObject({
  /** What the pointer's revision was by then. */
  revision: z.int(),
  /** Absent where none was in force before. */
  from: z.optional(z.string()),
  to: z.string(),
  /** The day from which it is in force (ISO date), and when that was decided (ISO instant). */
  on: z.string(),
  at: z.string(),
});
export type Move = z.infer<typeof Move>;

/** Which version of a standard is in force, and what is to come. */
export interface InForce {
  readonly version: string;
  /** Grows by one with each write; 0 of an item from before there were revisions. */
  readonly revision: number;
  readonly next?: Scheduled | undefined;
  /** Moves after which no sweep was begun yet. */
  readonly unswept: readonly Move[];
  /** The latest move; absent where none was noted. */
  readonly last?: Move | undefined;
  /** Who decided the latest move, and what is to come, as they are called where they publish from. */
  readonly lastBy?: string | undefined;
  readonly nextBy?: string | undefined;
}

/** A move as the history tells it. */
export type ToldMove = Move & { readonly by?: string };

/** The version that households are judged by at a moment. */
export function versionAt({ version, next }: InForce, now: Date): string {
  return next && Date.parse(next.at) <= now.getTime() ? next.version : version;
}

/** A version put in force; what is scheduled stays so. */
export function putInForce(seen: InForce | undefined, { version, on, at }: Scheduled, by?: string): InForce {
  const revision = (seen?.revision ?? 0) + 1;
  const move: Move = { revision, ...(seen ? { from: seen.version } : {}), to: version, on, at };
  return {
    version,
    revision,
    next: seen?.next,
    nextBy: seen?.nextBy,
    unswept: [...(seen?.unswept ?? []), move],
    last: move,
    lastBy: by,
  };
}

/** With another version scheduled, in place of the one that was. */
export function withScheduled(seen: InForce, next: Scheduled | undefined, by?: string): InForce {
  return { ...seen, next, nextBy: next && by, revision: seen.revision + 1 };
}

/** With the scheduled version in force, where its day has come; otherwise what was given. */
export function withDayCome(seen: InForce, now: Date): InForce {
  const { next, nextBy, ...rest } = seen;
  if (!next || versionAt(seen, now) !== next.version || Date.parse(next.at) > now.getTime()) return seen;
  return putInForce(rest, next, nextBy);
}

/** With sweeps begun after each of its moves. */
export function withSweepsBegun(seen: InForce): InForce {
  return { ...seen, revision: seen.revision + 1, unswept: [] };
}

/** Reads which version is in force, strongly consistent: at a cost of one unit, or half of one. */
export async function readInForcePointer(
  client: DynamoDBClient,
  table: string,
  name: string,
): Promise<InForce | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: table,
      Key: { standard: { S: name }, part: { S: inForcePart } },
      ConsistentRead: true,
    }),
  );
  return Item && fromItem(Item);
}

/** Which version is in force, and the copy of a document that stands beside it. */
export interface InForceWithCopy {
  readonly pointer: InForce | undefined;
  /** Of any version that was in force or is; absent where none was kept. */
  readonly copy: Item | undefined;
}

/** Reads both by one request, strongly consistent: at a cost of some seven units, as the document alone. */
export async function readInForceWithCopy(
  client: DynamoDBClient,
  table: string,
  name: string,
): Promise<InForceWithCopy> {
  // A page holds both. What else may begin so, such as the parts of a version called in-force, is not asked for.
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: "standard = :name AND begins_with(part, :inForce)",
      ExpressionAttributeValues: { ":name": { S: name }, ":inForce": { S: inForcePart } },
      ConsistentRead: true,
    }),
  );
  return pointerAndCopy(Items);
}

/** Reads both, or the pointer alone, by their keys, strongly consistent: with whatever else is asked for at once. */
export async function readInForceByKeys(
  read: ReadKeys,
  table: string,
  name: string,
  asked: "the pointer" | "both",
): Promise<InForceWithCopy> {
  const names = asked === "both" ? [inForcePart, inForceDocumentPart] : [inForcePart];
  const keys = names.map((part) => ({ standard: { S: name }, part: { S: part } }));
  return pointerAndCopy(await read({ table, keys, freshness: "fresh" }));
}

function pointerAndCopy(items: readonly Item[]): InForceWithCopy {
  const named = (part: string) => items.find((item) => item["part"]?.S === part);
  const pointer = named(inForcePart);
  return { pointer: pointer && fromItem(pointer), copy: named(inForceDocumentPart) };
}

/**
 * Writes what is in force from now on, where nobody has written since `seen` was read. Its last move is kept in the
 * history as well, and its document beside it, at every write: a crash after the one before may have left it out.
 */
export async function writeInForcePointer(
  client: DynamoDBClient,
  table: string,
  name: string,
  { seen, after }: { readonly seen: InForce | undefined; readonly after: InForce },
): Promise<"written" | "conflict"> {
  // A crash after the last move may have kept it out of the history.
  if (seen?.last) await keepMove(client, table, name, seen.last, seen.lastBy);
  try {
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(name, after), ...conditionOf(seen) }));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "conflict";
    throw error;
  }
  if (after.last && after.last !== seen?.last) await keepMove(client, table, name, after.last, after.lastBy);
  await keepInForceDocument(client, table, name, after.version);
  return "written";
}

function conditionOf(seen: InForce | undefined) {
  if (!seen) return { ConditionExpression: "attribute_not_exists(part)" };
  if (seen.revision === 0) return { ConditionExpression: "attribute_not_exists(revision)" };
  return {
    ConditionExpression: "revision = :seen",
    ExpressionAttributeValues: { ":seen": { N: String(seen.revision) } },
  };
}

async function keepMove(
  client: DynamoDBClient,
  table: string,
  name: string,
  move: Move,
  by: string | undefined,
): Promise<void> {
  const part = `${movePrefix}${String(move.revision).padStart(8, "0")}`;
  const Item = { standard: { S: name }, part: { S: part }, move: { S: JSON.stringify(move) }, ...byOf("by", by) };
  await client.send(new PutItemCommand({ TableName: table, Item }));
}

/** A move as an item of the history holds it. */
export function moveOf(item: Item): ToldMove {
  const by = item["by"]?.S;
  return { ...Move.parse(JSON.parse(textOf(item, "move"))), ...(by === undefined ? {} : { by }) };
}

/** Beside the moves and not in them: a version of ours that knows nothing of it still reads them. */
function byOf(attribute: string, by: string | undefined): Item {
  return by === undefined ? {} : { [attribute]: { S: by } };
}

function toItem(name: string, { version, revision, next, unswept, last, lastBy, nextBy }: InForce): Item {
  return {
    standard: { S: name },
    part: { S: inForcePart },
    version: { S: version },
    revision: { N: String(revision) },
    ...(next ? { next: { S: JSON.stringify(next) } } : {}),
    ...(unswept.length > 0 ? { unswept: { S: JSON.stringify(unswept) } } : {}),
    ...(last ? { last: { S: JSON.stringify(last) } } : {}),
    ...byOf("lastBy", lastBy),
    ...byOf("nextBy", nextBy),
  };
}

function fromItem(item: Item): InForce {
  const { next, unswept, last, revision, lastBy, nextBy } = item;
  return {
    version: textOf(item, "version"),
    revision: Number(revision?.N ?? 0),
    next: next?.S === undefined ? undefined : Scheduled.parse(JSON.parse(next.S)),
    unswept: unswept?.S === undefined ? [] : z.array(Move).parse(JSON.parse(unswept.S)),
    last: last?.S === undefined ? undefined : Move.parse(JSON.parse(last.S)),
    lastBy: lastBy?.S,
    nextBy: nextBy?.S,
  };
}
