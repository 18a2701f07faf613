import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { progressLine } from "#cli/progress.ts";
import { runCommand } from "#local/run-command.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { compare, isSound } from "./compare.ts";
import { endStateOnAws } from "./end-state-on-aws.ts";
import type { Found } from "./finding.ts";
import type { SourceEvent } from "./history.ts";
import { impatientAssembly } from "./impatient-assembly.ts";
import { manyHistories } from "./many-histories.ts";
import { shuffle } from "./simulate.ts";
import { smallStandard } from "./small-standard.ts";

const help = `npm run faults:local -- [--kills N] [--seed N] [--histories N] [--port N] [--json]
Runs the synthesised app in the embedded AWS as a process of its own, pushes histories of changes in any order and up to
three times each, kills the process with SIGKILL N times (50) while it works, and holds where everything ends against the
oracle: facts, homes, determinations, cases, the county's own queue, and what was set aside.`;

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const whole = z.pipe(z.string().check(z.regex(/^\d{1,6}$/)), z.transform(Number));

/** The system under test: killed and started again on the same state. */
class KilledSystem {
  kills = 0;
  #child: ChildProcess | undefined;
  readonly #args: readonly string[];

  constructor(assembly: string, data: string, port: number) {
    this.#args = [join(import.meta.dirname, "embedded-aws-process.ts"), assembly, data, String(port)];
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, this.#args, { stdio: ["ignore", "pipe", "inherit"] });
    this.#child = child;
    await once(child.stdout, "data");
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    child.kill("SIGKILL");
    await once(child, "exit");
    this.kills += 1;
  }
}

/** Puts all events on the bus; what a kill answered is put once more, so that some arrive twice. */
async function pushAll(client: EventBridgeClient, events: readonly SourceEvent[], report: (sent: number) => void) {
  for (let start = 0; start < events.length; start += 10) {
    const Entries = events.slice(start, start + 10).map(({ source, id, sequence, changes }) => ({
      EventBusName: "household-events",
      Source: source,
      DetailType: "household.changed.v1",
      Detail: JSON.stringify({ id, sequence, changes }),
    }));
    for (;;) {
      try {
        const { FailedEntryCount = 0 } = await client.send(new PutEventsCommand({ Entries }));
        if (FailedEntryCount === 0) break;
      } catch {
        // Killed, or not up again yet.
      }
      await pause(50);
    }
    report(start + Entries.length);
  }
}

const Status = z.object({
  queues: z.record(
    z.string(),
    z.object({ visible: z.number(), inFlight: z.number(), delayed: z.optional(z.number()) }),
  ),
});

/** Resolves when the queues that feed functions have been empty for a while. */
async function quiet(endpoint: string): Promise<void> {
  let since = performance.now();
  while (performance.now() - since < 2000) {
    const { queues } = Status.parse(await (await fetch(endpoint)).json());
    const busy = ["changes", "outreach"].some((name) => {
      const { visible = 0, inFlight = 0 } = queues[name] ?? {};
      return visible + inFlight > 0;
    });
    if (busy) since = performance.now();
    await pause(200);
  }
}

interface Options {
  readonly kills: number;
  readonly seed: number;
  readonly histories: number;
  readonly port: number;
  readonly json: boolean;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "50" },
      seed: { type: "string", default: "1" },
      histories: { type: "string", default: "400" },
      port: { type: "string", default: "4761" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const number = (name: "kills" | "seed" | "histories" | "port") => {
    const parsed = whole.safeParse(values[name]);
    if (parsed.success) return parsed.data;
    throw new Error(`--${name}: found "${values[name]}", expected a whole number`);
  };
  return {
    kills: number("kills"),
    seed: number("seed"),
    histories: number("histories"),
    port: number("port"),
    json: values.json,
  };
}

/** Kills and starts the system again, most times while events come in, the rest while what they left is worked on. */
async function killWhilePushing(system: KilledSystem, kills: number, random: () => number, pushing: Promise<void>) {
  let sending = true;
  const pushed = pushing.then(() => {
    sending = false;
  });
  while (system.kills < kills) {
    await pause(sending ? 300 + 900 * random() : 200 + 400 * random());
    await system.kill();
    await system.start();
  }
  await pushed;
}

async function run({ kills, seed, histories, port, json }: Options, folder: string): Promise<number> {
  const started = performance.now();
  const random = randomOf(seed);
  const standard = smallStandard();
  const events = manyHistories(histories, seed);
  const load = events.flatMap((event) => Array.from({ length: 1 + Math.floor(random() * 3) }, () => event));
  shuffle(load, random);
  const [cdk, assembly, data] = ["cdk", "assembly", "data"].map((name) => join(folder, name));
  await runCommand({
    args: ["infra/app.ts"],
    environment: { CDK_OUTDIR: cdk ?? "", CDK_CONTEXT_JSON: JSON.stringify({ stage: "local" }) },
  });
  const system = new KilledSystem(impatientAssembly(cdk ?? "", assembly ?? ""), data ?? "", port);
  const endpoint = `http://127.0.0.1:${port}`;
  const options = { endpoint, region: "us-east-1", credentials, maxAttempts: 1 };
  const [dynamoDb, sqs, bus] = [new DynamoDBClient(options), new SQSClient(options), new EventBridgeClient(options)];
  const progress = progressLine("变更 events", "sent");
  try {
    await system.start();
    await publishStandard(dynamoDb, "standards", standard.document);
    const report = (sent: number) => progress.update(sent, load.length, `${system.kills} kills`);
    await killWhilePushing(system, kills, random, pushAll(bus, load, report));
    progress.end();
    await quiet(endpoint);
    const urlOf = (queue: string) => `${endpoint}/000000000000/${queue}`;
    const state = await endStateOnAws(standard, { dynamoDb, sqs, urlOf });
    const found = compare(standard, events, { system: state, stuck: [] });
    const seconds = Math.round((performance.now() - started) / 1000);
    const { households, cases } = state.tables;
    const counts = {
      ...{ kills: system.kills, events: events.length, sent: load.length, seconds },
      ...{ households: households.size, cases: cases.size },
    };
    print(counts, found, json);
    return isSound(found) ? 0 : 1;
  } finally {
    await system.kill();
  }
}

interface Counts {
  readonly kills: number;
  readonly events: number;
  readonly sent: number;
  readonly seconds: number;
  readonly households: number;
  readonly cases: number;
}

function print(counts: Counts, found: Found, json: boolean): void {
  const { lost, duplicate, divergent } = found;
  if (json) {
    console.log(JSON.stringify({ ...counts, ...found }));
    return;
  }
  const { kills, events, sent, households, cases, seconds } = counts;
  console.log(
    `${kills} 次强杀 kills, ${events} 条事件 events sent ${sent} 次 times; ${households} 户 households, ${cases} 件工单 cases, ${seconds} s`,
  );
  console.log(`丢失 lost ${lost.length}, 重复 duplicate ${duplicate.length}, 不一致 divergent ${divergent.length}`);
  for (const each of [...lost, ...duplicate, ...divergent].slice(0, 20)) console.log(`  ${each}`);
}

/** The same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const folder = mkdtempSync(join(tmpdir(), "faults-local-"));
try {
  const options = readOptions();
  if (options) process.exitCode = await run(options, folder);
  else console.log(help);
} catch (error) {
  console.error(`npm run faults:local: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
