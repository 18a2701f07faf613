import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { sweepDue } from "#functions/sweep/begin-sweep.ts";
import { sendAll, sqsSender } from "#stores/queues.ts";
import { type Sweep, type SweepState, type SweepStore, sweepsTable } from "#stores/sweeps-table.ts";
import { type AwsSettings, dynamoDbClient, sqsClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError } from "../exit-code.ts";
import { sweepFigures, sweepInWords, sweepLine } from "./sweep-in-words.ts";

export interface SweepOptions extends AwsSettings {
  readonly table: string;
  readonly all?: true;
  readonly json?: true;
}

type SweepCommand = (options: SweepOptions, name: string | undefined) => Promise<void>;

const latest = 20;
/** Somebody else may note something at the same moment, again and again. */
const attempts = 20;

export const sweepCommands: Readonly<Record<"list" | "status" | "pause" | "resume", SweepCommand>> = {
  async list(options) {
    const sweeps = await withConnectionErrors(options, () => storeOf(options).list());
    const shown = options.all ? sweeps : sweeps.slice(0, latest);
    if (!options.json && shown.length === 0) console.log("没有扫描 there are no sweeps");
    for (const sweep of shown) console.log(options.json ? JSON.stringify(sweepFigures(sweep)) : sweepLine(sweep));
  },
  async status(options, name) {
    show(await withConnectionErrors(options, () => oneOf(storeOf(options), name)), options);
  },
  async pause(options, name) {
    await turn(options, name, { from: "running", to: "paused" });
  },
  async resume(options, name) {
    const resumed = await turn(options, name, { from: "paused", to: "running" });
    if (resumed.length === 0) return;
    const sqs = sqsClient(options);
    await withConnectionErrors(
      options,
      async () => {
        const { QueueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: "sweeps" }));
        await sendAll(
          sqsSender(sqs),
          QueueUrl,
          resumed.map(({ sweep }) => sweepDue(sweep)),
        );
      },
      "SQS",
    );
  },
};

/** Turns one sweep, or all that are in a state, to another state; resolves with those that were turned. */
async function turn(
  options: SweepOptions,
  name: string | undefined,
  { from, to }: { readonly from: SweepState; readonly to: SweepState },
): Promise<readonly Sweep[]> {
  const store = storeOf(options);
  const turned = await withConnectionErrors(options, async () => {
    const names = name === undefined ? (await store.list()).map(({ sweep }) => sweep) : [name];
    const all: Sweep[] = [];
    for (const each of names) {
      const sweep = await turnOne(store, each, { from, to });
      if (sweep.state === to) all.push(sweep);
    }
    return all;
  });
  if (turned.length === 0) {
    const none = to === "paused" ? "没有正在运行的扫描 no sweep is running" : "没有暂停的扫描 no sweep is paused";
    if (!options.json) console.log(none);
  }
  for (const sweep of turned) show(sweep, options);
  return turned;
}

async function turnOne(
  store: SweepStore,
  name: string,
  { from, to }: { readonly from: SweepState; readonly to: SweepState },
): Promise<Sweep> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const sweep = await oneOf(store, name);
    if (sweep.state !== from) return sweep;
    const next = { ...sweep, state: to, updatedAt: new Date().toISOString() };
    if ((await store.write(next)) === "written") return { ...next, version: sweep.version + 1 };
  }
  throw new CommandError(`${name}: others noted its progress at each of ${attempts} attempts; try again`);
}

async function oneOf(store: SweepStore, name: string | undefined): Promise<Sweep> {
  const found = name === undefined ? (await store.list())[0] : await store.read(name);
  if (found) return found;
  throw new CommandError(
    name === undefined ? "there are no sweeps yet" : `there is no sweep ${name}; pfp sweep list shows those there are`,
  );
}

function show(sweep: Sweep, { json }: SweepOptions): void {
  console.log(json ? JSON.stringify(sweepFigures(sweep)) : sweepInWords(sweep));
}

function storeOf(options: SweepOptions): SweepStore {
  return sweepsTable(dynamoDbClient(options), options.table);
}
