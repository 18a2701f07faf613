import { setTimeout as pause } from "node:timers/promises";
import { ChangeMessageVisibilityCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
import { ChangeQuarantined } from "#events/change-quarantined.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import type { Case } from "#outreach/case.ts";
import { casesTable } from "#stores/cases-table.ts";
import { isEmbedded } from "#test/compatibility/endpoint-settings.ts";
import { type OneFamily, oneFamily } from "./one-family.ts";
import { type StageUnderTest, stageUnderTest } from "./stage-under-test.ts";

// From the bus to the cases and the counties' queues, by nothing but events, queues and tables: at any endpoint to which
// the app was deployed. A made-up family goes through it; see README.md for which stages that is meant for.
const patience = isEmbedded ? 20_000 : 120_000;
let stage: StageUnderTest;
let family: OneFamily;

beforeAll(async () => {
  stage = await stageUnderTest();
  family = oneFamily(stage);
}, 120_000);

afterAll(() => stage.close());

/** The family's cases, open ones or those that are not. */
async function casesOfFamily(open: boolean): Promise<Case[]> {
  const cases = casesTable(stage.dynamoDb, "cases", () => new Date());
  const found: Case[] = [];
  let cursor: string | undefined;
  do {
    const page = await cases.listUnder(
      { area: "330106001001", open },
      { limit: 100, ...(cursor === undefined ? {} : { cursor }) },
    );
    for (const row of page.rows.filter(({ household }) => household === family.household)) {
      const whole = await cases.get(row.case);
      if (whole) found.push(whole);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

/** Looks through a queue for a message, takes it, and puts all others back. Undefined where it did not come in time. */
async function take<Body>(queue: string, parse: (body: unknown) => Body | undefined): Promise<Body | undefined> {
  const QueueUrl = await stage.queueUrl(queue);
  const others: (string | undefined)[] = [];
  const end = performance.now() + patience;
  try {
    while (performance.now() < end) {
      const receipt = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2, VisibilityTimeout: 60 };
      const { Messages = [] } = await stage.sqs.send(new ReceiveMessageCommand(receipt));
      for (const { Body = "", ReceiptHandle } of Messages) {
        const found = parse(JSON.parse(Body));
        if (found === undefined) {
          others.push(ReceiptHandle);
          continue;
        }
        await stage.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        return found;
      }
    }
    return undefined;
  } finally {
    for (const ReceiptHandle of others) {
      await stage.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    }
  }
}

const programmesOf = ([only]: readonly Case[]) => only?.content.programmes.map(({ id }) => id) ?? [];

it("opens a case, and tells the county's own system, when a family's only income falls below the guarantee", async () => {
  await family.register();
  await pause(isEmbedded ? 0 : 5000);
  await family.earn(2, 620);
  await expect
    .poll(async () => programmesOf(await casesOfFamily(true)), { timeout: patience, interval: 500 })
    .toContain("minimum-living-guarantee");
  const told = await take("outreach-330106", (body) => {
    const notice = OutreachNotice.safeParse(body);
    return notice.data?.household === family.household && notice.data.status === "open" ? notice.data : undefined;
  });
  expect(told).toMatchObject({ area: "330106001001", role: "assistance-worker" });
}, 300_000);

it("changes nothing when the same report comes again", async () => {
  const [before] = await casesOfFamily(true);
  await family.earn(2, 620);
  await pause(isEmbedded ? 2000 : 20_000);
  expect(await casesOfFamily(true)).toEqual([before]);
}, 300_000);

it("takes the case back when the family earns enough again", async () => {
  await family.earn(3, 9000);
  await expect.poll(() => casesOfFamily(true), { timeout: patience, interval: 500 }).toEqual([]);
  expect(await casesOfFamily(false)).toMatchObject([{ household: family.household, noticeStatus: "withdrawn" }]);
}, 300_000);

it("sets aside what it cannot read, with the field and what was expected", async () => {
  const event = await family.garble();
  const aside = await take("quarantine", (body) => {
    const change = z.safeParse(ChangeQuarantined, body);
    return change.data?.event === event ? change.data : undefined;
  });
  expect(aside).toMatchObject({ code: "malformed-change", source: "population", change: 0 });
  expect(aside?.problems[0]?.field).toContain("asOf");
}, 300_000);
