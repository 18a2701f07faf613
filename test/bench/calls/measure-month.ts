import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { loadPack } from "#cli/load-pack.ts";
import type { ApiCounts } from "#local/api-counts.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { runCommand } from "#local/run-command.ts";
import { readAssembly } from "#local/template/assembly.ts";
import { planDeployment } from "#local/template/plan.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { type BatchesEvaluated, batchLog } from "./batches-evaluated.ts";
import { countsBetween } from "./counts-between.ts";
import { fillTable } from "./fill-table.ts";
import { type Floor, floorOf } from "./floor.ts";
import { type MonthFiles, makeMonthFiles, pfp, reportedOn } from "./month-files.ts";
import type { CallsOptions } from "./options.ts";
import { bytesByKey, homesOfPersons, type ItemSizes, sizesOf } from "./stored-items.ts";

/** What a month of changes asked of the services. */
export interface MonthMeasured {
  readonly changes: number;
  /** Changes in each event as asked for; undefined as `pfp push` packs them. */
  readonly changesPerEvent: number | undefined;
  readonly seconds: number;
  readonly counts: ApiCounts;
  readonly evaluated: BatchesEvaluated;
  /** What deliver did while the county was reported, when it had most to do: notices, and the milliseconds it took. */
  readonly delivered: { readonly notices: number; readonly milliseconds: number };
  /** By function. */
  readonly memoryMegabytes: Readonly<Record<string, number>>;
  /** By table, after the month. */
  readonly sizes: Readonly<Record<string, ItemSizes>>;
  readonly floor: Floor;
}

// Never sent anywhere but to the local endpoint, which takes any.
export const credentials = { accessKeyId: "local", secretAccessKey: "local" };

/**
 * Runs the template in a folder, reports the county, and measures its month of changes from first call to rest.
 * `afterwards` may look into the tables as the month leaves them.
 */
export async function measureMonth(
  options: CallsOptions,
  folder: string,
  afterwards: (client: DynamoDBClient, files: MonthFiles) => Promise<void> = async () => {},
): Promise<MonthMeasured> {
  const assembly = join(folder, "assembly");
  const files = await step("人口 a county and its month", () => makeMonthFiles(options, folder));
  await step("合成 synthesising the CDK app", () =>
    runCommand({
      args: ["infra/app.ts"],
      environment: { CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ stage: "local" }) },
    }),
  );
  const log = batchLog();
  const clockOffset = Date.parse(`${reportedOn}T09:00:00+08:00`) - Date.now();
  const aws = await startEmbeddedAws({ assembly, data: join(folder, "aws"), port: 0, clockOffset, log: log.take });
  const dynamoDb = new DynamoDBClient({ endpoint: aws.endpoint, region: aws.region, credentials });
  try {
    await publishStandard(dynamoDb, "standards", await loadPack("standards/zhejiang"));
    await step("入库 reporting the county", () => pushAndSettle(aws, files.reports, []));
    if (options.onFile !== undefined) {
      const { onFile } = options;
      await step(`补足 ${onFile} 户在册 filling up to households on file`, () =>
        fillTable(dynamoDb, "households", onFile),
      );
    }
    const before = aws.counts();
    const reported = await log.read(batchesOf(before));
    log.clear();
    const started = performance.now();
    const packing = options.changesPerEvent === undefined ? [] : ["--no-pack"];
    const changes = await step("变更 its month", () => pushAndSettle(aws, files.changes, packing));
    const seconds = (performance.now() - started) / 1000;
    const counts = countsBetween(before, aws.counts());
    await afterwards(dynamoDb, files);
    return {
      changes,
      changesPerEvent: options.changesPerEvent,
      seconds,
      counts,
      evaluated: await log.read(batchesOf(counts)),
      delivered: { notices: reported.notices, milliseconds: before.lambda["deliver"]?.milliseconds ?? 0 },
      memoryMegabytes: memoryOf(assembly),
      ...(await storedAfter(dynamoDb, files)),
    };
  } finally {
    dynamoDb.destroy();
    await aws.stop();
  }
}

function batchesOf({ lambda }: ApiCounts): number {
  const { invocations = 0, errors = 0 } = lambda["evaluate"] ?? {};
  return invocations - errors;
}

const Pushed = z.object({ changes: z.number(), rejected: z.number() });

/** Pushes a file and waits until nothing is left to do. Resolves with the number of changes. */
export async function pushAndSettle(aws: EmbeddedAws, file: string, options: readonly string[]): Promise<number> {
  const output = await pfp(["push", file, ...options, "--json"], {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
  const { changes } = Pushed.parse(JSON.parse(output));
  await aws.idle();
  return changes;
}

type Stored = Pick<MonthMeasured, "sizes" | "floor">;

async function storedAfter(client: DynamoDBClient, { changes }: MonthFiles): Promise<Stored> {
  const bytesOfHouseholds = await bytesByKey(client, "households", "household");
  const floor = await floorOf(changes, { bytesOfHouseholds, homesOfPersons: await homesOfPersons(client, "persons") });
  const sizes = {
    households: sizesOf(bytesOfHouseholds.values()),
    persons: sizesOf((await bytesByKey(client, "persons", "person")).values()),
    cases: sizesOf((await bytesByKey(client, "cases", "case")).values()),
  };
  return { sizes, floor };
}

export function memoryOf(assembly: string): Record<string, number> {
  const { functions } = planDeployment(readAssembly(assembly), "http://127.0.0.1");
  return Object.fromEntries(functions.map(({ name, memoryMegabytes }) => [name, memoryMegabytes]));
}

export async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  process.stderr.write(`${title} …\n`);
  const result = await work();
  process.stderr.write(`  ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}
