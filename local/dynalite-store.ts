import { createRequire } from "node:module";

// dynalite's own HTTP server checks signatures, listens and closes only as a whole. Its parts, a store, validations and
// one module for each operation, are plain functions: with them a request takes no second hop. They have no types.
const require = createRequire(import.meta.url);

export type AttributeMap = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: readonly unknown[];
}

export interface TableDescription {
  readonly TableName: string;
  readonly KeySchema: readonly unknown[];
  readonly AttributeDefinitions: readonly unknown[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
}

type Done = (error?: unknown, reply?: Readonly<Record<string, unknown>>) => void;
type IndexEntry = { readonly index: string; readonly key: string; readonly item: AttributeMap };
type UpdateIndexes = (
  store: DynaliteStore,
  table: TableDescription,
  before: AttributeMap | undefined,
  after: AttributeMap | undefined,
  done: Done,
) => void;

/** Holds the whole database as it was when it began, until it is closed. */
export interface LevelIterator {
  next(): Promise<unknown>;
  /** Up to so many entries, none at the end. */
  nextv(size: number): Promise<readonly unknown[]>;
  close(): Promise<void>;
  return?: () => Promise<void>;
}

export interface DynaliteStore {
  readonly db: { open(): Promise<void>; values(options: object): LevelIterator; keys(options: object): LevelIterator };
  readonly tableDb: { awsAccountId: string; awsRegion: string };
  readonly lifecycleManager: { gracefulClose(done: Done): void };
}

interface DynaliteDatabase {
  create(options: { path: string; createTableMs: number; updateTableMs: number }): DynaliteStore;
  getIndexActions(
    indexes: readonly IndexDescription[],
    before: undefined,
    after: AttributeMap,
    table: TableDescription,
  ): { readonly puts: readonly IndexEntry[] };
  itemSize(item: AttributeMap): number;
  updateIndexes: UpdateIndexes;
}

interface Validations {
  checkTypes(input: unknown, types: unknown): unknown;
  checkValidations(input: unknown, types: unknown, custom: unknown, store: DynaliteStore): void;
}

const database: DynaliteDatabase = require("dynalite/db/index.js");
const validations: Validations = require("dynalite/validations/index.js");

/** Opens or creates the store in a folder. Rejects with an Error that names the folder when another process has it. */
export async function openDynaliteStore(path: string, accountId: string, region: string): Promise<DynaliteStore> {
  const store = database.create({ path, createTableMs: 0, updateTableMs: 0 });
  try {
    await store.db.open();
  } catch (error) {
    throw new Error(`the tables in ${path} cannot be opened; is another process using this folder?`, { cause: error });
  }
  tendIterators(store);
  store.tableDb.awsAccountId = accountId;
  store.tableDb.awsRegion = region;
  return store;
}

/**
 * dynalite ends each read of a range by the iterator's `return`, which level's iterators no longer have: every Query and
 * Scan would keep its iterator, and with it the database as it was, until the process ends.
 */
function tendIterators({ db }: DynaliteStore): void {
  for (const range of ["keys", "values"] as const) {
    const open = db[range].bind(db);
    db[range] = (options) => readByPortions(open(options));
  }
}

/**
 * Entries taken from the database at a time. Its iterators set 64 bytes aside for each entry that is asked for, come or
 * not, and keep them until they are collected as garbage; `next` asks for 1,000, of which 16 KB at most come.
 */
const portion = 100;

function readByPortions(iterator: LevelIterator): LevelIterator {
  let read: readonly unknown[] = [];
  let position = 0;
  iterator.next = async () => {
    if (position === read.length) {
      read = await iterator.nextv(portion);
      position = 0;
    }
    const entry = read[position];
    position += read.length > 0 ? 1 : 0;
    return entry;
  };
  iterator.return = () => {
    read = [];
    position = 0;
    return iterator.close();
  };
  return iterator;
}

export function closeDynaliteStore(store: DynaliteStore): Promise<void> {
  return new Promise((resolve, reject) => {
    store.lifecycleManager.gracefulClose((error) => (error ? reject(error) : resolve()));
  });
}

/** One operation of DynamoDB. */
export interface Operation {
  /** Input it knows; dynalite drops any other without a word. */
  readonly parameters: ReadonlySet<string>;
  /** Rejects with what dynalite refuses: an object with `statusCode` and `body`. */
  run(store: DynaliteStore, input: unknown): Promise<Readonly<Record<string, unknown>>>;
}

export function dynaliteOperation(action: string): Operation {
  const file = `${action.charAt(0).toLowerCase()}${action.slice(1)}.js`;
  const act: (store: DynaliteStore, input: unknown, done: Done) => void = require(`dynalite/actions/${file}`);
  const { types, custom }: { types: object; custom: unknown } = require(`dynalite/validations/${file}`);
  return {
    parameters: new Set(Object.keys(types)),
    run: (store, input) =>
      new Promise((resolve, reject) => {
        const checked = validations.checkTypes(input, types);
        validations.checkValidations(checked, types, custom, store);
        act(store, checked, (error, reply) => (error ? reject(error) : resolve(reply ?? {})));
      }),
  };
}

type IndexWriteListener = (table: string, index: string, writeUnits: number) => void;
const listeners = new Map<DynaliteStore, IndexWriteListener>();
const updateIndexes = database.updateIndexes;

type WriteListener = (
  table: TableDescription,
  before: AttributeMap | undefined,
  after: AttributeMap | undefined,
) => void;
const writeListeners = new Map<DynaliteStore, WriteListener>();

/** Tells of every write to a table, before it is answered: the item before and after, undefined where there is none. */
export function onWrites(store: DynaliteStore, listener: WriteListener): void {
  writeListeners.set(store, listener);
}

// dynalite's ConsumedCapacity leaves the indexes out, which AWS bills like table writes: they are reckoned here.
database.updateIndexes = (store, table, before, after, done) => {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const listener = listeners.get(store);
  if (indexes.length > 0 && listener) {
    for (const [index, units] of indexWriteUnits(table, indexes, before, after))
      listener(table.TableName, index, units);
  }
  writeListeners.get(store)?.(table, before, after ?? undefined);
  updateIndexes(store, table, before, after, done);
};

/** Tells of every write to a table's indexes how many units it costs. */
export function onIndexWrites(store: DynaliteStore, listener: IndexWriteListener): void {
  listeners.set(store, listener);
}

function indexWriteUnits(
  table: TableDescription,
  indexes: readonly IndexDescription[],
  before: AttributeMap | undefined,
  after: AttributeMap | undefined,
): [index: string, units: number][] {
  const entriesOf = (item: AttributeMap | undefined) =>
    new Map(
      item && database.getIndexActions(indexes, undefined, item, table).puts.map((entry) => [entry.index, entry]),
    );
  const old = entriesOf(before);
  const current = entriesOf(after);
  return indexes.map(({ IndexName: index }) => [index, entryWriteUnits(old.get(index), current.get(index))]);
}

/** An entry whose key moves is deleted and written; one whose projected attributes stay the same is left alone. */
function entryWriteUnits(before: IndexEntry | undefined, after: IndexEntry | undefined): number {
  if (before && after && before.key === after.key) {
    const same = JSON.stringify(before.item) === JSON.stringify(after.item);
    return same ? 0 : Math.max(unitsOf(before), unitsOf(after));
  }
  return (before ? unitsOf(before) : 0) + (after ? unitsOf(after) : 0);
}

function unitsOf({ item }: IndexEntry): number {
  return Math.ceil(database.itemSize(item) / 1024);
}
