import { createInterface } from "node:readline/promises";
import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { affectedAreas } from "#eligibility/affected-areas.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { standardLabel } from "#eligibility/standard-label.ts";
import { dateIn, isCalendarDate, momentOf } from "#events/calendar.ts";
import { differenceInWords } from "#functions/publish/difference/difference-in-words.ts";
import { standardDifference } from "#functions/publish/difference/standard-difference.ts";
import { sweepPlanInWords } from "#functions/publish/difference/sweep-in-words.ts";
import { beginSweepsOfStandards } from "#functions/sweep/begin-sweeps-of-standards.ts";
import { keepInForceDocument } from "#stores/in-force-document.ts";
import { sqsSender } from "#stores/queues.ts";
import {
  type InForce,
  putInForce,
  readInForcePointer,
  type Scheduled,
  withScheduled,
  writeInForcePointer,
} from "#stores/standard-in-force.ts";
import { NoSuchVersion, readStandard, storeStandard, VersionTaken } from "#stores/standards-table.ts";
import { sweepsTable } from "#stores/sweeps-table.ts";
import { type AwsSettings, dynamoDbClient, sqsClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { loadPack } from "../load-pack.ts";

export interface PublishOptions extends AwsSettings {
  readonly table: string;
  readonly sweepsTable: string;
  readonly version?: string;
  /** ISO date in the standard's time zone. */
  readonly effective?: string;
  /** Who publishes, for the history. */
  readonly by: string;
  readonly yes?: true;
  readonly json?: true;
}

type Client = ReturnType<typeof dynamoDbClient>;

/** Shows what a pack, or a version published before, changes; asks; puts it in force and begins the sweep. */
export async function publish(folder: string | undefined, options: PublishOptions): Promise<void> {
  if ((folder === undefined) === (options.version === undefined)) {
    throw new CommandError("name a pack's folder, or --version with a version published before: one of the two");
  }
  const client = dynamoDbClient(options);
  const pack = folder === undefined ? undefined : await loadPack(folder);
  const to = pack ?? (await withConnectionErrors(options, () => storedVersion(client, options)));
  const { seen, from } = await withConnectionErrors(options, async () => {
    if (pack) await refusingTaken(() => storeStandard(client, options.table, pack));
    return await standardInForce(client, options.table, to.name);
  });
  const today = dateIn(to.timeZone, new Date());
  const on = dayToCome(options.effective, today);
  const shown = comparison(from, to, on ?? today);
  if (!options.json) for (const line of shown.lines) console.log(line);
  if (on !== undefined) {
    await schedule(client, options, { seen, to, on });
    return;
  }
  if (seen?.next && !options.json) {
    console.log(`${scheduledInWords(to.name, seen.next)}，不受影响 and stays so`);
  }
  const isInForce = seen?.version === to.version;
  if (isInForce) {
    // What it was put in force by may have been cut short, or from before there were such copies.
    await withConnectionErrors(options, () => keepInForceDocument(client, options.table, to.name, to.version));
  } else {
    await confirm(to, options);
    await withConnectionErrors(options, () => replace(client, options, { seen, to }));
  }
  const sweeps = await begin(client, options, to);
  report(options, { to, from, outcome: isInForce ? "already in force" : "published", sweeps, shown });
}

async function storedVersion(client: Client, { table, version = "" }: PublishOptions): Promise<StandardDocument> {
  const [name = "", number = "", ...more] = version.split("@");
  if (name === "" || number === "" || more.length > 0) {
    throw new CommandError(`--version: found ${version}, expected a label such as zhejiang@2022.7`);
  }
  try {
    return await readStandard(client, table, name, number);
  } catch (error) {
    if (error instanceof NoSuchVersion) throw new CommandError(error.message);
    throw error;
  }
}

async function refusingTaken(store: () => Promise<void>): Promise<void> {
  try {
    await store();
  } catch (error) {
    if (error instanceof VersionTaken) throw new CommandError(error.message, exitCode.someRejected);
    throw error;
  }
}

async function standardInForce(client: Client, table: string, name: string) {
  const seen = await readInForcePointer(client, table, name);
  return { seen, from: seen && (await readStandard(client, table, name, seen.version)) };
}

/** The day on which a version takes effect; undefined where it is to be now. */
function dayToCome(effective: string | undefined, today: string): string | undefined {
  if (effective === undefined) return undefined;
  if (!isCalendarDate(effective)) {
    throw new CommandError(`--effective: found "${effective}", expected a date that exists, such as 2027-07-01`);
  }
  if (effective <= today) {
    throw new CommandError(
      `--effective: found ${effective}, expected a day after today, ${today}; without it a version takes effect at once`,
    );
  }
  return effective;
}

function scheduledInWords(name: string, { version, on }: Scheduled): string {
  return `${name}@${version} 已排定 ${on} 生效 is scheduled to take effect on ${on}`;
}

interface Scheduling {
  readonly seen: InForce | undefined;
  readonly to: StandardDocument;
  readonly on: string;
}

/** Puts a version down for a day to come, in place of what was; the version in force takes off what was. */
async function schedule(client: Client, options: PublishOptions, { seen, to, on }: Scheduling): Promise<void> {
  if (!seen) {
    throw new CommandError(
      `--effective: no standard ${to.name} is in force that another could follow; publish without it first`,
    );
  }
  const takesOff = seen.version === to.version;
  if (takesOff && !seen.next)
    throw new CommandError(`--effective: ${standardLabel(to)} is in force already, and nothing is scheduled`);
  await confirm(to, options);
  const next = { version: to.version, on, at: new Date(momentOf(on, to.timeZone)).toISOString() };
  const after = withScheduled(seen, takesOff ? undefined : next, options.by);
  const written = await withConnectionErrors(options, () =>
    writeInForcePointer(client, options.table, to.name, { seen, after }),
  );
  if (written === "conflict") {
    throw new CommandError(
      "somebody else published meanwhile, and nothing was scheduled; look at it and publish again",
      exitCode.someRejected,
    );
  }
  if (options.json) {
    console.log(
      JSON.stringify({
        standards: standardLabel(to),
        outcome: takesOff ? "schedule taken off" : "scheduled",
        on,
        instead: seen.next,
      }),
    );
    return;
  }
  if (seen.next) console.log(`取消 taken off: ${scheduledInWords(to.name, seen.next)}`);
  if (!takesOff) console.log(scheduledInWords(to.name, next));
}

function comparison(from: StandardDocument | undefined, to: StandardDocument, on: string) {
  const label = standardLabel(to);
  if (!from) return { lines: [`${label}: 此前没有执行的标准 no standard was in force before`] };
  const difference = standardDifference(from, to);
  const affected = affectedAreas(from, to, on);
  const lines = [
    `${standardLabel(from)} → ${label}`,
    ...differenceInWords(difference).map((line) => `  ${line}`),
    ...sweepPlanInWords(affected),
  ];
  return { lines, difference, affected };
}

async function confirm(to: StandardDocument, { yes }: PublishOptions): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) {
    throw new CommandError("nobody can be asked here, since this is no terminal: add --yes to publish without asking");
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`发布 ${standardLabel(to)}? Publish it? (y/N) `);
  asking.close();
  if (!/^(y|yes|是)$/i.test(answer.trim())) {
    throw new CommandError("没有发布 not published", exitCode.someRejected);
  }
}

interface Replacement {
  readonly seen: InForce | undefined;
  readonly to: StandardDocument;
}

async function replace(client: Client, { table, by }: PublishOptions, { seen, to }: Replacement): Promise<void> {
  const now = new Date();
  const move = { version: to.version, on: dateIn(to.timeZone, now), at: now.toISOString() };
  const after = putInForce(seen, move, by);
  if ((await writeInForcePointer(client, table, to.name, { seen, after })) === "written") return;
  const won = await readInForcePointer(client, table, to.name);
  const label = `${to.name}@${won?.version ?? ""}`;
  throw new CommandError(
    `somebody else put ${label} in force meanwhile (${won?.last?.at ?? "unknown when"}), and ${standardLabel(to)} was not; look at what differs from ${label} by publishing again`,
    exitCode.someRejected,
  );
}

async function begin(client: Client, options: PublishOptions, { name }: StandardDocument): Promise<readonly string[]> {
  const { table } = options;
  const unswept = await withConnectionErrors(options, () => readInForcePointer(client, table, name));
  if (!unswept?.unswept.some(({ from }) => from !== undefined)) return [];
  const sqs = sqsClient(options);
  const queue = await withConnectionErrors(
    options,
    () => sqs.send(new GetQueueUrlCommand({ QueueName: "sweeps" })),
    "SQS",
  );
  return await withConnectionErrors(options, () =>
    beginSweepsOfStandards({
      standards: {
        name,
        readInForce: () => readInForcePointer(client, table, name),
        writeInForce: (seen, after) => writeInForcePointer(client, table, name, { seen, after }),
        read: (version) => readStandard(client, table, name, version),
      },
      sweeps: sweepsTable(client, options.sweepsTable),
      send: sqsSender(sqs),
      sweepsQueueUrl: queue.QueueUrl ?? "",
      now: () => new Date(),
    }),
  );
}

interface Outcome {
  readonly to: StandardDocument;
  readonly from: StandardDocument | undefined;
  readonly outcome: "published" | "already in force";
  readonly sweeps: readonly string[];
  readonly shown: ReturnType<typeof comparison>;
}

function report({ json }: PublishOptions, { to, from, outcome, sweeps, shown }: Outcome): void {
  const label = standardLabel(to);
  if (json) {
    const { difference, affected } = shown;
    const former = from && standardLabel(from);
    console.log(JSON.stringify({ standards: label, outcome, from: former, difference, affected, sweeps }));
    return;
  }
  console.log(
    outcome === "published"
      ? `${label} 已发布生效 is published and in force`
      : `${label} 已在执行 was in force already`,
  );
  for (const sweep of sweeps) console.log(`扫描 sweep ${sweep}: pfp sweep status ${sweep}`);
}
