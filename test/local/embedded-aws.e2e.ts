import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { type Clients, clientsOf } from "./clients.ts";
import { writeRelayAssembly } from "./relay-under-test.ts";

const folder = mkdtempSync(join(tmpdir(), "embedded-aws-"));
const day = 24 * 60 * 60 * 1000;
const lines: string[] = [];
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  aws = await startEmbeddedAws({
    assembly: writeRelayAssembly(join(folder, "assembly")),
    data: join(folder, "data"),
    port: 0,
    clockOffset: 1000 * day,
    log: (line) => lines.push(line),
  });
  clients = clientsOf(aws.endpoint);
});

afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const bodies = async (queue: string) => (await clients.take(queue)).map(({ Body }) => JSON.parse(Body ?? ""));
const idsIn = async (queue: string) =>
  (await bodies(queue)).map(({ id, detail }: { id: string; detail?: { id: string } }) => detail?.id ?? id).sort();

describe("an event put on the bus", () => {
  test("reaches the function that its rule's queue feeds, and the queue that this sends to", async () => {
    const calls = aws.counts();
    await clients.tell({ id: "a" }, { id: "b" });
    await aws.idle();
    expect(await idsIn("outbox")).toEqual(["a", "b"]);
    expect(await clients.seen()).toEqual(expect.arrayContaining(["a", "b"]));

    const counts = aws.counts();
    expect(counts.eventBridge.entries - calls.eventBridge.entries).toBe(2);
    expect(counts.sqs["SendMessage"]).toEqual({ requests: 4, chunks: 4 });
    expect(counts.polling["DeleteMessageBatch"]?.requests).toBeGreaterThanOrEqual(1);
    expect(counts.lambda["relay"]?.errors).toBe(0);
    expect(counts.dynamoDb["seen"]?.writeUnits).toBe(2);
  });

  test("is kept in the archive as its targets get it", () => {
    const kept = readFileSync(join(folder, "data", "archives", "all.ndjson"), "utf8")
      .trim()
      .split("\n");
    const [first] = kept.map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      version: "0",
      "detail-type": "told",
      source: "test",
      account: "000000000000",
      region: "us-east-1",
      resources: [],
      detail: { id: "a" },
    });
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("a function", () => {
  const Told = z.object({
    record: z.object({
      messageId: z.string(),
      eventSource: z.literal("aws:sqs"),
      eventSourceARN: z.literal("arn:aws:sqs:us-east-1:000000000000:told"),
      awsRegion: z.literal("us-east-1"),
      md5OfBody: z.string().check(z.length(32)),
      messageAttributes: z.strictObject({}),
      attributes: z.object({
        ApproximateReceiveCount: z.literal("1"),
        SentTimestamp: z.string(),
        MessageGroupId: z.literal("test"),
      }),
    }),
    environment: z.record(z.string(), z.string()),
    today: z.string(),
    hour: z.number(),
    timeLeft: z.number(),
    functionName: z.string(),
    smallBlock: z.number(),
    byAddress: z.string(),
    byName: z.string(),
  });
  let told: z.infer<typeof Told>;

  beforeAll(async () => {
    process.env["SECRET_OF_THIS_PROCESS"] = "x";
    await clients.tell({ id: "teller", does: "tell" });
    await aws.idle();
    told = Told.parse((await bodies("outbox"))[0]);
  });

  test("sees the template's environment and the runtime's, and nothing of this process's", () => {
    expect(told.environment).toEqual({
      SEEN_TABLE: "seen",
      OUTBOX_QUEUE_URL: `${aws.endpoint}/000000000000/outbox`,
      AWS_REGION: "us-east-1",
      AWS_LAMBDA_FUNCTION_NAME: "relay",
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^function\./),
      AWS_SECRET_ACCESS_KEY: "embedded",
      AWS_EC2_METADATA_DISABLED: "true",
      TZ: "UTC",
    });
  });

  test("lives on the day that was chosen, in UTC", () => {
    expect(Math.round((Date.parse(told.today) - Date.now()) / day)).toBe(1000);
    expect(Math.round((Number(told.record.attributes.SentTimestamp) - Date.now()) / day)).toBe(1000);
    expect(told.hour).toBe(0);
  });

  test("knows how long it has", () => {
    expect(told.functionName).toBe("relay");
    expect(told.timeLeft).toBeGreaterThan(0);
    expect(told.timeLeft).toBeLessThanOrEqual(1000);
  });

  // Of 64 KB, which is what Node takes unasked, a thread that lets garbage stand holds tens of megabytes.
  test("cuts small buffers from small blocks, as the process that runs it does", () => {
    expect(told.smallBlock).toBe(8192);
    expect(Buffer.poolSize).toBe(8192);
  });

  test("cannot leave this machine, by address or by name", () => {
    expect(told.byAddress).toContain("192.0.2.1 is not on this machine");
    expect(told.byName).toContain("sqs.eu-west-1.amazonaws.com is not on this machine");
  });

  test("writes to the log under its name", () => {
    expect(lines).toContain("relay: telling");
  });
});

describe("when a function fails", () => {
  test("on one message of a batch, only that one returns, and is set aside after two receipts", async () => {
    await clients.tell({ id: "good-1" }, { id: "poison", does: "fail" }, { id: "good-2" });
    await expect.poll(() => idsIn("outbox")).toEqual(["good-1", "good-2"]);
    await aws.idle();
    expect(await idsIn("told-dead-letters")).toEqual(["poison"]);
    expect(await idsIn("outbox")).toEqual([]);
  });

  test.each([
    ["it throws", "throw", "relay: TypeError: as told"],
    ["it outlives its timeout", "hang", "relay: Task timed out after 1.00 seconds"],
    ["it ends its process", "exit", "relay: the function's instance ended before it answered"],
    ["it names messages that were not in its batch", "answer nonsense", "the whole batch returns"],
  ])(
    "as a whole because %s, the batch is set aside after two receipts and the next goes through",
    async (_, does, line) => {
      await clients.tell({ id: does, does });
      await aws.idle();
      expect(await idsIn("told-dead-letters")).toEqual([does]);
      expect(lines.join("\n")).toContain(line);
      await clients.tell({ id: `after ${does}` });
      await aws.idle();
      expect(await idsIn("outbox")).toEqual([`after ${does}`]);
    },
  );
});
