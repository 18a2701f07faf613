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
  openDynaliteStore,
} from "./dynalite-store.ts";

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
  close(): Promise<void>;
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
const Refusal = z.object({ statusCode: z.number(), body: z.object({ __type: z.string() }) });

/** DynamoDB on disk: dynalite's operations, on the tables of the template. */
export async function startDynamoDb(folder: string, counter: Counter): Promise<DynamoDb> {
  const store = await openDynaliteStore(folder, accountId, region);
  onIndexWrites(store, (table, index, writeUnits) => {
    counter.table(table, { writeUnits });
    counter.indexWrite(table, index, writeUnits);
  });
  return {
    ensureTable: (definition) => ensureTable(store, definition),
    tableNames: async () => z.array(z.string()).parse((await operation("ListTables").run(store, {}))["TableNames"]),
    call: (action, body) => call(store, counter, action, body),
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
