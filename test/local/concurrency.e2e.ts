import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { functionFedBy, type Resources, writeAssembly } from "./assembly-under-test.ts";
import { type Clients, clientsOf } from "./clients.ts";

// As on a machine of four processors, whatever this one has.
const processors = 4;
const folder = mkdtempSync(join(tmpdir(), "concurrency-"));
// An instance's first invocation takes long, so that those that come up late are still at work with the first.
const working = `let wait = 1500;
export const handler = async () => {
  await new Promise((resolve) => setTimeout(resolve, wait));
  wait = 50;
  return { batchItemFailures: [] };
};`;
let aws: EmbeddedAws;
let clients: Clients;

const queue = (name: string): Resources => ({
  [name]: { Type: "AWS::SQS::Queue", Properties: { QueueName: name, VisibilityTimeout: 60 } },
});

/** A function fed message by message. */
function fedBy(name: string, mapping: Record<string, unknown>, reserved?: number): Resources {
  const resources = functionFedBy(name, name, { mapping: { BatchSize: 1, ...mapping } });
  const definition = resources[`${name}Function`]?.Properties;
  if (definition && reserved !== undefined) definition["ReservedConcurrentExecutions"] = reserved;
  return { ...queue(name), ...resources };
}

beforeAll(async () => {
  const Resources = {
    ...fedBy("limited", { ScalingConfig: { MaximumConcurrency: 3 } }),
    ...fedBy("unlimited", {}),
    ...fedBy("reserved", {}, 1),
  };
  const assembly = writeAssembly(
    join(folder, "assembly"),
    { stack: { Resources } },
    { limited: working, unlimited: working, reserved: working },
  );
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0, processors });
  clients = clientsOf(aws.endpoint);
});

afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

/** The most invocations that were under way at once while so many messages, or calls by name, were worked off. */
async function mostAtOnce(work: () => Promise<unknown>): Promise<number> {
  let most = 0;
  let over = false;
  const looking = (async () => {
    while (!over) {
      most = Math.max(most, aws.underWay());
      await pause(5);
    }
  })();
  await work();
  await aws.idle();
  over = true;
  await looking;
  return most;
}

async function sendTo(name: string, count: number): Promise<void> {
  const QueueUrl = `${aws.endpoint}/${aws.accountId}/${name}`;
  for (let index = 0; index < count; index += 1) {
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
  }
}

it("works a queue off by as many instances as its mapping allows", async () => {
  expect(await mostAtOnce(() => sendTo("limited", 9))).toBe(3);
});

it("works a queue off by as many instances as there are processors, where the template sets no limit", async () => {
  expect(await mostAtOnce(() => sendTo("unlimited", 12))).toBe(processors);
});

it("has no more at work than are reserved for the function, whoever calls it", async () => {
  const call = () => fetch(`${aws.endpoint}/2015-03-31/functions/reserved/invocations`, { method: "POST", body: "{}" });
  expect(await mostAtOnce(() => Promise.all([sendTo("reserved", 3), call(), call()]))).toBe(1);
});
