import { afterAll, beforeAll, expect, it } from "vitest";
import { Reminder } from "#events/reminder.ts";
import type { EmbeddedAws } from "#local/embedded-aws.ts";
import { casesTable } from "#stores/cases-table.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { noticeOf } from "#test/functions/outreach/cases.ts";
import { type AppUnderTest, appUnderTest } from "#test/local/app-under-test.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

// The app as it is deployed, on a day after the notices of these tests were due.

let app: AppUnderTest;
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  app = appUnderTest();
  aws = await app.startAt("2022-07-19T09:00:00+08:00");
  clients = clientsOf(aws.endpoint);
  await publishStandard(clients.dynamoDb, "standards", zhejiangDocument());
  const cases = casesTable(clients.dynamoDb, "cases");
  await cases.apply(noticeOf({ notice: "n-1", area: "330106001001" }));
  await cases.apply(noticeOf({ notice: "n-2", area: "330106001002", household: "h-205" }));
  await cases.apply(noticeOf({ notice: "n-3", area: "330203001001", household: "h-206" }));
  await cases.apply(noticeOf({ notice: "n-4", area: "330203001001", household: "h-207", due: "2022-07-20" }));
});
afterAll(async () => {
  clients.close();
  await aws.stop();
  app.remove();
});

async function run(): Promise<Reminder[]> {
  const reply = await fetch(`${aws.endpoint}/2015-03-31/functions/remind/invocations`, { method: "POST", body: "{}" });
  expect([reply.status, reply.headers.get("x-amz-function-error")]).toEqual([200, null]);
  return (await clients.take("reminders")).map(({ Body }) => Reminder.parse(JSON.parse(Body ?? "")));
}

it("every town with overdue visits is reminded by their number, and twice a day by the same reminder", async () => {
  const first = await run();
  expect(first.map(({ to, message }) => ({ to, message }))).toEqual([
    {
      to: { office: "330106001", role: "civil-affairs-clerk" },
      message: { text: "【政策找人】社会救助协理员有2户可能符合政策的家庭走访已逾期,请督促。" },
    },
    {
      to: { office: "330203001", role: "civil-affairs-clerk" },
      message: { text: "【政策找人】社会救助协理员有1户可能符合政策的家庭走访已逾期,请督促。" },
    },
  ]);
  expect(await run()).toEqual(first);
  const told = JSON.stringify([first, app.lines.filter((line) => line.startsWith("remind:"))]);
  expect(told).toContain('\\"reminders\\":2');
  expect(told).not.toMatch(/h-20\d|n-\d/);
});
