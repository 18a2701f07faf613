import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { arnOf, functionFedBy, writeAssembly } from "./assembly-under-test.ts";
import { type Clients, clientsOf } from "./clients.ts";

// What runbooks have people do by hand: rules, mappings and keys switched off and on, archives replayed, alarms looked at.
const folder = mkdtempSync(join(tmpdir(), "by-hand-"));
const assembly = writeAssembly(
  join(folder, "assembly"),
  {
    stack: {
      Resources: {
        Key: { Type: "AWS::KMS::Key", Properties: {} },
        Alias: { Type: "AWS::KMS::Alias", Properties: { AliasName: "alias/messages", TargetKeyId: arnOf("Key") } },
        Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "events-under-test" } },
        Archive: { Type: "AWS::Events::Archive", Properties: { ArchiveName: "all", SourceArn: arnOf("Bus") } },
        Told: { Type: "AWS::SQS::Queue", Properties: { QueueName: "told", KmsMasterKeyId: arnOf("Key") } },
        Work: { Type: "AWS::SQS::Queue", Properties: { QueueName: "work", VisibilityTimeout: 1 } },
        Rule: {
          Type: "AWS::Events::Rule",
          Properties: {
            Name: "tell",
            EventBusName: { Ref: "Bus" },
            EventPattern: { "detail-type": ["told"] },
            Targets: [{ Id: "queue", Arn: arnOf("Told") }],
          },
        },
        ...functionFedBy("Work", "worker"),
        Waiting: alarm("work-waiting", "AWS/SQS", "ApproximateNumberOfMessagesVisible", {
          Dimensions: [{ Name: "QueueName", Value: { "Fn::GetAtt": ["Work", "QueueName"] } }],
          Statistic: "Maximum",
        }),
        Worked: alarm("worked", "Under/Test", "done", { Dimensions: [{ Name: "service", Value: "worker" }] }),
        Idle: alarm("idle", "Under/Test", "done", {
          Dimensions: [{ Name: "service", Value: "worker" }],
          ComparisonOperator: "LessThanThreshold",
          Threshold: 1,
          TreatMissingData: "breaching",
        }),
        Failing: alarm("failing", "AWS/Lambda", "Errors", { Dimensions: [{ Name: "FunctionName", Value: "worker" }] }),
      },
    },
  },
  {
    worker: `export async function handler({ Records }) {
      const metrics = [{ Namespace: "Under/Test", Dimensions: [["service"]], Metrics: [{ Name: "done", Unit: "Count" }] }];
      console.log(JSON.stringify({ _aws: { Timestamp: 1, CloudWatchMetrics: metrics }, service: "worker", done: Records.length }));
      if (Records.some(({ body }) => body === "throw")) throw new Error("as told");
      return { batchItemFailures: [] };
    }`,
  },
);
let aws: EmbeddedAws;
let clients: Clients;

function alarm(AlarmName: string, Namespace: string, MetricName: string, others: object) {
  return {
    Type: "AWS::CloudWatch::Alarm",
    Properties: {
      ...{ AlarmName, Namespace, MetricName, Statistic: "Sum", Period: 300, EvaluationPeriods: 1, Threshold: 0 },
      ...{ ComparisonOperator: "GreaterThanThreshold", TreatMissingData: "notBreaching", AlarmDescription: "" },
      ...others,
    },
  };
}

beforeAll(async () => {
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  clients = clientsOf(aws.endpoint);
});

afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

/** A call in the JSON protocol, as the AWS CLI makes it. */
async function call(target: string, input: object): Promise<Record<string, unknown>> {
  const headers = { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" };
  const reply = await fetch(aws.endpoint, { method: "POST", headers, body: JSON.stringify(input) });
  return z.record(z.string(), z.unknown()).parse(await reply.json());
}

const stateOf = (name: string) => aws.alarms().find((each) => each.name === name)?.state;
const idsIn = async (queue: string) =>
  (await clients.take(queue)).map(({ Body }) => JSON.parse(Body ?? "").detail.id).sort();

async function send(body: string) {
  await call("AmazonSQS.SendMessage", { QueueUrl: `${aws.endpoint}/000000000000/work`, MessageBody: body });
}

describe("a rule", () => {
  test("hands nothing on while it is off, and the archive gives it all later, to that rule alone", async () => {
    const rule = { Name: "tell", EventBusName: "events-under-test" };
    await clients.tell({ id: "before" });
    expect(await call("AWSEvents.DescribeRule", rule)).toMatchObject({ State: "ENABLED" });
    await call("AWSEvents.DisableRule", rule);
    expect(await call("AWSEvents.DescribeRule", rule)).toMatchObject({ State: "DISABLED" });
    await clients.tell({ id: "missed" });
    await call("AWSEvents.EnableRule", rule);
    expect(await idsIn("told")).toEqual(["before"]);

    const started = await call("AWSEvents.StartReplay", {
      ReplayName: "once",
      EventSourceArn: "arn:aws:events:us-east-1:000000000000:archive/all",
      EventStartTime: Date.now() / 1000 - 3600,
      EventEndTime: Date.now() / 1000 + 3600,
      Destination: {
        Arn: "arn:aws:events:us-east-1:000000000000:event-bus/events-under-test",
        FilterArns: ["arn:aws:events:us-east-1:000000000000:rule/events-under-test/tell"],
      },
    });
    expect(started).toMatchObject({ State: "STARTING" });
    await expect
      .poll(() => call("AWSEvents.DescribeReplay", { ReplayName: "once" }))
      .toMatchObject({ State: "COMPLETED" });
    expect(await idsIn("told")).toEqual(["before", "missed"]);
  });

  test("that is not there is an error with its name", async () => {
    expect(await call("AWSEvents.DescribeRule", { Name: "other" })).toMatchObject({
      __type: "ResourceNotFoundException",
      message: "Rule other does not exist on EventBus default.",
    });
  });
});

describe("a key", () => {
  test("that is off lets nobody read or fill its queue, until it is on again", async () => {
    await clients.tell({ id: "encrypted" });
    await call("TrentService.DisableKey", { KeyId: "alias/messages" });
    expect(await call("TrentService.DescribeKey", { KeyId: "alias/messages" })).toMatchObject({
      KeyMetadata: { KeyState: "Disabled", Enabled: false },
    });
    await expect(clients.take("told")).rejects.toThrow(/is disabled/);
    await call("TrentService.EnableKey", { KeyId: "alias/messages" });
    expect(await idsIn("told")).toEqual(["encrypted"]);
  });

  test("about to be deleted is taken back in two steps", async () => {
    const key = { KeyId: "alias/messages" };
    await call("TrentService.ScheduleKeyDeletion", { ...key, PendingWindowInDays: 30 });
    expect(await call("TrentService.EnableKey", key)).toMatchObject({ __type: "KMSInvalidStateException" });
    await call("TrentService.CancelKeyDeletion", key);
    await expect(clients.take("told")).rejects.toThrow(/is disabled/);
    await call("TrentService.EnableKey", key);
    expect(await clients.take("told")).toEqual([]);
  });
});

test("a mapping that is switched off leaves its queue alone, and alarms say so until it is on again", async () => {
  const path = `${aws.endpoint}/2015-03-31/event-source-mappings/`;
  const Listed = z.object({ EventSourceMappings: z.array(z.object({ UUID: z.string() })) });
  const listed = Listed.parse(await (await fetch(`${path}?FunctionName=worker`)).json());
  const [mapping] = listed.EventSourceMappings;
  const turn = (Enabled: boolean) =>
    fetch(`${path}${mapping?.UUID ?? ""}`, { method: "PUT", body: JSON.stringify({ Enabled }) });
  expect([stateOf("work-waiting"), stateOf("worked"), stateOf("idle"), stateOf("failing")]).toEqual([
    "OK",
    "OK",
    "ALARM",
    "OK",
  ]);
  await turn(false);
  await send("wait");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([stateOf("work-waiting"), stateOf("worked")]).toEqual(["ALARM", "OK"]);
  await turn(true);
  await aws.idle();
  await expect.poll(() => [stateOf("worked"), stateOf("idle"), stateOf("failing")]).toEqual(["ALARM", "OK", "OK"]);
  await send("throw");
  await expect.poll(() => stateOf("failing")).toBe("ALARM");
  const status = z.object({ alarms: z.array(z.string()) }).parse(await (await fetch(aws.endpoint)).json());
  expect(status.alarms).toContain("failing");
});
