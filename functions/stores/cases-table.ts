import { createHash } from "node:crypto";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { AlreadyDone, RetryLater } from "#functions/errors.ts";
import { type Case, type HistoryEvent, withNotice } from "#outreach/case.ts";
import type { CaseStore, CommandRequest, CommandResult, UnreportedOutcome } from "#outreach/case-store.ts";
import { countCases } from "#outreach/count-cases.ts";
import { decideCase } from "#outreach/decide-case.ts";
import { isTold } from "#outreach/desk-events.ts";
import {
  caseItem,
  entryOf,
  fromCaseItem,
  historyItem,
  historyPrefix,
  type StoredEntry,
  spotsUnder,
  storedEntryOf,
  type Unreported,
  unreportedOf,
  unreportedShards,
} from "./case-items.ts";
import { allRows, caseIndexes, queryPage, unreportedIndex } from "./case-lists.ts";
import { type Item, numberOf, textOf } from "./read-items.ts";

/** Another writer may be faster: more tries than this and the caller had better come again. */
const tries = 8;

/**
 * Cases in DynamoDB, a partition each: the case itself, and what happened to it, an item an entry.
 *
 * One conditional write of the case's item is what counts. It carries its newest entry, which gets an item of its own
 * before the next write: a crash between leaves it where it is found.
 */
export function casesTable(client: DynamoDBClient, table: string, now: () => Date = () => new Date()): CaseStore {
  const kept = (id: string) => readCase(client, table, id);

  const write = async (before: Kept | undefined, change: CaseChange): Promise<StoredEntry | "conflict"> => {
    if (before) await file(client, table, before);
    const version = (before?.version ?? 0) + 1;
    const entry: StoredEntry = { number: version, at: change.at.toISOString(), event: change.event, ...change.request };
    const unreported = isTold(change.event) ? { number: version, since: entry.at } : before?.unreported;
    const item = caseItem(change.after, { version, newest: entry, unreported });
    return (await putAt(client, table, item, before?.version)) ? entry : "conflict";
  };

  return {
    async apply(notice: OutreachNotice) {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const before = await kept(notice.notice);
        const at = now();
        const after = withNotice(before?.case, notice, at);
        if (!after) throw new AlreadyDone(`${notice.notice} is at revision ${notice.revision} or newer`);
        const written = await write(before, { after: after.case, event: after.event, at });
        if (written !== "conflict") return;
      }
      throw new RetryLater(`${notice.notice}: other writers were faster ${tries} times`);
    },
    async get(id) {
      return (await kept(id))?.case;
    },
    async history(id) {
      return (await kept(id))?.entries.map(entryOf) ?? [];
    },
    async execute(id, request) {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const before = await kept(id);
        if (!before) return { status: "unknown-case" };
        const at = now();
        const decided = decide(before, request, at);
        if ("status" in decided) return decided;
        const written = await write(before, { ...decided, at });
        if (written === "conflict") continue;
        return { status: "done", case: decided.after, entry: entryOf(written), repeated: false };
      }
      throw new RetryLater(`${id}: other writers were faster ${tries} times`);
    },
    listOffice: ({ office, role }, page) =>
      queryPage(client, table, { ...caseIndexes.office, partition: office, prefix: role ? `${role}#` : "" }, page),
    async listUnder({ area, open }, page) {
      const read = await queryPage(client, table, placesUnder(area, open), page);
      return { ...read, rows: read.rows.filter((row) => row.area.startsWith(area)) };
    },
    async counts(area, at) {
      const rows = [];
      for (const open of at.only === "open" ? [true] : [true, false]) {
        for await (const row of allRows(client, table, placesUnder(area, open))) {
          if (row.area.startsWith(area)) rows.push(row);
        }
      }
      return countCases(rows, at);
    },
    async *unreported(before) {
      for (let shard = 0; shard < unreportedShards; shard += 1) {
        const pages = paginateQuery(
          { client },
          {
            TableName: table,
            IndexName: unreportedIndex,
            KeyConditionExpression: "reportShard = :shard AND reportSince < :before",
            ExpressionAttributeValues: { ":shard": { S: String(shard) }, ":before": { S: before } },
          },
        );
        for await (const { Items = [] } of pages) {
          const found = await Promise.all(Items.map((item) => kept(textOf(item, "case"))));
          yield found.flatMap((each) => (each ? waitingOf(each) : []));
        }
      }
    },
    async markReported(id, entry) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { case: { S: id }, part: { S: "case" } },
            ConditionExpression: "unreported = :entry",
            UpdateExpression: "REMOVE unreported, reportShard, reportSince",
            ExpressionAttributeValues: { ":entry": { N: String(entry) } },
          }),
        );
      } catch (error) {
        // Marked before, or a later outcome waits in its place.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async listHousehold(household) {
      const rows = [];
      const list = { ...caseIndexes.household, partition: household, prefix: "" };
      for await (const row of allRows(client, table, list)) rows.push(row);
      return rows;
    },
  };
}

function placesUnder(area: string, open: boolean) {
  return { ...caseIndexes.county, partition: area.slice(0, 6), prefix: spotsUnder(area, open) };
}

/** A case as stored, with all that happened to it. */
interface Kept {
  readonly version: number;
  readonly case: Case;
  readonly entries: readonly StoredEntry[];
  readonly unreported: Unreported | undefined;
}

function waitingOf({ case: about, entries, unreported }: Kept): UnreportedOutcome[] {
  const entry = entries.find(({ number }) => number === unreported?.number);
  return entry ? [{ case: about, entry: entryOf(entry) }] : [];
}

interface CaseChange {
  readonly after: Case;
  readonly event: HistoryEvent;
  readonly at: Date;
  readonly request?: Pick<StoredEntry, "key" | "command">;
}

async function readCase(client: DynamoDBClient, table: string, id: string): Promise<Kept | undefined> {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: "#case = :case",
      ExpressionAttributeNames: { "#case": "case" },
      ExpressionAttributeValues: { ":case": { S: id } },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) items.push(...Items);
  const item = items.find(({ part }) => part?.S === "case");
  if (!item) return undefined;
  const filed = items.filter(({ part }) => part?.S?.startsWith(historyPrefix)).map(storedEntryOf);
  const newest = storedEntryOf(item);
  return {
    version: numberOf(item, "version"),
    case: fromCaseItem(item),
    unreported: unreportedOf(item),
    entries: filed.some(({ number }) => number === newest.number) ? filed : [...filed, newest],
  };
}

/** Gives a case's newest entry an item of its own, where it has none. */
async function file(client: DynamoDBClient, table: string, { case: { case: id }, entries }: Kept): Promise<void> {
  const newest = entries.at(-1);
  if (newest) await putAt(client, table, historyItem(id, newest), undefined);
}

/** Puts an item that is still at a version, or that is not there yet; false where it is otherwise. */
async function putAt(client: DynamoDBClient, table: string, item: Item, version: number | undefined): Promise<boolean> {
  const condition =
    version === undefined
      ? { ConditionExpression: "attribute_not_exists(part)" }
      : {
          ConditionExpression: "version = :version",
          ExpressionAttributeValues: { ":version": { N: String(version) } },
        };
  try {
    await client.send(new PutItemCommand({ TableName: table, Item: item, ...condition }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function decide(before: Kept, { command, expected, key }: CommandRequest, at: Date): CommandResult | Decided {
  const digest = digestOf(command);
  const known = before.entries.find((entry) => entry.key === key);
  if (known && known.command !== digest) return { status: "key-reused", case: before.case };
  if (known) return { status: "done", case: before.case, entry: entryOf(known), repeated: true };
  if (before.case.revision !== expected) return { status: "conflict", case: before.case };
  const decision = decideCase(before.case, command, at);
  if ("refused" in decision) return { status: "refused", case: before.case, reason: decision.refused };
  return { after: decision.case, event: decision.event, request: { key, command: digest } };
}

type Decided = Required<Pick<CaseChange, "after" | "event" | "request">>;

/** A command's digest: tells whether a key came again with the same command. */
function digestOf(command: CommandRequest["command"]): string {
  const sorted = Object.entries(command).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("base64url").slice(0, 16);
}
