import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { loadPack } from "#cli/load-pack.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { runCommand } from "#local/run-command.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { bareStores, type StoreClients } from "./load/bare-stores.ts";
import { firstReports, householdOf, incomes, putChanges } from "./load/changes.ts";

const help = `npm run bench -- load [options]
Drives the synthesised app in the embedded AWS, a process of its own, at rising rates until it falls behind. Of
twenty changes one makes a notice; what is timed is from the put on the bus to the notice on its county's queue. Beside it: what the bare
embedded stores do in the same run with one read, one write and one message a change.

  --seconds N    of each rate (5)
  --soak MIN     instead: at half of saturation for so many minutes, with memory and lag at each
  --port N       (4781)
  --json         for a program`;

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const families = 400;

interface Step {
  /** Changes a second that were asked for, and that were worked off until nothing waited. */
  readonly offered: number;
  readonly done: number;
  /** Milliseconds from put to notice. */
  readonly p50: number;
  readonly p99: number;
}

interface Running extends StoreClients {
  readonly bus: EventBridgeClient;
  readonly endpoint: string;
  readonly child: ChildProcess;
  readonly source: ReturnType<typeof incomes>;
  sequence: number;
}

const Status = z.object({ queues: z.record(z.string(), z.object({ visible: z.number(), inFlight: z.number() })) });

async function waiting({ endpoint }: Running): Promise<number> {
  const { queues } = Status.parse(await (await fetch(endpoint)).json());
  return ["changes", "outreach"].reduce((sum, name) => {
    const { visible = 0, inFlight = 0 } = queues[name] ?? {};
    return sum + visible + inFlight;
  }, 0);
}

/** Puts changes at a rate for some seconds, and waits until all is worked off. */
async function runAt(running: Running, rate: number, seconds: number): Promise<Step> {
  const { bus, source } = running;
  const putAt = new Map<string, number>();
  const took: number[] = [];
  const notices = collectNotices(running, putAt, took);
  const started = performance.now();
  const ticks = seconds * 10;
  for (let tick = 0; tick < ticks; tick += 1) {
    const due = started + tick * 100;
    if (due > performance.now()) await pause(due - performance.now());
    const some = Array.from({ length: Math.max(1, Math.round(rate / 10)) }, () => source.next().value).filter(
      (each) => each !== undefined,
    );
    const now = Date.now();
    for (const { family } of some) putAt.set(householdOf(family), now);
    running.sequence += 1;
    await putChanges(
      bus,
      some.map(({ change }) => change),
      running.sequence,
    );
  }
  while ((await waiting(running)) > 0) await pause(20);
  const elapsed = (performance.now() - started) / 1000;
  await notices.stop();
  const changes = ticks * Math.max(1, Math.round(rate / 10));
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { offered: rate, done: changes / elapsed, p50: at(0.5), p99: at(0.99) };
}

/** Takes notices off the county's queue, and times each against the latest change of its family before it. */
function collectNotices(running: Running, putAt: ReadonlyMap<string, number>, took: number[]) {
  let over = false;
  const collecting = (async () => {
    for (;;) {
      const taken = await takeNotices(running, (household, sent) => {
        const put = putAt.get(household);
        if (put !== undefined && sent >= put) took.push(sent - put);
      });
      if (taken === 0 && over) return;
      if (taken === 0) await pause(50);
    }
  })();
  return {
    async stop() {
      over = true;
      await collecting;
    },
  };
}

/** Takes up to ten notices off the queue; resolves with how many there were. */
async function takeNotices(
  { sqs, urlOf }: Running,
  tell: (household: string, sentAt: number) => void,
): Promise<number> {
  const QueueUrl = urlOf("outreach-330106");
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["SentTimestamp"] }),
  );
  for (const { Body = "", Attributes } of Messages) {
    tell(OutreachNotice.parse(JSON.parse(Body)).household, Number(Attributes?.SentTimestamp));
  }
  if (Messages.length === 0) return 0;
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  return Messages.length;
}

async function start(folder: string, port: number): Promise<Running> {
  const assembly = join(folder, "cdk");
  await runCommand({
    args: ["infra/app.ts"],
    environment: { CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"stage":"local"}' },
  });
  const script = join(import.meta.dirname, "../faults/embedded-aws-process.ts");
  const child = spawn(process.execPath, [script, assembly, join(folder, "data"), String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const endpoint = `http://127.0.0.1:${port}`;
  const options = { endpoint, region: "us-east-1", credentials };
  const running: Running = {
    ...{ endpoint, child, sequence: 1, source: incomes(families) },
    dynamoDb: new DynamoDBClient(options),
    sqs: new SQSClient(options),
    bus: new EventBridgeClient(options),
    urlOf: (queue) => `${endpoint}/000000000000/${queue}`,
  };
  await publishStandard(running.dynamoDb, "standards", await loadPack("standards/zhejiang"));
  await putChanges(running.bus, firstReports(families), 1);
  while ((await waiting(running)) > 0) await pause(50);
  return running;
}

/** Rates that double until the system falls a fifth behind. */
async function saturate(running: Running, seconds: number, report: (step: Step) => void): Promise<Step[]> {
  const steps: Step[] = [];
  for (let rate = 50; ; rate *= 2) {
    const step = await runAt(running, rate, seconds);
    steps.push(step);
    report(step);
    if (step.done < 0.8 * rate || rate >= 12_800) return steps;
  }
}

function residentMegabytes({ child }: Running): number {
  const pages = readFileSync(`/proc/${child.pid}/statm`, "utf8").split(" ")[1];
  return Math.round((Number(pages) * 4096) / 1e6);
}

const stepLine = ({ offered, done, p50, p99 }: Step) =>
  `${String(offered).padStart(8)} ${done.toFixed(0).padStart(10)} ${p50.toFixed(0).padStart(10)} ${p99.toFixed(0).padStart(10)}`;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "5" },
      soak: { type: "string" },
      port: { type: "string", default: "4781" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-load-"));
  const running = await start(folder, Number(values.port));
  try {
    const bare = await bareStores(running, 5);
    if (!values.json)
      console.log("offered/s     done/s     p50 ms     p99 ms   从上总线到告知单 from the bus to the notice");
    const steps = await saturate(running, Number(values.seconds), (step) => {
      if (!values.json) console.log(stepLine(step));
    });
    const saturation = Math.max(...steps.map(({ done }) => done));
    const half = await runAt(running, Math.round(saturation / 2), Number(values.seconds));
    const result = { steps, bare, saturation, half, timesBare: saturation / bare };
    if (values.json) console.log(JSON.stringify(result));
    else {
      console.log(`${stepLine(half)}   饱和的一半 half of saturation`);
      console.log(
        `饱和 saturation ${saturation.toFixed(0)} 条变更/秒 changes/s; 裸存储 the bare stores ${bare.toFixed(0)} /s; 之比 ratio ${(saturation / bare).toFixed(2)}`,
      );
    }
    if (values.soak !== undefined) await soak(running, Math.round(saturation / 2), Number(values.soak));
  } finally {
    running.child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Half of saturation, minute after minute: memory and lag must not grow. */
async function soak(running: Running, rate: number, minutes: number): Promise<void> {
  console.log("minute    done/s     p99 ms   memory MB");
  for (let minute = 1; minute <= minutes; minute += 1) {
    const { done, p99 } = await runAt(running, rate, 60);
    console.log(
      `${String(minute).padStart(6)} ${done.toFixed(0).padStart(9)} ${p99.toFixed(0).padStart(10)} ${String(residentMegabytes(running)).padStart(11)}`,
    );
  }
}
