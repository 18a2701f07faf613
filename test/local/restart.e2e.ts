import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { queueWithDeadLetters, writeAssembly } from "./assembly-under-test.ts";
import { clientsOf } from "./clients.ts";
import { writeRelayAssembly } from "./relay-under-test.ts";

const folder = mkdtempSync(join(tmpdir(), "restart-"));
const children: ChildProcess[] = [];
afterAll(() => {
  // One that outlives a failed test would keep the whole run from ending.
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

async function startProcess(assembly: string, data: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "one-embedded-aws.ts"), assembly, data], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [endpoint] = await once(child.stdout, "data");
  return { child, endpoint: String(endpoint).trim() };
}

test("killed in the middle of its work, it goes on from there and loses nothing", async () => {
  const assembly = writeRelayAssembly(join(folder, "relay"));
  const data = join(folder, "relay-data");
  const ids = Array.from({ length: 300 }, (_, index) => `id-${String(index).padStart(3, "0")}`);

  const { child, endpoint } = await startProcess(assembly, data);
  const before = clientsOf(endpoint);
  await before.tell(...ids.map((id) => ({ id })));
  await expect.poll(async () => (await before.seen()).length, { timeout: 20_000 }).toBeGreaterThan(20);
  child.kill("SIGKILL");
  await once(child, "exit");
  before.close();

  const aws = await startEmbeddedAws({ assembly, data, port: 0 });
  const after = clientsOf(aws.endpoint);
  try {
    const done = await after.seen();
    expect(done.length).toBeGreaterThan(20);
    expect(done.length).toBeLessThan(ids.length);
    await aws.idle();
    expect(await after.seen()).toEqual(ids);
    expect(await after.take("told-dead-letters")).toEqual([]);
    const relayed = (await after.take("outbox")).map(({ Body }): string => JSON.parse(Body ?? "").id);
    expect([...new Set(relayed)].sort()).toEqual(ids);
  } finally {
    after.close();
    await aws.stop();
  }
});

test("with another template, it keeps messages and items, makes what is new, and gives queues their new settings", async () => {
  const table = (name: string) => ({
    Type: "AWS::DynamoDB::Table",
    Properties: {
      TableName: name,
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    },
  });
  const bus = { Type: "AWS::Events::EventBus", Properties: { Name: "events-under-test" } };
  const rule = {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: { Ref: "Bus" },
      EventPattern: { "detail-type": ["told"] },
      Targets: [{ Id: "1", Arn: { "Fn::GetAtt": ["Queue", "Arn"] } }],
    },
  };
  const start = (name: string, resources: object) =>
    startEmbeddedAws({
      assembly: writeAssembly(join(folder, name), { stack: { Resources: { Bus: bus, Rule: rule, ...resources } } }),
      data: join(folder, "changing"),
      port: 0,
    });
  const first = await start("first", { ...queueWithDeadLetters("Queue", "queue"), Seen: table("seen") });
  const before = clientsOf(first.endpoint);
  await before.tell({ id: "kept" });
  before.close();
  await first.stop();

  const second = await start("second", {
    Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "queue", VisibilityTimeout: 77 } },
    Seen: table("seen"),
    More: table("more"),
  });
  const after = clientsOf(second.endpoint);
  try {
    const status = await (await fetch(second.endpoint)).json();
    expect(status).toMatchObject({ tables: ["more", "seen"] });
    const form = new URLSearchParams({ Action: "GetQueueAttributes", "AttributeName.1": "All" });
    const attributes = await (
      await fetch(`${second.endpoint}/000000000000/queue`, { method: "POST", body: form })
    ).text();
    expect(attributes).toContain("<Name>VisibilityTimeout</Name><Value>77</Value>");
    expect(attributes).not.toContain("RedrivePolicy");
    expect((await after.take("queue")).map(({ Body }) => JSON.parse(Body ?? "").detail)).toEqual([{ id: "kept" }]);
  } finally {
    after.close();
    await second.stop();
  }

  const otherKey = {
    ...table("seen"),
    Properties: { ...table("seen").Properties, KeySchema: [{ AttributeName: "other", KeyType: "HASH" }] },
  };
  await expect(start("third", { ...queueWithDeadLetters("Queue", "queue"), Seen: otherKey })).rejects.toThrow(
    "table seen: the one on disk has other keys or indexes than the template",
  );
});

test("a port or a folder that another program has is named", async () => {
  const assembly = writeAssembly(join(folder, "empty"), { stack: { Resources: {} } });
  const data = join(folder, "empty-data");
  const aws = await startEmbeddedAws({ assembly, data, port: 0 });
  try {
    const port = Number(new URL(aws.endpoint).port);
    await expect(startEmbeddedAws({ assembly, data, port })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`);
    await expect(startEmbeddedAws({ assembly, data, port: 0 })).rejects.toThrow(/the tables in .* cannot be opened/);
  } finally {
    await aws.stop();
  }
});
