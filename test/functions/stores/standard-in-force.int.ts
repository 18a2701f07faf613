import { gzipSync } from "node:zlib";
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { keepInForceDocument } from "#stores/in-force-document.ts";
import { keyReader } from "#stores/read-keys.ts";
import {
  type InForce,
  readInForcePointer,
  withDayCome,
  withScheduled,
  writeInForcePointer,
} from "#stores/standard-in-force.ts";
import { listVersions, publishStandard, standardsTable, storeStandard } from "#stores/standards-table.ts";
import { type Dynalite, startDynalite } from "../../fakes/dynalite.ts";
import { zhejiangDocument } from "../../standards/zhejiang.ts";

// A new instance finds the standard in force by one request, where a copy of it stands beside the pointer, and by two
// whatever has become of the copy.

// Small, for many of it are published.
const document = { ...zhejiangDocument(), programmes: [], areas: [], parameters: [] };
const { name } = document;
const of = (version: string) => ({ ...document, version });

let stored: Dynalite | undefined;
let client: DynamoDBClient;
let requests: string[];

beforeEach(async () => {
  stored?.close();
  stored = await startDynalite({ standards: ["standard", "part"] });
  client = stored.client;
  requests = [];
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) => {
        requests.push(commandName.replace("Command", ""));
        return next(args);
      },
    { step: "initialize" },
  );
});

afterAll(() => stored?.close());

const publish = (version: string) => publishStandard(client, "standards", of(version));

/** An instance of a function, which tells the version that it judges by. */
const newInstance = (now = () => new Date()) =>
  standardsTable(client, "standards", name, ({ version }) => version, { now });

/** One that asks for other items at the same time. */
const newInstanceByKeys = (now = () => new Date()) =>
  standardsTable(client, "standards", name, ({ version }) => version, { now, read: keyReader(client) });

/** What an instance judges by, and what it asked to find out. */
async function asked(instance: () => Promise<string>): Promise<[version: string, ...requests: string[]]> {
  requests.length = 0;
  const version = await instance();
  return [version, ...requests];
}

const copyKey = { standard: { S: name }, part: { S: "in-force-document" } };

const removeCopy = () => client.send(new DeleteItemCommand({ TableName: "standards", Key: copyKey }));

/** Exchanges the bytes of the copy, as no code of ours would. */
const damageCopy = (bytes: Uint8Array) =>
  client.send(
    new UpdateItemCommand({
      TableName: "standards",
      Key: copyKey,
      UpdateExpression: "SET #document = :document",
      ExpressionAttributeNames: { "#document": "document" },
      ExpressionAttributeValues: { ":document": { B: bytes } },
    }),
  );

async function pointer(): Promise<InForce> {
  const found = await readInForcePointer(client, "standards", name);
  if (!found) throw new Error("nothing is in force yet");
  return found;
}

async function move(after: (seen: InForce) => InForce): Promise<void> {
  const seen = await pointer();
  await writeInForcePointer(client, "standards", name, { seen, after: after(seen) });
}

describe("an instance of a function", () => {
  it("finds the standard in force by one request, and asks only which one it is from then on", async () => {
    await publish("1");
    const instance = newInstance();
    expect(await asked(instance)).toEqual(["1", "Query"]);
    expect(await asked(instance)).toEqual(["1", "GetItem"]);
  });

  it("judges by a publication at once, whether new or not", async () => {
    await publish("1");
    const before = newInstance();
    await before();
    await publish("2");
    expect(await asked(before)).toEqual(["2", "GetItem", "Query"]);
    expect(await asked(newInstance())).toEqual(["2", "Query"]);
    await publish("1");
    expect(await asked(before)).toEqual(["1", "GetItem", "Query"]);
    expect(await asked(newInstance())).toEqual(["1", "Query"]);
  });

  it("that asks for other items as well reads both by their keys", async () => {
    await publish("1");
    const instance = newInstanceByKeys();
    expect(await asked(instance)).toEqual(["1", "BatchGetItem"]);
    await publish("2");
    expect(await asked(instance)).toEqual(["2", "BatchGetItem", "Query"]);
    expect(await asked(instance)).toEqual(["2", "BatchGetItem"]);
    await removeCopy();
    expect(await asked(newInstanceByKeys())).toEqual(["2", "BatchGetItem", "Query"]);
  });

  it("reads the document as it was published", async () => {
    await publishStandard(client, "standards", zhejiangDocument());
    const read = standardsTable(client, "standards", name, (found) => found);
    expect(await read()).toEqual(JSON.parse(JSON.stringify(zhejiangDocument())));
    expect(requests.slice(-1)).toEqual(["Query"]);
  });

  it("judges by a scheduled version from its day on, before and after its move is written", async () => {
    await publish("1");
    await storeStandard(client, "standards", of("2"));
    const at = "2027-06-30T16:00:00.000Z";
    await move((seen) => withScheduled(seen, { version: "2", on: "2027-07-01", at }));
    const on = (instant: string) => newInstance(() => new Date(instant));
    expect(await asked(on("2027-06-30T15:59:59.999Z"))).toEqual(["1", "Query"]);
    expect(await asked(on(at))).toEqual(["2", "Query", "Query"]);
    await move((seen) => withDayCome(seen, new Date(at)));
    expect(await asked(on(at))).toEqual(["2", "Query"]);
  });

  it("says what to do where none is published", async () => {
    await expect(newInstance()()).rejects.toThrow("No standard zhejiang is published; publish one with: pfp publish");
  });
});

describe("the copy beside the pointer", () => {
  it("is not missed where a version of ours that keeps none published, and is there after the next publishing", async () => {
    await publish("1");
    await removeCopy();
    expect(await asked(newInstance())).toEqual(["1", "Query", "Query"]);
    await publish("1");
    expect(await asked(newInstance())).toEqual(["1", "Query"]);
  });

  it("is caught up with by any writing of the pointer, where a crash left an older one", async () => {
    await publish("1");
    await publish("2");
    await keepInForceDocument(client, "standards", name, "1");
    expect(await asked(newInstance())).toEqual(["2", "Query", "Query"]);
    await move((seen) => withScheduled(seen, undefined));
    expect(await asked(newInstance())).toEqual(["2", "Query"]);
  });

  it.each([
    { what: "no compressed text", bytes: Uint8Array.of(1, 2, 3) },
    { what: "half a text", bytes: gzipSync(JSON.stringify(of("1"))).subarray(0, 100) },
    { what: "no document", bytes: gzipSync("null") },
    { what: "another text than was published", bytes: gzipSync(JSON.stringify(of("forged"))) },
  ])("keeps nobody from judging where it holds $what", async ({ bytes }) => {
    await publish("1");
    await damageCopy(bytes);
    expect(await asked(newInstance())).toEqual(["1", "Query", "Query"]);
  });

  it("hides nothing that is wrong with the document itself", async () => {
    await publish("1");
    const part = { standard: { S: name }, part: { S: "1#000" } };
    await client.send(
      new PutItemCommand({ TableName: "standards", Item: { ...part, document: { B: gzipSync("{}") } } }),
    );
    await damageCopy(Uint8Array.of(1));
    await expect(newInstance()()).rejects.toThrow("programmes");
    await removeCopy();
    await expect(newInstance()()).rejects.toThrow("programmes");
  });

  it("is not made of a document of several parts", async () => {
    await publish("1");
    // Numbers whose next cannot be told from the last do not compress.
    const noise = Array.from({ length: 80_000 }, (_, at) =>
      Math.sin(at + 1)
        .toString(36)
        .slice(-8),
    ).join("");
    const large = { ...of("2"), sources: [{ name: "noise", zh: noise, en: "noise" }] };
    await publishStandard(client, "standards", large);
    expect(await asked(newInstance())).toEqual(["2", "Query", "Query"]);
    const { Item: copy } = await client.send(new GetItemCommand({ TableName: "standards", Key: copyKey }));
    expect(copy?.["version"]).toEqual({ S: "1" });
    expect((await listVersions(client, "standards", name)).versions).toEqual(["1", "2"]);
  });

  it("is no version, and a version called as it is is no copy", async () => {
    await publish("in-force-document");
    await publish("in-force");
    expect((await listVersions(client, "standards", name)).versions).toEqual(["in-force", "in-force-document"]);
    expect(await asked(newInstance())).toEqual(["in-force", "Query"]);
    await removeCopy();
    expect(await asked(newInstance())).toEqual(["in-force", "Query", "Query"]);
  });

  it("changes nothing, whatever was written in whatever order", async () => {
    const versions = ["1", "2", "3"];
    await publish("1");
    for (const version of versions) await storeStandard(client, "standards", of(version));
    const minute = (count: number) => new Date(Date.UTC(2027, 6, 1, 0, count));
    const next = (version: string, at: Date) => ({ version, on: "2027-07-01", at: at.toISOString() });
    const actions = {
      publish,
      schedule: (version: string, at: Date) => move((seen) => withScheduled(seen, next(version, at))),
      dayCome: (_: string, at: Date) => move((seen) => withDayCome(seen, at)),
      // What a crash, or whoever lost against another publisher, leaves beside the pointer.
      copyLeft: (version: string) => keepInForceDocument(client, "standards", name, version),
      copyRemoved: removeCopy,
      copyDamaged: () => damageCopy(Uint8Array.of(0)),
    };
    const step = fc.record({
      action: fc.constantFrom("publish", "schedule", "dayCome", "copyLeft", "copyRemoved", "copyDamaged"),
      version: fc.constantFrom(...versions),
      at: fc.integer({ min: 0, max: 9 }).map(minute),
    });
    let time = minute(0);
    const warm = [newInstance(() => time), newInstanceByKeys(() => time)];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const { action, version, at } of steps) {
          await actions[action](version, at);
          const { version: former, next: scheduled } = await pointer();
          for (const now of [minute(0), minute(5), minute(9)]) {
            time = now;
            const due = scheduled && Date.parse(scheduled.at) <= now.getTime() ? scheduled.version : former;
            const instances = [...warm, newInstance(() => now), newInstanceByKeys(() => now)];
            expect(await Promise.all(instances.map((instance) => instance()))).toEqual([due, due, due, due]);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});
