import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { dateIn } from "#events/calendar.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import type { EmbeddedAws } from "#local/embedded-aws.ts";
import { putInForce, readInForcePointer, writeInForcePointer } from "#stores/standard-in-force.ts";
import { listVersions } from "#stores/standards-table.ts";
import { pfp } from "#test/cli/pfp.ts";
import { family } from "#test/functions/evaluate/pipeline.ts";
import { type AppUnderTest, appUnderTest } from "#test/local/app-under-test.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";
import { zhejiangFolder } from "#test/standards/zhejiang.ts";

// The app as it is deployed, on this machine: a standard is replaced, and the former one published again.

const folder = mkdtempSync(join(tmpdir(), "publish-"));
let app: AppUnderTest;
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  app = await appUnderTest();
  aws = await app.startAt(new Date().toISOString());
  clients = clientsOf(aws.endpoint);
});
afterAll(async () => {
  clients.close();
  await aws.stop();
  app.remove();
  rmSync(folder, { recursive: true });
});

/** The Zhejiang pack under a version of its own, with a guarantee of one county from 2022-07-01 on. Yuan a month. */
function packWith(version: string, guarantee: number): string {
  const pack = join(folder, version);
  cpSync(zhejiangFolder, pack, { recursive: true });
  replaceIn(join(pack, "pack.yaml"), 'version: "2022.7"', `version: "${version}"`);
  const file = join(pack, "parameters/minimum-living-guarantee.yaml");
  replaceIn(file, /("330106": \{ values: \{ 2021-12-31: 980, 2022-07-01: )1029/, `$1${guarantee}`);
  return pack;
}

function replaceIn(file: string, text: string | RegExp, by: string): void {
  const before = readFileSync(file, "utf8");
  const after = before.replace(text, by);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

const publish = (...args: string[]) => pfp(["publish", ...args, "--endpoint-url", aws.endpoint]);

/** The last notice of each household on the county's queue. */
async function notices(seconds: number): Promise<OutreachNotice[]> {
  const taken = await clients.take("outreach-330106", seconds);
  return taken.map(({ Body }) => OutreachNotice.parse(JSON.parse(Body ?? "")));
}

const guaranteed = ({ status, programmes }: OutreachNotice) =>
  status === "open" &&
  programmes.some(({ id, verdict }) => id === "minimum-living-guarantee" && verdict === "eligible");

test("a raised standard is shown, published and swept, and taken back by publishing the former one", {
  timeout: 90_000,
}, async () => {
  expect(await publish(zhejiangFolder)).toMatchObject({ status: 2, stderr: expect.stringContaining("--yes") });
  expect(await publish(zhejiangFolder, "--yes")).toMatchObject({ status: 0 });

  await clients.events.send(
    new PutEventsCommand({
      Entries: [...family("h-wages", [1050, 1050]), ...family("h-rich", [9000, 9000])].map((event) => ({
        EventBusName: "household-events",
        Source: event.source,
        DetailType: event["detail-type"],
        Detail: JSON.stringify(event.detail),
      })),
    }),
  );
  await aws.idle();
  expect((await notices(0)).filter(guaranteed)).toEqual([]);

  const raised = await publish(packWith("2022.8", 1100), "--yes");
  expect(raised.stdout.split("\n")).toEqual([
    "zhejiang@2022.7 → zhejiang@2022.8",
    "  参数 parameter 最低生活保障标准(每人每月) Minimum living guarantee, per person and month",
    "    330106 西湖区 Xihu District  2022-07-01 起 from: 1,029 元 → 1,100 元",
    "重新认定 to be judged again: 1 个区划中受影响的家庭 areas in part, 0 个区划全部家庭 areas whole",
    "  parameter minimumLivingGuarantee: 受影响的家庭 only those it concerns (330106)",
    "zhejiang@2022.8 已发布生效 is published and in force",
    "扫描 sweep standard-zhejiang@2022.8-2: pfp sweep status standard-zhejiang@2022.8-2",
    "",
  ]);
  const found = await notices(15);
  expect(found.map(({ household, standards }) => [household, standards])).toEqual([["h-wages", "zhejiang@2022.8"]]);
  expect(found.every(guaranteed)).toBe(true);

  const Published = z.looseObject({ standards: z.string(), outcome: z.string(), sweeps: z.array(z.string()) });
  const back = await publish("--version", "zhejiang@2022.7", "--yes", "--json");
  expect(Published.parse(JSON.parse(back.stdout))).toMatchObject({
    standards: "zhejiang@2022.7",
    outcome: "published",
  });
  const returned = await notices(15);
  expect(returned.map(({ household }) => household)).toEqual(["h-wages"]);
  expect(returned.filter(guaranteed)).toEqual([]);

  const { versions, moves } = await listVersions(clients.dynamoDb, "standards", "zhejiang");
  expect(versions).toEqual(["2022.7", "2022.8"]);
  expect(moves.map(({ from, to }) => [from, to])).toEqual([
    ["2022.8", "2022.7"],
    ["2022.7", "2022.8"],
    [undefined, "2022.7"],
  ]);
});

test("a version takes effect on its day, and the sweep begins by itself", { timeout: 90_000 }, async () => {
  const day = 24 * 3600 * 1000;
  const tomorrow = dateIn("Asia/Shanghai", new Date(Date.now() + day));
  expect((await publish("--version", "zhejiang@2022.8", "--effective", tomorrow, "--yes")).stdout).toContain(
    `zhejiang@2022.8 已排定 ${tomorrow} 生效 is scheduled to take effect on ${tomorrow}`,
  );
  const watched = () => fetch(`${aws.endpoint}/2015-03-31/functions/watch/invocations`, { method: "POST", body: "{}" });
  await watched();
  expect(await readInForcePointer(clients.dynamoDb, "standards", "zhejiang")).toMatchObject({ version: "2022.7" });

  clients.close();
  await aws.stop();
  aws = await app.startAt(`${tomorrow}T00:20:00+08:00`);
  clients = clientsOf(aws.endpoint);
  await watched();
  const found = await notices(15);
  expect(found.map(({ household, standards }) => [household, standards])).toEqual([["h-wages", "zhejiang@2022.8"]]);
  expect(found.every(guaranteed)).toBe(true);
  expect(await readInForcePointer(clients.dynamoDb, "standards", "zhejiang")).toMatchObject({
    version: "2022.8",
    next: undefined,
    unswept: [],
    last: { from: "2022.7", to: "2022.8", on: tomorrow },
  });
  // Another run finds nothing left to begin. What was told may come once more, as it was: two may have found it unsent.
  await watched();
  const toldBefore = found.map(({ notice, revision }) => [notice, revision]);
  for (const { notice, revision } of await notices(0)) expect(toldBefore).toContainEqual([notice, revision]);
});

test("what is scheduled can be taken off again", async () => {
  const far = "2099-07-01";
  await publish("--version", "zhejiang@2022.7", "--effective", far, "--yes");
  const { stdout } = await publish("--version", "zhejiang@2022.8", "--effective", far, "--yes");
  expect(stdout).toContain(`取消 taken off: zhejiang@2022.7 已排定 ${far} 生效`);
  expect(await readInForcePointer(clients.dynamoDb, "standards", "zhejiang")).toMatchObject({ next: undefined });
  expect(await publish("--version", "zhejiang@2022.8", "--effective", far, "--yes")).toMatchObject({
    status: 2,
    stderr: "pfp: --effective: zhejiang@2022.8 is in force already, and nothing is scheduled\n",
  });
});

test("the versions in force are listed with their days and who published them", async () => {
  const named = await publish("--version", "zhejiang@2022.7", "--by", "wang", "--yes");
  expect(named.status).toBe(0);
  const listed = await pfp(["standards", "list", "zhejiang", "--endpoint-url", aws.endpoint]);
  const today = dateIn("Asia/Shanghai", new Date());
  expect([listed.status, listed.stdout.split("\n")[0]]).toEqual([
    0,
    `zhejiang@2022.7  在用 in force  ${today} –  由 by wang`,
  ]);
  await publish("--version", "zhejiang@2022.8", "--yes");
  const before = await pfp(["standards", "list", "zhejiang", "--on", "2001-01-01", "--endpoint-url", aws.endpoint]);
  expect([before.status, before.stderr]).toEqual([1, expect.stringContaining("no version of zhejiang was in force")]);
});

test("of two publications at once one wins, and the other is refused", async () => {
  const seen = await readInForcePointer(clients.dynamoDb, "standards", "zhejiang");
  const move = (version: string) =>
    writeInForcePointer(clients.dynamoDb, "standards", "zhejiang", {
      seen,
      after: putInForce(seen, { version, on: "2022-07-01", at: "2022-07-01T00:00:00Z" }),
    });
  expect((await Promise.all([move("2022.8"), move("2022.7")])).sort()).toEqual(["conflict", "written"]);
});

test("what cannot be published is refused with its reason", async () => {
  expect(await publish("--version", "2022.7", "--yes")).toMatchObject({
    status: 2,
    stderr: "pfp: --version: found 2022.7, expected a label such as zhejiang@2022.7\n",
  });
  expect(await publish("--version", "zhejiang@1999.1", "--yes")).toMatchObject({ status: 2 });
  expect(await publish("--yes")).toMatchObject({ status: 2 });
  for (const [day, message] of [
    ["2022-02-30", 'found "2022-02-30", expected a date that exists'],
    ["2022-07-01", "found 2022-07-01, expected a day after today"],
  ] as const) {
    const { status, stderr } = await publish("--version", "zhejiang@2022.7", "--effective", day, "--yes");
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});
