import { BatchWriteItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inChunks } from "#stores/in-chunks.ts";
import { keyReader, type WantedKeys } from "#stores/read-keys.ts";
import { type Dynalite, startDynalite } from "../../fakes/dynalite.ts";

let stored: Dynalite;
let client: DynamoDBClient;
/** The tables of each request. */
let requests: string[][];

const tables = ["persons", "households", "standards"];
const last = 130;

beforeAll(async () => {
  stored = await startDynalite({ persons: ["id"], households: ["id"], standards: ["id"] });
  client = stored.client;
  for (const table of tables) {
    const items = Array.from({ length: last }, (_, number) => ({ id: { S: String(number) }, of: { S: table } }));
    for (const some of inChunks(items, 25)) {
      const puts = some.map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
    }
  }
  client.middlewareStack.add(
    (next) => (args) => {
      requests.push(Object.keys(Reflect.get(args.input, "RequestItems")));
      return next(args);
    },
    { step: "initialize" },
  );
});
beforeEach(() => {
  requests = [];
});
afterAll(() => stored.close());

const wanted = (table: string, ids: readonly number[], freshness: WantedKeys["freshness"] = "fresh"): WantedKeys => ({
  ...{ table, freshness },
  keys: ids.map((id) => ({ id: { S: String(id) } })),
});
const idsOf = (items: readonly Record<string, unknown>[]) =>
  items.map(({ id, of }) => [Reflect.get(Object(of), "S"), Number(Reflect.get(Object(id), "S"))]);

describe("what is asked for at once", () => {
  it("of several tables is read by one request, and each is given what it asked for", async () => {
    const read = keyReader(client);
    const [persons, standard] = await Promise.all([
      read(wanted("persons", [1, 2, 999], "may be stale")),
      read(wanted("standards", [1])),
    ]);
    expect(idsOf(persons).toSorted()).toEqual([
      ["persons", 1],
      ["persons", 2],
    ]);
    expect(idsOf(standard)).toEqual([["standards", 1]]);
    expect(requests).toEqual([["persons", "standards"]]);
  });

  it("of one table is read by a request each, for no key may be in a request twice", async () => {
    const read = keyReader(client);
    const [one, other] = await Promise.all([read(wanted("persons", [1])), read(wanted("persons", [1, 2]))]);
    expect([one.length, other.length]).toEqual([1, 2]);
    expect(requests).toEqual([["persons"], ["persons"]]);
  });

  it("is not what is asked for later", async () => {
    const read = keyReader(client);
    await read(wanted("persons", [1]));
    await read(wanted("households", [1]));
    expect(requests).toEqual([["persons"], ["households"]]);
  });

  it("fails together, and those of another request go through", async () => {
    const read = keyReader(client);
    const ends = await Promise.allSettled([
      read(wanted("persons", [1])),
      read(wanted("nowhere", [1])),
      read(wanted("persons", [2])),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  });

  it("is found, whatever is asked for,", async () => {
    const asked = fc.record({
      table: fc.constantFrom(...tables),
      ids: fc.uniqueArray(fc.integer({ min: 0, max: last + 20 }), { minLength: 1, maxLength: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 6 }), async (all) => {
        requests = [];
        const read = keyReader(client);
        const found = await Promise.all(all.map(({ table, ids }) => read(wanted(table, ids))));
        for (const [place, { table, ids }] of all.entries()) {
          const there = ids.filter((id) => id < last).map((id) => [table, id]);
          expect(new Set(idsOf(found[place] ?? []).map(String))).toEqual(new Set(there.map(String)));
        }
        expect(requests.flat().toSorted()).toEqual(all.map(({ table }) => table).toSorted());
      }),
      { numRuns: 40 },
    );
  });
});
