import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { loadPack } from "#cli/load-pack.ts";
import { runCommand } from "#local/run-command.ts";
import { publishStandard } from "#stores/standards-table.ts";
import type { StoreClients } from "./bare-stores.ts";
import { firstReports, putChanges } from "./changes.ts";

/** The synthesised app in an embedded AWS of its own process. */
export interface SystemUnderLoad extends StoreClients {
  readonly bus: EventBridgeClient;
  readonly endpoint: string;
  readonly child: ChildProcess;
  /** Folder of everything that is kept. */
  readonly data: string;
  /** Grows with each put. */
  sequence: number;
}

/**
 * Bytes of the process as it was met; and what was left when all garbage was collected: of the process, of the main
 * thread's objects and of all functions'.
 */
export type Memory = z.infer<typeof Memory>;
const Memory = z.object({ uncollected: z.number(), resident: z.number(), main: z.number(), functions: z.number() });

/**
 * glibc keeps a heap of its own for every few threads, of which there are a score, and gives little of them back: what was
 * freed long ago would be counted as held.
 */
const givingBack = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" };

const Started = z.object({ endpoint: z.string() });
const Status = z.object({ queues: z.record(z.string(), z.object({ visible: z.number(), inFlight: z.number() })) });

export interface StartOptions {
  readonly folder: string;
  readonly port: number;
  /** Families that report regularly, and as many others of whom one change tells that they are in need. */
  readonly families: { readonly steady: number; readonly soonInNeed: number };
  readonly fair: boolean;
}

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const today = "2022-07-01";

/** Synthesises the app, starts it, publishes the standard and reports the families. */
export async function startSystem({ folder, port, families, fair }: StartOptions): Promise<SystemUnderLoad> {
  const assembly = join(folder, "cdk");
  const data = join(folder, "data");
  await runCommand({
    args: ["infra/app.ts"],
    environment: { CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"stage":"local"}' },
  });
  if (!fair) takeFairnessAway(assembly);
  const script = join(import.meta.dirname, "embedded-aws-process.ts");
  const child = fork(script, [assembly, data, String(port), today], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, ...givingBack },
  });
  const { endpoint } = Started.parse((await once(child, "message"))[0]);
  const options = { endpoint, region: "us-east-1", credentials };
  const system: SystemUnderLoad = {
    ...{ endpoint, child, data, sequence: 1 },
    dynamoDb: new DynamoDBClient(options),
    sqs: new SQSClient(options),
    bus: new EventBridgeClient(options),
    urlOf: (queue) => `${endpoint}/000000000000/${queue}`,
  };
  await publishStandard(system.dynamoDb, "standards", await loadPack("standards/zhejiang"));
  await putChanges(system.bus, firstReports(families), 1);
  while ((await waiting(system)) > 0) await pause(50);
  return system;
}

/** Messages in the queues by name, visible or in work. */
async function depths({ endpoint }: SystemUnderLoad): Promise<ReadonlyMap<string, number>> {
  const { queues } = Status.parse(await (await fetch(endpoint)).json());
  return new Map(Object.entries(queues).map(([name, { visible, inFlight }]) => [name, visible + inFlight]));
}

/** Messages that functions have still to work off. */
export async function waiting(system: SystemUnderLoad): Promise<number> {
  const of = await depths(system);
  return (of.get("changes") ?? 0) + (of.get("outreach") ?? 0);
}

/** Messages in all queues: they are kept in memory until somebody takes them. */
export async function kept(system: SystemUnderLoad): Promise<number> {
  return [...(await depths(system)).values()].reduce((sum, each) => sum + each, 0);
}

export async function memoryOf({ child }: SystemUnderLoad): Promise<Memory> {
  const answer = once(child, "message");
  child.send("memory");
  return Memory.parse((await answer)[0]);
}

/** The app as it would be without fair queues, to see what these are good for. */
function takeFairnessAway(assembly: string): void {
  for (const file of readdirSync(assembly).filter((name) => name.endsWith(".template.json"))) {
    const path = join(assembly, file);
    const without = JSON.parse(readFileSync(path, "utf8"), (name, value: unknown) =>
      name === "SqsParameters" ? undefined : value,
    );
    writeFileSync(path, JSON.stringify(without));
  }
}
