import { isDeepStrictEqual } from "node:util";
import * as z from "zod/mini";
import { accountId, region } from "./account.ts";
import type { Counter } from "./api-counts.ts";
import { type ApiReply, notCovered, ServiceError } from "./api-reply.ts";
import {
  closeDynaliteStore,
  type DynaliteStore,
  dynaliteOperation,
  type Operation,
  onIndexWrites,
  onWrites,
  openDynaliteStore,
} from "./dynalite-store.ts";

import type { JournalItem, TableJournal } from "./table-journal.ts";

/** A table as the template declares it, in the words of CreateTable. */
export interface TableDefinition {
  readonly TableName: string;
  readonly KeySchema: readonly unknown[];
  readonly AttributeDefinitions: readonly unknown[];
  readonly GlobalSecondaryIndexes?: readonly unknown[] | undefined;
  readonly LocalSecondaryIndexes?: readonly unknown[] | undefined;
}

export interface DynamoDb {
  /** Creates the table or keeps the one there is. Rejects when that has other keys or indexes. */
  ensureTable(definition: TableDefinition): Promise<void>;
  tableNames(): Promise<readonly string[]>;
  call(action: string, body: string): Promise<ApiReply>;
  /** A table's definition and items, as they lie in a backup. Rejects with a ServiceError where there is none. */
  read(table: string): Promise<StoredTable>;
  /** Makes a new table with items in it. Rejects with a ServiceError where the name is taken. */
  restore(table: StoredTable, target: string): Promise<void>;
  close(): Promise<void>;
}

export interface StoredTable {
  readonly definition: Readonly<Record<string, unknown>>;
  readonly items: readonly JournalItem[];
}

// Tables come from the template, so creating and deleting them is not among these.
const operations = new Map<string, Operation>(
  [
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "DescribeTable",
    "GetItem",
    "ListTables",
    "PutItem",
    "Query",
    "Scan",
    "UpdateItem",
  ].map((action) => [action, dynaliteOperation(action)]),
);
const createTable = dynaliteOperation("CreateTable");
const deleteTable = dynaliteOperation("DeleteTable");
const describeTable = dynaliteOperation("DescribeTable");

const withoutCapacity = new Set(["DescribeTable", "ListTables"]);
const reads = new Set(["BatchGetItem", "GetItem", "Query", "Scan"]);

const Input = z.record(z.string(), z.unknown());
const Capacity = z.object({ TableName: z.string(), CapacityUnits: z.number() });
const Capacities = z.union([
  z.pipe(
    Capacity,
    z.transform((one) => [one]),
  ),
  z.array(Capacity),
]);
const Refusal = z.object({
  statusCode: z.number(),
  body: z.object({ __type: z.string(), message: z.optional(z.string()) }),
});

/** DynamoDB on disk: dynalite's operations, on the tables of the template. */
export async function startDynamoDb(folder: string, counter: Counter, journal?: TableJournal): Promise<DynamoDb> {
  const store = await openDynaliteStore(folder, accountId, region);
  const ofTemplate = new Set<string>();
  if (journal) {
    onWrites(store, ({ TableName, KeySchema }, before, after) => {
      const names = z.array(z.object({ AttributeName: z.string() })).parse(KeySchema);
      const key = Object.fromEntries(
        names.map(({ AttributeName }) => [AttributeName, (after ?? before)?.[AttributeName]]),
      );
      journal.wrote(TableName, key, after);
    });
  }
  onIndexWrites(store, (table, index, writeUnits) => {
    counter.table(table, { writeUnits });
    counter.indexWrite(table, index, writeUnits);
  });
  return {
    ensureTable(definition) {
      ofTemplate.add(definition.TableName);
      return ensureTable(store, definition);
    },
    read: (table) => readTable(store, table),
    restore: (table, target) => restoreTable(store, table, target),
    tableNames: async () => z.array(z.string()).parse((await operation("ListTables").run(store, {}))["TableNames"]),
    async call(action, body) {
      if (action === "RestoreTableToPointInTime") return await restoreToMoment(store, journal, JSON.parse(body));
      if (action === "DeleteTable") return await dropTable(store, ofTemplate, JSON.parse(body));
      return await call(store, counter, action, body);
    },
    close: () => closeDynaliteStore(store),
  };
}

function operation(action: string): Operation {
  const known = operations.get(action);
  if (!known) throw notCovered("dynamodb", action, operations.keys());
  return known;
}

async function call(store: DynaliteStore, counter: Counter, action: string, body: string): Promise<ApiReply> {
  const { run, parameters } = operation(action);
  const input = Input.parse(JSON.parse(body));
  // dynalite's Scan does not know the word, and is consistent all the same.
  const consistentScan = action === "Scan" && input["ConsistentRead"] === true;
  const unknown = Object.keys(input).find(
    (name) => !parameters.has(name) && !(action === "Scan" && name === "ConsistentRead"),
  );
  if (unknown !== undefined) {
    throw new ServiceError("ValidationException", `${action}: ${unknown} is not covered by the embedded AWS`);
  }
  const asked = (input["ReturnConsumedCapacity"] ?? "NONE") !== "NONE";
  try {
    const counted = asked || withoutCapacity.has(action) ? input : { ...input, ReturnConsumedCapacity: "TOTAL" };
    const reply = await run(store, counted);
    return json(
      200,
      withoutCapacity.has(action) ? reply : countCapacity(counter, action, scaled(reply, consistentScan), asked),
    );
  } catch (error) {
    const refusal = Refusal.safeParse(error);
    if (!refusal.success) throw error;
    if (refusal.data.body.__type.endsWith("#ConditionalCheckFailedException")) {
      counter.table(String(input["TableName"]), { conditionsFailed: 1 });
    }
    return json(refusal.data.statusCode, Reflect.get(Object(error), "body"));
  }
}

const Restore = z.strictObject({
  SourceTableName: z.string(),
  TargetTableName: z.string(),
  /** Seconds since 1970. */
  RestoreDateTime: z.optional(z.number()),
  UseLatestRestorableTime: z.optional(z.boolean()),
});

async function restoreToMoment(
  store: DynaliteStore,
  journal: TableJournal | undefined,
  input: unknown,
): Promise<ApiReply> {
  const parsed = Restore.safeParse(input);
  if (!parsed.success) {
    throw new ServiceError(
      "ValidationException",
      "RestoreTableToPointInTime: wrong, or not covered by the embedded AWS",
    );
  }
  const { SourceTableName, TargetTableName, RestoreDateTime } = parsed.data;
  if (!journal) {
    throw new ServiceError(
      "PointInTimeRecoveryUnavailableException",
      "this embedded AWS was started without continuous backups",
    );
  }
  const { definition } = await readTable(store, SourceTableName);
  const items = await journal.itemsAt(SourceTableName, (RestoreDateTime ?? Number.POSITIVE_INFINITY) * 1000);
  await restoreTable(store, { definition, items }, TargetTableName);
  const { Table } = await describeTable.run(store, { TableName: TargetTableName });
  return json(200, { TableDescription: Table });
}

const Dropped = z.strictObject({ TableName: z.string() });

/** Only what was restored beside the template's tables: those are protected, as they are on AWS. */
async function dropTable(store: DynaliteStore, ofTemplate: ReadonlySet<string>, input: unknown): Promise<ApiReply> {
  const { TableName } = Dropped.parse(input);
  if (ofTemplate.has(TableName)) {
    throw new ServiceError("ValidationException", `Table ${TableName} has deletion protection enabled.`);
  }
  return await refusing(async () => json(200, await deleteTable.run(store, { TableName })));
}

async function readTable(store: DynaliteStore, TableName: string): Promise<StoredTable> {
  return await refusing(async () => {
    const { Table } = await describeTable.run(store, { TableName });
    const items: JournalItem[] = [];
    let start: unknown;
    do {
      const page = await operation("Scan").run(store, {
        TableName,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      items.push(...z.array(z.record(z.string(), z.unknown())).parse(page["Items"]));
      start = page["LastEvaluatedKey"];
    } while (start !== undefined);
    return { definition: Definition.parse(Table), items };
  });
}

const index = z.pipe(
  z.looseObject({ IndexName: z.string(), KeySchema: z.array(z.unknown()), Projection: z.unknown() }),
  z.transform(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection })),
);
/** What CreateTable takes, of what DescribeTable tells. */
const Definition = z.object({
  KeySchema: z.array(z.unknown()),
  AttributeDefinitions: z.array(z.unknown()),
  GlobalSecondaryIndexes: z.optional(z.array(index)),
  LocalSecondaryIndexes: z.optional(z.array(index)),
});

async function restoreTable(store: DynaliteStore, { definition, items }: StoredTable, target: string): Promise<void> {
  const known = Definition.parse(definition);
  await refusing(() => createTable.run(store, { ...known, TableName: target, BillingMode: "PAY_PER_REQUEST" }));
  while ((await describe(store, target))?.TableStatus !== "ACTIVE") await new Promise(setImmediate);
  for (const Item of items) await operation("PutItem").run(store, { TableName: target, Item });
}

/** What dynalite refuses, as a ServiceError. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const refusal = Refusal.safeParse(error);
    if (!refusal.success) throw error;
    const { __type, message = "" } = refusal.data.body;
    throw new ServiceError(__type.split("#").at(-1) ?? __type, message, refusal.data.statusCode);
  }
}

/** A consistent read costs twice what dynalite reckons for a scan. */
function scaled(reply: Readonly<Record<string, unknown>>, doubled: boolean): object {
  const consumed = Capacity.safeParse(reply["ConsumedCapacity"]);
  if (!doubled || !consumed.success) return reply;
  return { ...reply, ConsumedCapacity: { ...consumed.data, CapacityUnits: 2 * consumed.data.CapacityUnits } };
}

/** Counts what the call consumed, and takes the figure out again when the client did not ask for it. */
function countCapacity(counter: Counter, action: string, reply: object, asked: boolean): object {
  const { ConsumedCapacity: consumed, ...rest } = Input.parse(reply);
  for (const { TableName, CapacityUnits } of Capacities.parse(consumed ?? [])) {
    counter.table(TableName, reads.has(action) ? { readUnits: CapacityUnits } : { writeUnits: CapacityUnits });
  }
  return asked ? reply : rest;
}

function json(status: number, body: unknown): ApiReply {
  return { status, contentType: "application/x-amz-json-1.0", body: JSON.stringify(body) };
}

const Known = z.object({
  TableStatus: z.string(),
  KeySchema: z.array(z.unknown()),
  GlobalSecondaryIndexes: z._default(z.array(z.object({ IndexName: z.string(), KeySchema: z.array(z.unknown()) })), []),
  LocalSecondaryIndexes: z._default(z.array(z.object({ IndexName: z.string(), KeySchema: z.array(z.unknown()) })), []),
});

async function ensureTable(store: DynaliteStore, definition: TableDefinition): Promise<void> {
  const { TableName } = definition;
  const before = await describe(store, TableName);
  if (!before) {
    await createTable.run(store, { ...definition, BillingMode: "PAY_PER_REQUEST" });
    while ((await describe(store, TableName))?.TableStatus !== "ACTIVE") await new Promise(setImmediate);
    return;
  }
  const wanted = Known.parse({ ...definition, TableStatus: "ACTIVE" });
  if (!isDeepStrictEqual(shapeOf(before), shapeOf(wanted))) {
    throw new Error(
      `table ${TableName}: the one on disk has other keys or indexes than the template. ` +
        "The embedded AWS does not rebuild tables: begin with a fresh folder",
    );
  }
}

/** What cannot change in a table that has items: its keys, and its indexes by name. */
function shapeOf({ KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes }: z.infer<typeof Known>): unknown {
  const byName = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes]
    .map(({ IndexName, KeySchema: keys }) => ({ IndexName, keys }))
    .sort((a, b) => (a.IndexName < b.IndexName ? -1 : 1));
  return { KeySchema, byName };
}

async function describe(store: DynaliteStore, TableName: string): Promise<z.infer<typeof Known> | undefined> {
  try {
    const { Table } = await describeTable.run(store, { TableName });
    return Known.parse(Table);
  } catch (error) {
    const refusal = Refusal.safeParse(error);
    if (refusal.success && refusal.data.body.__type.endsWith("#ResourceNotFoundException")) return undefined;
    throw error;
  }
}
