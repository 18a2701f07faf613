import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetQueueAttributesCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
import { type CharityReferral, CharityReferred, charityReferred } from "#events/charity-referral.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { webhookKeys } from "#stores/webhook-keys.ts";
import { pfp } from "#test/cli/pfp.ts";
import { reported } from "#test/functions/evaluate/pipeline.ts";
import { noticeOf } from "#test/functions/outreach/cases.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import { officeAssembly, tries } from "./office-assembly.ts";
import { isSignedWith, type OfficeSystem, startOfficeSystem } from "./office-system.ts";

// The app as it is deployed, and an office system that listens on this machine.

const folder = mkdtempSync(join(tmpdir(), "pfp-forward-"));
const queue = "outreach-webhook-haiyan";
const secret = "policies-find-people/webhooks/haiyan";
const logged: string[] = [];
let office: OfficeSystem;
let aws: EmbeddedAws;
let clients: Clients;
let secrets: SecretsManagerClient;

beforeAll(async () => {
  office = await startOfficeSystem();
  aws = await startEmbeddedAws({
    assembly: officeAssembly(join(folder, "assembly"), office.port),
    data: join(folder, "data"),
    port: 0,
    clockOffset: Date.parse("2022-07-04T09:00:00+08:00") - Date.now(),
    log: (line) => logged.push(line),
  });
  clients = clientsOf(aws.endpoint);
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  secrets = new SecretsManagerClient({ endpoint: aws.endpoint, region: aws.region, credentials });
  await publishStandard(clients.dynamoDb, "standards", zhejiangDocument());
});
afterAll(async () => {
  secrets.destroy();
  clients.close();
  await aws.stop();
  await office.stop();
  rmSync(folder, { recursive: true });
});

/** The key that whoever keeps the system reads once, and gives to the office. */
async function keyOfOffice(): Promise<Buffer> {
  const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: secret }));
  return Buffer.from(SecretString.replace("whsec_", ""), "base64");
}

async function send(...notices: readonly unknown[]): Promise<void> {
  const QueueUrl = `${aws.endpoint}/${aws.accountId}/${queue}`;
  for (const notice of notices) {
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(notice) }));
  }
}

async function depthOf(name: string): Promise<number> {
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: `${aws.endpoint}/${aws.accountId}/${name}`, AttributeNames: ["All"] }),
  );
  const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = z
    .object({
      ApproximateNumberOfMessages: z.coerce.number(),
      ApproximateNumberOfMessagesNotVisible: z.coerce.number(),
    })
    .parse(Attributes);
  return ApproximateNumberOfMessages + ApproximateNumberOfMessagesNotVisible;
}

it("a family found is told to its county's office system, signed, by codes alone", async () => {
  const found = [
    reported("population", [
      { household: "h-haiyan", asOf: "2022-06-01", set: { area: "330424001001", registeredArea: "330424001001" } },
      {
        person: "p-haiyan",
        asOf: "2022-06-01",
        set: { household: "h-haiyan", birthDate: "1980-06-30", deceased: false },
      },
    ]),
    reported("civil-affairs", [{ household: "h-haiyan", asOf: "2022-06-01", set: { otherMonthlyIncome: 0 } }]),
    reported("human-resources", [{ person: "p-haiyan", asOf: "2022-06-01", set: { monthlyIncome: 100 } }]),
  ];
  const Entries = found.map((event) => ({
    EventBusName: "household-events",
    Source: event.source,
    DetailType: event["detail-type"],
    Detail: JSON.stringify(event.detail),
  }));
  await clients.events.send(new PutEventsCommand({ Entries }));
  const [first] = await office.hasGot(1);
  const notice = OutreachNotice.parse(JSON.parse(first?.body ?? ""));
  expect(notice).toMatchObject({ household: "h-haiyan", role: "assistance-worker", status: "open" });
  expect(first?.id).toBe(`${notice.notice}.${notice.revision}`);
  expect(first && isSignedWith(await keyOfOffice(), first)).toBe(true);
  await aws.idle();
});

it("what it does not take comes again under the same identifier, until it does", async () => {
  const before = office.posted.length;
  office.answer(503);
  await send(noticeOf({ notice: "n-again", area: "330424001001" }));
  await office.hasGot(before + 1);
  office.answer(204);
  const posted = await office.hasGot(before + 2);
  await aws.idle();
  expect(posted.slice(before).map(({ id }) => id)).toEqual(["n-again.1", "n-again.1"]);
  expect(await depthOf(queue)).toBe(0);
});

it("what it never takes is set aside, holds nothing up, and goes out once it is sent back", async () => {
  const before = office.posted.length;
  office.answer(500);
  await send(noticeOf({ notice: "n-dead", area: "330424001001" }));
  await office.hasGot(before + tries);
  while ((await depthOf(`${queue}-dead-letters`)) === 0) await pause(100);
  office.answer(204);
  await send(noticeOf({ notice: "n-neighbour", area: "330424001001" }));
  await office.hasGot(before + tries + 1);
  const { status, stderr } = await pfp(["redrive", queue, "--endpoint-url", aws.endpoint]);
  expect([status, stderr]).toEqual([0, expect.anything()]);
  const posted = await office.hasGot(before + tries + 2);
  expect(posted.slice(before + tries).map(({ id }) => id)).toEqual(["n-neighbour.1", "n-dead.1"]);
});

it("is told of no role whose notices it may not see, and what it is told stands in no log", async () => {
  const before = office.posted.length;
  await send(noticeOf({ notice: "n-child", area: "330424001001", role: "child-director" }));
  await aws.idle();
  expect(office.posted.length).toBe(before);
  const lines = logged.filter((line) => line.startsWith("forward:"));
  expect(lines.some((line) => line.includes('"notTheirs":{"haiyan":1}'))).toBe(true);
  expect(lines.filter((line) => /n-(again|dead|child)|h-haiyan|whsec_/.test(line))).toEqual([]);
});

it("a referral to charity goes to the platform's queue and, signed, to whoever takes referrals", async () => {
  const before = office.posted.length;
  const referral: CharityReferral = {
    type: "charity.referral",
    referral: "r-need",
    revision: 4,
    status: "open",
    notice: "n-need",
    household: "h-204",
    area: "330424001001",
    office: "330424001001",
    role: "assistance-worker",
    at: "2022-07-05T02:30:00.000Z",
  };
  const elsewhere = { ...referral, referral: "r-elsewhere", area: "330106001001" };
  const Entries = [referral, elsewhere].map((detail) => ({
    EventBusName: "household-events",
    Source: "desk",
    DetailType: charityReferred,
    Detail: JSON.stringify(detail),
  }));
  await clients.events.send(new PutEventsCommand({ Entries }));
  const posted = await office.hasGot(before + 1);
  await aws.idle();
  expect(posted.slice(before).map(({ id, body }) => [id, JSON.parse(body)])).toEqual([["r-need.4", referral]]);
  const taken = await clients.take("charity-referrals");
  expect(taken.map(({ Body }) => CharityReferred.parse(JSON.parse(Body ?? "")).detail)).toEqual([referral, elsewhere]);
});

it("while its secret changes, both the new one and the one before are signed with", async () => {
  const before = await keyOfOffice();
  const after = Buffer.alloc(32, 7);
  const SecretString = `whsec_${after.toString("base64")}`;
  await secrets.send(new PutSecretValueCommand({ SecretId: secret, SecretString }));
  const keys = await webhookKeys(secrets, "policies-find-people/webhooks/", () => new Date())("haiyan");
  expect(keys).toEqual([after, before]);
});
