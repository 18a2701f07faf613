import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type AttributeValue, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { loadPack } from "#cli/load-pack.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import type { ExpectedNotice } from "#local/expected-notices.ts";
import { runCommand } from "#local/run-command.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { countsBetween } from "../calls/counts-between.ts";
import { floorOf } from "../calls/floor.ts";
import type { MonthBilled } from "../calls/invoice.ts";
import { itemBytes } from "../calls/item-bytes.ts";
import { credentials, memoryOf, pushAndSettle, step } from "../calls/measure-month.ts";
import { type MonthFiles, makeMonthFiles, reportedOn } from "../calls/month-files.ts";
import type { CallsOptions } from "../calls/options.ts";
import { sizesOf } from "../calls/stored-items.ts";
import type { PersonRow } from "./household-row.ts";
import type { CaseRow } from "./notify.ts";

export interface TextbookMonth extends MonthBilled {
  readonly files: MonthFiles;
  /** The cases that stand open in the end. */
  readonly found: readonly ExpectedNotice[];
}

/** Runs the comparison stack in a folder, reports the county, and measures the same month of changes, one an event. */
export async function measureTextbook(options: CallsOptions, folder: string): Promise<TextbookMonth> {
  mkdirSync(folder, { recursive: true });
  const assembly = join(folder, "assembly");
  const files = await step("人口 a county and its month", () =>
    makeMonthFiles({ ...options, changesPerEvent: options.changesPerEvent ?? 1 }, folder),
  );
  await step("合成 synthesising the textbook's stack", () =>
    runCommand({ args: ["test/bench/textbook/app.ts"], environment: { CDK_OUTDIR: assembly } }),
  );
  const clockOffset = Date.parse(`${reportedOn}T09:00:00+08:00`) - Date.now();
  const aws = await startEmbeddedAws({ assembly, data: join(folder, "aws"), port: 0, clockOffset });
  const client = new DynamoDBClient({ endpoint: aws.endpoint, region: aws.region, credentials });
  try {
    await publishStandard(client, "standards", await loadPack("standards/zhejiang"));
    await step("入库 reporting the county", async () => {
      await pushAndSettle(aws, files.reports, []);
      await relayAll(aws);
    });
    const before = aws.counts();
    const changes = await step("变更 its month", async () => {
      const pushed = await pushAndSettle(aws, files.changes, ["--no-pack"]);
      await relayAll(aws);
      return pushed;
    });
    const counts = countsBetween(before, aws.counts());
    return { changes, counts, memoryMegabytes: memoryOf(assembly), files, ...(await storedAfter(client, files)) };
  } finally {
    client.destroy();
    await aws.stop();
  }
}

const Relayed = z.object({ sent: z.number() });

/** Polls the outbox until it is empty: as few polls as can be, where a schedule would poll every minute. */
async function relayAll(aws: EmbeddedAws): Promise<void> {
  for (;;) {
    const reply = await fetch(`${aws.endpoint}/2015-03-31/functions/relay/invocations`, { method: "POST", body: "{}" });
    if (Relayed.parse(await reply.json()).sent === 0) break;
  }
  await aws.idle();
}

type Item = Record<string, AttributeValue>;

async function itemsOf(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...Items);
  return items;
}

async function storedAfter(client: DynamoDBClient, { changes }: MonthFiles) {
  const households = await itemsOf(client, "households");
  const persons = await itemsOf(client, "persons");
  const cases = await itemsOf(client, "cases");
  const sizes = { households: bytesOf(households), persons: bytesOf(persons), cases: bytesOf(cases) };
  const homesOfPersons = new Map(
    persons.flatMap(({ row }) => {
      const { person, home }: PersonRow = JSON.parse(row?.S ?? "");
      return typeof home?.value === "string" ? [[person, home.value] as const] : [];
    }),
  );
  const bytesOfHouseholds = new Map(households.map((item) => [item["household"]?.S ?? "", itemBytes(item)]));
  return {
    sizes: Object.fromEntries(Object.entries(sizes).map(([table, bytes]) => [table, sizesOf(bytes)])),
    floor: await floorOf(changes, { bytesOfHouseholds, homesOfPersons }),
    found: cases.flatMap(({ row }): ExpectedNotice[] => {
      const { household, status, notice }: CaseRow = JSON.parse(row?.S ?? "");
      return status === "open" && notice ? [{ household, ...notice, programmes: [...notice.programmes] }] : [];
    }),
  };
}

const bytesOf = (items: readonly Item[]) => items.map(itemBytes);
