import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { newHousehold } from "#household/aggregate.ts";
import { noticeAsTold, noticeId, noticeKey } from "#household/notices.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { casesTable } from "#stores/cases-table.ts";
import { householdsTable } from "#stores/households-table.ts";
import { pfp } from "#test/cli/pfp.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";

const folder = mkdtempSync(join(tmpdir(), "pfp-restore-"));
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  aws = await startEmbeddedAws({
    assembly: fileURLToPath(new URL("../../../cdk.out", import.meta.url)),
    data: join(folder, "data"),
    port: 0,
    continuousBackups: true,
  });
  clients = clientsOf(aws.endpoint);
});
afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const area = "330106001001";
const addressed = { role: "assistance-worker", area, copy: false };
const key = noticeKey(addressed);
const household = "h-restored";
const programme = (amount: number) => ({
  ...{ id: "minimum-living-guarantee", verdict: "eligible" as const, amount, per: "month" as const },
  ...{ reasons: ["income-below-standard"], missing: [], check: [] },
});
const told = (revision: number, amount: number) =>
  noticeAsTold({
    ...addressed,
    ...{ programmes: [programme(amount)], episode: 1, revision, status: "open", due: "2022-07-11", why: undefined },
  });
const notice = (revision: number, amount: number): OutreachNotice => ({
  ...{ type: "outreach.notice", notice: noticeId(household, key, 1), revision, status: "open", household },
  ...{ area, role: addressed.role, programmes: [programme(amount)], due: "2022-07-11", standards: "zhejiang@2022.7" },
});

const restore = (...args: string[]) => pfp(["restore", ...args, "--endpoint-url", aws.endpoint]);

async function restoreTable(table: string, moment: number): Promise<void> {
  const input = { SourceTableName: table, TargetTableName: `${table}-restored`, RestoreDateTime: moment / 1000 };
  const headers = { "x-amz-target": "DynamoDB_20120810.RestoreTableToPointInTime" };
  const reply = await fetch(aws.endpoint, { method: "POST", headers, body: JSON.stringify(input) });
  expect([reply.status, await reply.text()]).toEqual([200, expect.stringContaining("ACTIVE")]);
}

it("takes a household back to a moment, and lets its notice go on from what staff were told since", async () => {
  const households = householdsTable(clients.dynamoDb, "households");
  const cases = casesTable(clients.dynamoDb, "cases");
  const at = "2022-07-04T01:00:00Z";
  await households.write({ ...newHousehold(household), notices: { [key]: told(1, 300) } }, at);
  await cases.apply(notice(1, 300));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const moment = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await households.write({ ...newHousehold(household), version: 1, notices: { [key]: told(2, 310) } }, at);
  await cases.apply(notice(2, 310));
  for (const id of [household, "h-unknown"]) {
    const Item = { household: { S: id }, version: { N: "7" }, state: { B: Buffer.from("spoilt") } };
    await clients.dynamoDb.send(new PutItemCommand({ TableName: "households", Item }));
  }

  await restoreTable("households", moment);
  const { status, stdout } = await restore("households", "--from", "households-restored", "--json");
  expect([status, JSON.parse(stdout)]).toEqual([
    0,
    { table: "households", from: "households-restored", items: 1, removed: 1 },
  ]);
  // Revision 1 was restored; staff know revision 2: what comes next is the third, and the second is told nobody again.
  const restored = (await households.read([household], "fresh")).found.get(household);
  expect([restored?.version, restored?.notices]).toEqual([8, { [key]: told(2, 310) }]);
  const Key = { household: { S: "h-unknown" } };
  expect((await clients.dynamoDb.send(new GetItemCommand({ TableName: "households", Key }))).Item).toBeUndefined();
});

it("writes nothing where it is only asked how much there is, and names a table that is not there", async () => {
  const dry = await restore("households", "--from", "households-restored", "--dry-run");
  expect([dry.status, dry.stdout]).toEqual([
    0,
    "households-restored：1 条 items 可写回 would be written back to households\n",
  ]);
  const missing = await restore("persons", "--from", "persons-restored");
  expect(missing.status).toBe(3);
  expect((await restore("persons", "--from", "persons")).status).toBe(2);
});
