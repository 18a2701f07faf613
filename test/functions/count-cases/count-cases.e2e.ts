import { afterAll, beforeAll, expect, it } from "vitest";
import type { EmbeddedAws } from "#local/embedded-aws.ts";
import { casesTable } from "#stores/cases-table.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { noticeOf } from "#test/functions/outreach/cases.ts";
import { type AppUnderTest, appUnderTest } from "#test/local/app-under-test.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

// The app as it is deployed, on a day after the notices of these tests were due; its alarms as the template has them.

let app: AppUnderTest;
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  app = appUnderTest();
  aws = await app.startAt("2022-07-19T09:00:00+08:00");
  clients = clientsOf(aws.endpoint);
  await publishStandard(clients.dynamoDb, "standards", zhejiangDocument());
  const cases = casesTable(clients.dynamoDb, "cases");
  const families = Array.from({ length: 12 }, (_, index) => ({ notice: `n-${index}`, household: `h-${index}` }));
  await Promise.all(families.map((family) => cases.apply(noticeOf(family))));
  await cases.apply(noticeOf({ notice: "n-elsewhere", household: "h-elsewhere", area: "330203001001" }));
  await cases.apply(noticeOf({ notice: "n-nowhere", household: "h-nowhere", area: "33" }));
  await cases.apply(noticeOf({ notice: "n-in-time", household: "h-in-time", area: "330203001002", due: "2022-07-29" }));
});
afterAll(async () => {
  clients.close();
  await aws.stop();
  app.remove();
});

async function count(): Promise<void> {
  const reply = await fetch(`${aws.endpoint}/2015-03-31/functions/count-cases/invocations`, {
    ...{ method: "POST", body: "{}" },
  });
  expect([reply.status, reply.headers.get("x-amz-function-error")]).toEqual([200, null]);
}

const counted = () => app.lines.filter((each) => each.includes('"message":"cases counted"'));

const stateOf = (name: string) => aws.alarms().find((alarm) => alarm.name === name)?.state;

it("families overdue and nobody's, one that no county has, and a community with more of them than it can visit, ring the alarms for them", async () => {
  const about = ["overdue-cases-above-limit", "notices-above-budget", "cases-without-county", "cases-not-counted"];
  expect(about.map(stateOf)).toEqual(["OK", "OK", "OK", "ALARM"]);
  await count();
  const [line = ""] = counted();
  expect(line).toContain('"open":15,"unclaimedOverdue":14,"withoutCounty":1,"waiting":6,"villagesAboveBudget":1');
  expect(line).toContain('"unclaimedOverdueIn":{"33":1,"330106":12,"330203":1},"villagesAboveBudgetIn":{"330106":1}');
  expect(line).not.toMatch(/h-\d|n-\d|h-elsewhere/);
  expect(about.map(stateOf)).toEqual(["ALARM", "ALARM", "ALARM", "OK"]);
});

it("families counted a second time are as many", async () => {
  await count();
  const told = counted().map((line) => /"open":\d+,"unclaimedOverdue":\d+/.exec(line)?.[0]);
  expect(told).toEqual(Array.from({ length: 2 }, () => '"open":15,"unclaimedOverdue":14'));
});
