import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PutItemCommand, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
import { Preview } from "#events/desk-api/previews.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { openCases } from "#local/notices-found.ts";
import { casesTable } from "#stores/cases-table.ts";
import { pfp } from "#test/cli/pfp.ts";
import { type Clients, clientsOf } from "./clients.ts";

// The templates as `npm run synth` left them, functions bundled and bound by their own roles: what is deployed, and the
// commands that its users have.
const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "pfp-whole-"));
const logged: string[] = [];
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  aws = await startEmbeddedAws({
    assembly: join(root, "cdk.out"),
    data: join(folder, "data"),
    port: 0,
    log: (line) => logged.push(line),
  });
  clients = clientsOf(aws.endpoint);
});

afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]) {
  const ended = await pfp(args, {
    env: { AWS_ENDPOINT_URL: aws.endpoint, AWS_REGION: aws.region, AWS_ACCESS_KEY_ID: "u", AWS_SECRET_ACCESS_KEY: "u" },
  });
  expect([args[0], ended.status, ended.stderr.slice(-500)]).toEqual([args[0], 0, expect.anything()]);
  return ended;
}

async function depthOf(queue: string): Promise<number> {
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: `${aws.endpoint}/${aws.accountId}/${queue}`,
      AttributeNames: ["ApproximateNumberOfMessages"],
    }),
  );
  return z.coerce.number().parse(Attributes?.["ApproximateNumberOfMessages"]);
}

it("takes a county's reports to cases and the counties' queues, within the grants of each function's role", async () => {
  const file = (name: string) => join(folder, name);
  await run("publish", join(root, "standards/zhejiang"), ...(await assumingYes()));
  await run(
    "population",
    "--households",
    "150",
    "--counties",
    "330106,330203,330383",
    "--seed",
    "3",
    "--output",
    file("households.jsonl"),
  );
  await run("report", file("households.jsonl"), "--as-of", "2022-06-01", "--output", file("reports.ndjson"));
  await run("push", file("reports.ndjson"));
  await aws.idle();

  expect((await openCases(clients.dynamoDb, "cases")).length).toBeGreaterThan(0);
  for (const county of ["330106", "330203", "330383"]) {
    expect([county, await depthOf(`outreach-${county}`)]).toEqual([county, expect.any(Number)]);
  }
  for (const queue of ["changes", "outreach"])
    expect([queue, await depthOf(`${queue}-dead-letters`)]).toEqual([queue, 0]);
  expect(logged.filter((line) => /not authorized|Error/.test(line))).toEqual([]);
});

it("sets aside what it cannot read, and tells the source why", async () => {
  await clients.events.send(
    new PutEventsCommand({
      Entries: [
        { EventBusName: "household-events", Source: "population", DetailType: "household.changed.v1", Detail: "{}" },
      ],
    }),
  );
  await aws.idle();
  expect(await depthOf("quarantine")).toBeGreaterThan(0);
});

it("sends what got stuck when watch is run", async () => {
  const [waiting] = await openCases(clients.dynamoDb, "cases");
  // As a crash between the write and the sending leaves it, two hours ago.
  await clients.dynamoDb.send(
    new UpdateItemCommand({
      TableName: "households",
      Key: { household: { S: waiting?.household ?? "" } },
      UpdateExpression: "SET outboxShard = :shard, outboxSince = :since",
      ExpressionAttributeValues: {
        ":shard": { S: "0" },
        ":since": { S: new Date(Date.now() - 2 * 3_600_000).toISOString() },
      },
    }),
  );
  const reply = await fetch(`${aws.endpoint}/2015-03-31/functions/watch/invocations`, { method: "POST", body: "{}" });
  expect([reply.status, reply.headers.get("x-amz-function-error")]).toEqual([200, null]);
  await aws.idle();
  const line = logged.find((each) => each.includes('"message":"households watched"'));
  expect(line).toContain('"overdueOutboxes":1');
});

it("reports what staff found when the desk could not, and the case is told of once more", async () => {
  // As a desk leaves it that died between the closing and the report, ten minutes ago.
  const cases = casesTable(clients.dynamoDb, "cases", () => new Date(Date.now() - 10 * 60_000));
  const [first] = (await cases.listUnder({ area: "330106", open: true }, { limit: 1 })).rows;
  const by = "s-330106001001-assistance-worker";
  const closed = await cases.execute(first?.case ?? "", {
    command: { kind: "close", by, outcome: "refused-no-need" },
    expected: first?.revision ?? 0,
    key: "k-1",
  });
  expect(closed.status).toBe("done");
  const reply = await fetch(`${aws.endpoint}/2015-03-31/functions/report-outcomes/invocations`, { method: "POST" });
  expect([reply.status, reply.headers.get("x-amz-function-error")]).toEqual([200, null]);
  await aws.idle();
  expect(logged.find((each) => each.includes('"message":"outcomes reported"'))).toContain('"reported":1');
  for await (const some of cases.unreported(new Date().toISOString())) expect(some).toEqual([]);
});

it("answers what policy staff ask at the desk, of a county by its index and of the province by a scan", async () => {
  const parameters = [{ parameter: "minimumLivingGuarantee", area: "33", value: 1300 }];
  const ask = (area: string): Preview => ({
    preview: `f-${area}`,
    request: { area, on: "2022-07-04", parameters },
    state: "waiting",
    progress: { done: 0, of: 0 },
    by: "s-330106-policy-officer",
    asked: "2022-07-04T01:00:00Z",
  });
  for (const area of ["330106", "33"]) {
    const Item = { area: { S: area }, preview: { S: `f-${area}` }, told: { S: JSON.stringify(ask(area)) } };
    await clients.dynamoDb.send(new PutItemCommand({ TableName: "previews", Item }));
  }
  const reply = await fetch(`${aws.endpoint}/2015-03-31/functions/asked-previews/invocations`, { method: "POST" });
  expect([reply.status, reply.headers.get("x-amz-function-error")]).toEqual([200, null]);
  const answers = await clients.dynamoDb.send(new ScanCommand({ TableName: "previews" }));
  const told = (answers.Items ?? []).map(({ told }) => Preview.parse(JSON.parse(told?.S ?? "")));
  expect(told.map(({ preview, state }) => [preview, state]).toSorted()).toEqual([
    ["f-33", "done"],
    ["f-330106", "done"],
  ]);
  const households = new Map(told.map(({ preview, progress }) => [preview, progress?.done ?? 0]));
  expect(households.get("f-33")).toBe(150);
  expect(households.get("f-330106")).toBeGreaterThan(10);
  expect(households.get("f-330106")).toBeLessThan(150);
});

/** Publishing asks for a person's word where it can. */
async function assumingYes(): Promise<string[]> {
  const { stdout } = await pfp(["publish", "--help"]);
  return stdout.includes("--yes") ? ["--yes"] : [];
}
