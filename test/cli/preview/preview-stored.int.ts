import { CreateTableCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileStandard } from "#eligibility/standard.ts";
import { dateIn } from "#events/calendar.ts";
import { StandardsPreview } from "#events/standards-preview.ts";
import { sent } from "#household/notices.ts";
import { settle } from "#household/settle.ts";
import { loweredIndex, raisedIndex } from "#stores/households-found.ts";
import { householdsTable } from "#stores/households-table.ts";
import { previewsTable } from "#stores/previews-table.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { households } from "#test/cli/population/synthetic.ts";
import { type Dynalite, startDynalite } from "#test/fakes/dynalite.ts";
import { reported } from "#test/functions/preview/reported-household.ts";
import { withParameterTimes } from "#test/functions/preview/standards-that-differ.ts";
import { zhejiang, zhejiangDocument, zhejiangFolder } from "#test/standards/zhejiang.ts";
import { pfp } from "../pfp.ts";

let tables: Dynalite;
// The indexes hold households as they were judged today.
const today = dateIn(zhejiang().timeZone, new Date());
const inForce = withParameterTimes("minimumLivingGuarantee", 0.5);
const judged = compileStandard(inForce);
// Families of little income, of whom a guarantee of twice as much finds some.
const poor = households(6000, 3).filter(({ members, facts }) => {
  const incomes = members.map((member) => member.facts?.["monthlyIncome"]);
  const known = [...incomes, facts?.["otherMonthlyIncome"]].map(Number).filter(Number.isFinite);
  return known.reduce((sum, income) => sum + income, 0) < 1200 * members.length;
});
const stored = poor.map((onFile) => settle(judged, reported(onFile), today).household);

beforeAll(async () => {
  tables = await startDynalite({ standards: ["standard", "part"], previews: ["area", "preview"] });
  const { client } = tables;
  await createHouseholds();
  await publishStandard(client, "standards", inForce);
  const table = householdsTable(client, "households");
  for (const household of stored) await table.write({ ...household, notices: sent(household.notices) }, "");
});

afterAll(() => tables.close());

// As the template declares them.
const watchIndexes = [
  { IndexName: raisedIndex, sort: "raisedAt" },
  { IndexName: loweredIndex, sort: "loweredAt" },
].map(({ IndexName, sort }) => ({
  IndexName,
  KeySchema: [
    { AttributeName: "watchedIn", KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ],
  Projection: { ProjectionType: "KEYS_ONLY" as const },
}));

async function createHouseholds(): Promise<void> {
  const sorts = watchIndexes.flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName));
  await tables.client.send(
    new CreateTableCommand({
      TableName: "households",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [...new Set(["household", ...sorts])].map((AttributeName) => ({
        AttributeName,
        AttributeType: AttributeName.endsWith("At") ? "N" : "S",
      })),
      KeySchema: [{ AttributeName: "household", KeyType: "HASH" }],
      GlobalSecondaryIndexes: watchIndexes,
    }),
  );
}

const there = () => ["--endpoint-url", tables.endpoint, "--region", "cn-north-1"];
const preview = (...more: readonly string[]) => pfp(["preview", zhejiangFolder, "--on", today, ...there(), ...more]);

describe("pfp preview of the households in the table", () => {
  let whole: StandardsPreview;

  test("finds what publishing the pack in place of the one in force then does to them", async () => {
    const { status, stdout, stderr } = await preview("--json", "--whole-table");
    expect(stderr).toMatch(/ 户 households in [\s\S]*the whole table was read, .*: \d+ 读取单位 read units\n$/);
    expect(status).toBe(0);
    whole = StandardsPreview.parse(JSON.parse(stdout));
    const labels = { standards: zhejiang().label, against: judged.label };
    expect(whole).toMatchObject({ ...labels, read: "whole", households: stored.length });
    for (const programme of ["minimum-living-guarantee", "free-electricity"]) {
      const moves = whole.programmes.find((each) => each.programme === programme)?.moves ?? [];
      const found = moves.filter(({ move }) => move === "newly-eligible" || move === "settled-eligible");
      expect(found.reduce((sum, each) => sum + (each.count ?? 0), 0)).toBe(newlyEligible(programme));
    }
    expect(whole.notices.find(({ level, copies }) => level === "village" && !copies)?.raised).toBe(toldInVillages());
  });

  test("reads by the index only whom the change can touch, and finds the same", async () => {
    const { stdout, stderr } = await preview("--json");
    expect(stderr).toMatch(/only those who can be touched were read, by the index: \d+ 读取单位/);
    const touched = StandardsPreview.parse(JSON.parse(stdout));
    expect(touched.households).toBeLessThan(whole.households);
    const programmes = whole.programmes.map(({ whole: _, ...each }) => each);
    expect(touched).toEqual({ ...whole, read: "touched", households: touched.households, programmes });
  });

  test("works out what an officer has asked for at the desk, and says why it cannot", async () => {
    const desk = previewsTable(tables.client, "previews");
    const parameters = (parameter: string) => [{ parameter, area: "33", value: 1029 }];
    for (const [id, parameter] of [
      ["f-1", "minimumLivingGuarantee"],
      ["f-2", "maximumLivingGuarantee"],
    ] as const) {
      const request = { area: "33", on: today, parameters: parameters(parameter) };
      const [by, asked] = ["s-1", "2026-11-25T08:00:00.000Z"];
      await desk.ask("33", { preview: id, state: "waiting", by, asked, request, progress: { done: 0, of: 0 } });
    }
    const { status, stdout } = await pfp(["asked-previews", ...there()]);
    expect([status, stdout.split("\n").length]).toEqual([1, 3]);
    const done = await desk.read("33", "f-1");
    expect(done).toMatchObject({ state: "done", progress: { done: stored.length, of: stored.length } });
    const guarantee = done?.result?.programmes.find(({ programme }) => programme === "minimum-living-guarantee");
    expect(guarantee?.after).toBe((guarantee?.before ?? 0) + (guarantee?.gaining ?? 0) - (guarantee?.losing ?? 0));
    expect(guarantee?.gaining).toBeGreaterThanOrEqual(5);
    expect(await desk.read("33", "f-2")).toMatchObject({
      state: "failed",
      failure: "maximumLivingGuarantee: found no such parameter in zhejiang",
    });
  });

  test("names an item that it cannot read, counts the others, and exits with 1", async () => {
    const broken = { household: { S: "h-broken" }, version: { N: "1" }, state: { S: "?" } };
    await tables.client.send(new PutItemCommand({ TableName: "households", Item: broken }));
    const { status, stdout, stderr } = await preview("--against", zhejiangFolder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^h-broken: found its stored item cannot be read/);
    expect(stdout).toContain(`: ${stored.length} 户 households`);
    expect(stdout).toContain("无变动 nothing moves");
  });

  test("says so where there is no such table, or nobody answers", async () => {
    const [noTable, nobody] = await Promise.all([
      preview("--table", "nothing"),
      pfp(["preview", zhejiangFolder, "--endpoint-url", "http://127.0.0.1:9"]),
    ]);
    expect([noTable.status, nobody.status]).toEqual([3, 3]);
    for (const { stderr } of [noTable, nobody]) expect(stderr).toMatch(/^pfp: [^\n]*\n$/);
  });
});

function settledAnew() {
  const standard = compileStandard(zhejiangDocument());
  return stored.map((household) => ({
    before: household,
    ...settle(standard, { ...household, notices: sent(household.notices) }, today),
  }));
}

function newlyEligible(programme: string): number {
  const has = ({ determinations }: (typeof stored)[number]) =>
    determinations.some((each) => each.programme === programme);
  const found = settledAnew().filter(({ before, household }) => has(household) && !has(before)).length;
  expect(found).toBeGreaterThanOrEqual(5);
  return found;
}

function toldInVillages(): number {
  const levels = new Map(zhejiangDocument().roles.map(({ id, level }) => [id, level]));
  return settledAnew()
    .flatMap(({ messages }) => messages)
    .filter(
      ({ role, copy, status, revision }) =>
        levels.get(role) === "village" && !copy && status === "open" && revision === 1,
    ).length;
}
