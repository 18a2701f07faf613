import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { pfp } from "#test/cli/pfp.ts";
import { arnOf, writeAssembly } from "#test/local/assembly-under-test.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";

const folder = mkdtempSync(join(tmpdir(), "pfp-quarantine-"));
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  const queue = (QueueName: string) => ({ Type: "AWS::SQS::Queue", Properties: { QueueName } });
  const assembly = writeAssembly(join(folder, "assembly"), {
    stack: {
      Resources: {
        Quarantine: queue("quarantine"),
        Changes: queue("changes"),
        Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "household-events" } },
        Rule: {
          Type: "AWS::Events::Rule",
          Properties: {
            EventBusName: { Ref: "Bus" },
            EventPattern: { "detail-type": [{ prefix: "household.changed." }] },
            Targets: [{ Id: "1", Arn: arnOf("Changes") }],
          },
        },
      },
    },
  });
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  clients = clientsOf(aws.endpoint);
});
afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const entry = (sequence: number, source = "human-resources") => ({
  type: "change.quarantined",
  code: "wrong-value",
  source,
  event: `${source}-${sequence}`,
  sequence,
  change: 0,
  problems: [{ field: "set.monthlyIncome", found: "text", expected: "a number of yuan" }],
  at: `2022-07-01T08:30:0${sequence}.000Z`,
  rejected: { person: `p-${sequence}`, asOf: "2022-07-01", set: { monthlyIncome: "620" } },
});

async function setAside(...entries: object[]): Promise<void> {
  for (const each of entries) {
    const QueueUrl = `${aws.endpoint}/${aws.accountId}/quarantine`;
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(each) }));
  }
}

const quarantine = (...args: string[]) => pfp(["quarantine", ...args, "--endpoint-url", aws.endpoint]);
const Listed = z.object({ message: z.string(), sequence: z.number() });

async function listed(...args: string[]): Promise<z.infer<typeof Listed>[]> {
  const { stdout } = await quarantine("list", "--all", "--json", ...args);
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => Listed.parse(JSON.parse(line)));
}

const Put = z.object({
  source: z.string(),
  detail: z.object({ id: z.string(), sequence: z.number(), changes: z.array(z.unknown()) }),
});

async function onTheBus(): Promise<z.infer<typeof Put>[]> {
  return (await clients.take("changes")).map(({ Body }) => Put.parse(JSON.parse(Body ?? "")));
}

describe("what was set aside", () => {
  beforeEach(async () => {
    for (const queue of ["quarantine", "changes"]) await clients.take(queue);
    await setAside(entry(1), entry(2), entry(3, "education"));
  });

  it("is listed with its reason, in Chinese, without a fact, and stays", async () => {
    const { stdout } = await quarantine("list", "--source", "education");
    expect(stdout).toMatch(/^● [0-9a-f-]{8} {2}wrong-value {2}来源 教育 education$/m);
    expect(stdout).toContain("set.monthlyIncome：收到文本，应为数字（单位 yuan）");
    expect(stdout).not.toContain("620");
    expect((await listed()).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect((await listed("--code", "unknown-fact")).length).toBe(0);
  });

  it("is shown in both languages, with what was rejected", async () => {
    const [first] = await listed();
    const { status, stdout } = await quarantine("show", first?.message.slice(0, 8) ?? "");
    expect(status).toBe(0);
    expect(stdout).toContain("收到文本，应为数字");
    expect(stdout).toContain("found text, expected a number of yuan");
    expect(stdout).toContain('"monthlyIncome": "620"');
  });

  it("goes on the bus again as the same report, and is taken out of the quarantine", async () => {
    const { status, stdout } = await quarantine("retry", "--source", "human-resources", "--json");
    expect([status, JSON.parse(stdout)]).toEqual([0, { retried: 2, refused: 0, left: [] }]);
    expect((await onTheBus()).map(({ source, detail }) => [source, detail.id, detail.sequence]).toSorted()).toEqual([
      ["human-resources", "human-resources-1", 1],
      ["human-resources", "human-resources-2", 2],
    ]);
    expect((await listed()).map(({ sequence }) => sequence)).toEqual([3]);
  });

  it("goes as corrected, one at a time", async () => {
    const [first] = await listed();
    const file = join(folder, "corrected.json");
    writeFileSync(file, JSON.stringify({ person: "p-1", asOf: "2022-07-01", set: { monthlyIncome: 620 } }));
    expect((await quarantine("retry", first?.message ?? "", "--with", file)).status).toBe(0);
    const [put] = await onTheBus();
    expect(put?.detail).toEqual({
      id: "human-resources-1",
      sequence: 1,
      changes: [{ person: "p-1", asOf: "2022-07-01", set: { monthlyIncome: 620 } }],
    });
  });

  it("is only counted when asked, and never more than asked is sent", async () => {
    expect((await quarantine("retry", "--code", "wrong-value", "--dry-run")).stdout).toContain("would send again: 3");
    await quarantine("retry", "--code", "wrong-value", "--limit", "1");
    expect((await onTheBus()).length).toBe(1);
    expect((await listed()).length).toBe(2);
  });
});

it.each<[string, string[], number, string]>([
  ["retry of nothing in particular", ["retry"], 2, "found neither ids nor --source nor --code"],
  ["a reason that is none", ["retry", "--code", "bad"], 2, '--code: found "bad", expected one of malformed-event'],
  ["a correction of several", ["retry", "--source", "x", "--with", "f"], 2, "--with: found 0 ids with it"],
  ["too short an id", ["show", "ab"], 2, 'found "ab", expected at least 6 characters'],
  ["an id that is not there", ["show", "abcdefgh"], 2, "nothing is set aside under this id"],
])("refuses %s", async (_, args, expected, message) => {
  const { status, stderr } = await quarantine(...args);
  expect([status, stderr]).toEqual([expected, expect.stringContaining(message)]);
});
