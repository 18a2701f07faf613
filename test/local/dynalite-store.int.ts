import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  closeDynaliteStore,
  type DynaliteStore,
  dynaliteOperation,
  type LevelIterator,
  openDynaliteStore,
} from "#local/dynalite-store.ts";

const folder = mkdtempSync(join(tmpdir(), "dynalite-store-"));
const TableName = "families";
let store: DynaliteStore;

const ask = (action: string, input: object) => dynaliteOperation(action).run(store, { TableName, ...input });

beforeAll(async () => {
  store = await openDynaliteStore(folder, "000000000000", "us-east-1");
  await ask("CreateTable", {
    KeySchema: [
      { AttributeName: "area", KeyType: "HASH" },
      { AttributeName: "family", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "area", AttributeType: "S" },
      { AttributeName: "family", AttributeType: "S" },
    ],
    BillingMode: "PAY_PER_REQUEST",
  });
  await vi.waitFor(async () => {
    expect((await ask("DescribeTable", {}))["Table"]).toMatchObject({ TableStatus: "ACTIVE" });
  });
  for (const family of ["a", "b", "c"])
    await ask("PutItem", { Item: { area: { S: "330106" }, family: { S: family } } });
});

afterAll(async () => {
  await closeDynaliteStore(store);
  rmSync(folder, { recursive: true });
});

/** The ranges of the database that were read from now on. */
function rangesRead(): LevelIterator[] {
  const ranges: LevelIterator[] = [];
  const read = store.db.values;
  store.db.values = (options) => {
    const range = read(options);
    ranges.push(range);
    return range;
  };
  return ranges;
}

// What a range still open keeps is the whole database as it was then: memory that grows with every query.
describe("a range of the tables that is read", () => {
  test.each([
    ["to its end by a Scan", "Scan", {}, 3],
    ["to a Query's limit", "Query", { Limit: 1 }, 1],
  ])("%s is let go of", async (_, action, input, count) => {
    const ranges = rangesRead();
    const query = {
      KeyConditionExpression: "area = :area",
      ExpressionAttributeValues: { ":area": { S: "330106" } },
    };
    expect(await ask(action, { ...(action === "Query" ? query : {}), ...input })).toMatchObject({ Count: count });
    const [range] = ranges;
    await vi.waitFor(() => expect(range?.next()).rejects.toMatchObject({ code: "LEVEL_ITERATOR_NOT_OPEN" }));
  });

  // Memory is set aside for every entry that is asked for, come or not, and stays until it is collected as garbage.
  test("is read whole and in order, a hundred entries at a time", async () => {
    const families = Array.from({ length: 250 }, (_, index) => `f-${String(index).padStart(3, "0")}`);
    for (const family of families) await ask("PutItem", { Item: { area: { S: "330203" }, family: { S: family } } });
    const asked: number[] = [];
    const read = store.db.values;
    store.db.values = (options) => {
      const range = read(options);
      const nextv = range.nextv.bind(range);
      range.nextv = (size) => {
        asked.push(size);
        return nextv(size);
      };
      return range;
    };
    const { Items } = await ask("Query", {
      KeyConditionExpression: "area = :area",
      ExpressionAttributeValues: { ":area": { S: "330203" } },
    });
    expect(Items).toEqual(families.map((family) => ({ area: { S: "330203" }, family: { S: family } })));
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...asked)).toBe(100);
  });
});
