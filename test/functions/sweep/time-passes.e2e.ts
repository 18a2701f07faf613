import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { storeNewSweep, sweepDue } from "#functions/sweep/begin-sweep.ts";
import type { EmbeddedAws } from "#local/embedded-aws.ts";
import { sendAll, sqsSender } from "#stores/queues.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { sweepsTable } from "#stores/sweeps-table.ts";
import { pfp } from "#test/cli/pfp.ts";
import { family, reported } from "#test/functions/evaluate/pipeline.ts";
import { type AppUnderTest, appUnderTest } from "#test/local/app-under-test.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

// The app as it is deployed, on this machine: time passes, a standard is raised, and no source reports anything.

let app: AppUnderTest;
let aws: EmbeddedAws;
let clients: Clients;

async function startAt(moment: string): Promise<void> {
  aws = await app.startAt(moment);
  clients = clientsOf(aws.endpoint);
}

async function stop(): Promise<void> {
  clients.close();
  await aws.stop();
}

beforeAll(() => {
  app = appUnderTest();
});
afterAll(async () => {
  await stop();
  app.remove();
});

async function report(...events: readonly ReturnType<typeof reported>[]): Promise<void> {
  const { FailedEntryCount } = await clients.events.send(
    new PutEventsCommand({
      Entries: events.map((event) => ({
        EventBusName: "household-events",
        Source: event.source,
        DetailType: event["detail-type"],
        Detail: JSON.stringify(event.detail),
      })),
    }),
  );
  expect(FailedEntryCount).toBe(0);
  await aws.idle();
}

/** The notices on the county's queue: of each the last revision. */
async function notices(seconds = 0): Promise<OutreachNotice[]> {
  const taken = await clients.take("outreach-330106", seconds);
  return taken.map(({ Body }) => OutreachNotice.parse(JSON.parse(Body ?? "")));
}

const withStandardOf = (document: StandardDocument, county: string, version: string, value: number) => ({
  ...document,
  version,
  parameters: document.parameters.map((parameter) =>
    parameter.name === "minimumLivingGuarantee"
      ? { ...parameter, areas: { ...parameter.areas, [county]: { ...parameter.areas[county], "2022-07-01": value } } }
      : parameter,
  ),
});

test("a birthday raises a notice, and a raised standard finds a family, with no event", {
  timeout: 60_000,
}, async () => {
  await startAt("2022-06-29T22:00:00+08:00");
  await publishStandard(clients.dynamoDb, "standards", zhejiangDocument());
  const elder = [
    reported("population", [
      { household: "h-elder", asOf: "2022-06-01", set: { area: "330106001001", registeredArea: "330106001001" } },
      {
        person: "p-elder",
        asOf: "2022-06-01",
        set: { household: "h-elder", birthDate: "1942-06-30", deceased: false },
      },
    ]),
    reported("civil-affairs", [{ household: "h-elder", asOf: "2022-06-01", set: { otherMonthlyIncome: 0 } }]),
    reported("human-resources", [{ person: "p-elder", asOf: "2022-06-01", set: { monthlyIncome: 9000 } }]),
  ];
  await report(...elder, ...family("h-wages", [1050, 1050]), ...family("h-rich", [9000, 9000]));
  const before = await notices();
  expect(before.map(({ household }) => household)).not.toContain("h-elder");
  await stop();

  // Two seconds before five past midnight: the day begins by its own schedule.
  await startAt("2022-06-30T00:04:58+08:00");
  const birthday = await notices(20);
  expect(birthday).toMatchObject([{ household: "h-elder", status: "open", revision: 1 }]);
  expect(birthday[0]?.programmes.map(({ id }) => id)).toContain("longevity-allowance");

  // A schedule may tell of a day again, to an instance that heard of it and to one that did not: it is swept once.
  await aws.idle();
  const day = { source: "aws.events", "detail-type": "Scheduled Event", time: "2022-06-29T16:05:00Z" };
  await sendAll(sqsSender(clients.sqs), `${aws.endpoint}/000000000000/sweeps`, [{ body: day }, { body: day }]);
  await aws.idle();
  expect(app.lines.filter((line) => line.includes('"sweep advanced"'))).toHaveLength(1);
  await stop();

  // Next day the standard of the county is 1,029; it is raised to 1,100, and a family of 1,050 each is found.
  await startAt("2022-07-01T09:00:00+08:00");
  const raised = withStandardOf(zhejiangDocument(), "330106", "2022.8", 1100);
  await publishStandard(clients.dynamoDb, "standards", raised);
  await storeNewSweep(sweepsTable(clients.dynamoDb, "sweeps"), {
    sweep: "zhejiang@2022.8",
    reason: {
      by: "standard",
      from: "zhejiang@2022.7",
      to: "zhejiang@2022.8",
      areas: [{ area: "330106", reach: { raisedTo: 1100, loweredTo: 1029 } }],
    },
    now: new Date("2022-07-01T01:00:00Z"),
  });
  await sendAll(sqsSender(clients.sqs), `${aws.endpoint}/000000000000/sweeps`, [sweepDue("zhejiang@2022.8")]);
  const found = await notices(20);
  expect(found).toMatchObject([{ household: "h-wages", status: "open", standards: "zhejiang@2022.8" }]);
  expect(found[0]?.programmes.map(({ id }) => id)).toContain("minimum-living-guarantee");

  const sweeps = (...args: string[]) => pfp(["sweep", ...args, "--endpoint-url", aws.endpoint]);
  const Status = z.looseObject({ state: z.string(), pass: z.number(), found: z.array(z.number()) });
  const status = async () => Status.parse(JSON.parse((await sweeps("status", "zhejiang@2022.8", "--json")).stdout));
  expect(await status()).toMatchObject({ state: "running", pass: 2, found: [1, 0] });
  expect((await sweeps("pause")).stdout).toContain("zhejiang@2022.8  已暂停 paused\n");
  expect((await sweeps("list")).stdout.split("\n")).toMatchObject([
    expect.stringMatching(/^已暂停 paused +50 % +1 户 households +zhejiang@2022\.8$/),
    expect.stringMatching(/^已完成 finished +100 % +1 户 households +calendar-2022-06-29T16:05:00Z$/),
    "",
  ]);
  expect((await sweeps("resume", "zhejiang@2022.8")).stdout).toContain("进行中 running");
  expect(await status()).toMatchObject({ state: "running" });
  expect(await sweeps("status", "zhejiang@2022.9")).toMatchObject({
    status: 2,
    stderr: "pfp: there is no sweep zhejiang@2022.9; pfp sweep list shows those there are\n",
  });

  // A sweep whose message was lost half an hour ago is woken by the next run of watch.
  const table = sweepsTable(clients.dynamoDb, "sweeps");
  const lost = await storeNewSweep(table, {
    sweep: "lost",
    reason: { by: "calendar", until: "2022-06-30" },
    now: new Date("2022-07-01T00:00:00Z"),
  });
  expect(lost.state).toBe("running");
  await fetch(`${aws.endpoint}/2015-03-31/functions/watch/invocations`, { method: "POST", body: "{}" });
  const stateOfLost = async () => (await table.read("lost"))?.state;
  await expect.poll(stateOfLost, { timeout: 15_000, interval: 100 }).toBe("finished");
  expect(app.lines.filter((line) => /not authorized|Error|sweep failed/.test(line))).toEqual([]);
});
