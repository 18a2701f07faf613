import { rmSync } from "node:fs";
import { Stack } from "aws-cdk-lib";
import { AttributeType, Table } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { Duration } from "aws-cdk-lib/core";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { QueueFunction } from "#infra/queue-function.ts";
import { zhejiang } from "#test/standards/zhejiang.ts";
import {
  appWithoutBundling,
  named,
  ofType,
  type SynthesisedResource,
  stageNamed,
  synthesise,
  target,
} from "./synthesised.ts";

const local = synthesise(stageNamed("local"));
const queues = ofType(local, "AWS::SQS::Queue");
const functions = ofType(local, "AWS::Lambda::Function");
const mappings = ofType(local, "AWS::Lambda::EventSourceMapping");

const Redrive = z.object({ deadLetterTargetArn: z.unknown(), maxReceiveCount: z.number() });
const isForDeadLetters = ({ Properties }: SynthesisedResource) =>
  /-dead-letters$/.test(String(Properties["QueueName"]));
const queueNamed = (name: string) => named(local, "AWS::SQS::Queue", "QueueName", name);

describe("every queue", () => {
  it("sets aside what cannot be processed in its own dead-letter queue", () => {
    for (const { Properties, stack } of queues.filter((queue) => !isForDeadLetters(queue))) {
      const { deadLetterTargetArn } = Redrive.parse(Properties["RedrivePolicy"]);
      const deadLetters = queueNamed(`${String(Properties["QueueName"])}-dead-letters`);
      expect([stack, target(deadLetterTargetArn)]).toEqual([deadLetters.stack, deadLetters.logicalId]);
    }
  });

  it("keeps messages for fourteen days, encrypted", () => {
    for (const { Properties } of queues) {
      expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600, KmsDataKeyReusePeriodSeconds: 3600 });
    }
  });

  it("refuses connections without TLS", () => {
    const refusing = ofType(local, "AWS::SQS::QueuePolicy")
      .filter(({ Properties }) =>
        statementsOf(Properties).some(
          ({ Effect, Condition }) =>
            Effect === "Deny" && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
        ),
      )
      .flatMap(({ stack, Properties }) =>
        z
          .array(z.unknown())
          .parse(Properties["Queues"])
          .map((queue) => [stack, target(queue)]),
      );
    expect(refusing.toSorted()).toEqual(queues.map(({ stack, logicalId }) => [stack, logicalId]).toSorted());
  });

  it("alarms when its dead letters are not empty, and says who is harmed", () => {
    for (const { logicalId, stack } of queues.filter(isForDeadLetters)) {
      const alarms = alarmsOn(stack, logicalId, "ApproximateNumberOfMessagesVisible");
      expect(alarms).toHaveLength(1);
      expect(alarms[0]).toMatchObject({ Threshold: 0, ComparisonOperator: "GreaterThanThreshold" });
      expect(String(alarms[0]?.["AlarmDescription"])).toMatch(/famil|household/i);
    }
  });

  it("alarms when nobody reads it", () => {
    for (const { logicalId, stack } of queues.filter((queue) => !isForDeadLetters(queue))) {
      expect(alarmsOn(stack, logicalId, "ApproximateAgeOfOldestMessage")).toHaveLength(1);
    }
  });

  it("lets people look as often as they like where they do look", () => {
    const receipts = Object.fromEntries(
      queues
        .filter((queue) => !isForDeadLetters(queue))
        .map(({ Properties }) => [Properties["QueueName"], Redrive.parse(Properties["RedrivePolicy"]).maxReceiveCount]),
    );
    expect(receipts).toEqual({
      changes: 5,
      outreach: 5,
      quarantine: 1000,
      "outreach-330106": 1000,
      "outreach-330203": 1000,
      "outreach-330383": 1000,
      // With the rests between them, three days.
      "outreach-webhook-haiyan": 80,
      reminders: 1000,
      "charity-referrals": 1000,
      // A sweep's message comes again until the sweep is over.
      sweeps: 1000,
      "households-due": 5,
    });
  });
});

describe("the rule's target", () => {
  it("keeps what it cannot deliver in the bus's dead letters, after a day of tries", () => {
    const [rule] = ofType(local, "AWS::Events::Rule").filter(({ Properties }) => "EventPattern" in Properties);
    const [only, ...others] = z
      .array(z.looseObject({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }) }))
      .parse(rule?.Properties["Targets"]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } });
    expect(target(only?.Arn)).toBe(queueNamed("changes").logicalId);
    expect(target(only?.DeadLetterConfig.Arn)).toBe(queueNamed("household-events-dead-letters").logicalId);
  });
});

describe("the day", () => {
  it("begins five minutes after midnight in the standard's time zone", () => {
    const onTime = ofType(local, "AWS::Events::Rule").filter(({ Properties }) =>
      String(Properties["ScheduleExpression"]).startsWith("cron"),
    );
    // Reminders go out at nine; the other begins the day.
    const [daily, ...others] = onTime.filter(
      ({ Properties }) => Properties["ScheduleExpression"] !== "cron(0 1 * * ? *)",
    );
    expect([onTime.length, others]).toEqual([2, []]);
    const [, minute, hour] =
      /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(String(daily?.Properties["ScheduleExpression"])) ?? [];
    const moment = new Date(Date.UTC(2022, 6, 4, Number(hour), Number(minute)));
    const inZone = new Intl.DateTimeFormat("en", {
      timeZone: zhejiang().timeZone,
      timeStyle: "short",
      hourCycle: "h23",
    });
    expect(inZone.format(moment)).toBe("00:05");
    const [only] = z.array(z.looseObject({ Arn: z.unknown() })).parse(daily?.Properties["Targets"]);
    expect(target(only?.Arn)).toBe(queueNamed("sweeps").logicalId);
  });
});

describe("every function that reads a queue", () => {
  it("reads its own queues, and reports which messages failed", () => {
    const reading = mappings.map(({ Properties }) => [
      target(Properties["FunctionName"]),
      target(Properties["EventSourceArn"]),
    ]);
    const { logicalId: evaluate } = functionNamed("evaluate");
    const { logicalId: deliver } = functionNamed("deliver");
    const { logicalId: sweep } = functionNamed("sweep");
    expect(reading.toSorted()).toEqual(
      [
        [evaluate, queueNamed("changes").logicalId],
        [evaluate, queueNamed("households-due").logicalId],
        [deliver, queueNamed("outreach").logicalId],
        [sweep, queueNamed("sweeps").logicalId],
        [functionNamed("forward").logicalId, queueNamed("outreach-webhook-haiyan").logicalId],
      ].toSorted(),
    );
    for (const { Properties } of mappings) {
      expect(Properties).toMatchObject({
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: 2 },
      });
      expect(Properties).not.toHaveProperty("MaximumBatchingWindowInSeconds");
    }
  });

  it("has six times its timeout before a message is seen again", () => {
    for (const { Properties } of mappings) {
      const reader = functions.find(({ logicalId }) => logicalId === target(Properties["FunctionName"]));
      const queue = queues.find(({ logicalId }) => logicalId === target(Properties["EventSourceArn"]));
      const timeout = z.number().parse(reader?.Properties["Timeout"]);
      expect(queue?.Properties["VisibilityTimeout"]).toBeGreaterThanOrEqual(6 * timeout);
    }
  });

  it("runs on the pinned runtime, logging JSON to a group that forgets", () => {
    for (const { stack, Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        LoggingConfig: { LogFormat: "JSON" },
      });
      const { LogGroup } = z.object({ LogGroup: z.unknown() }).parse(Properties["LoggingConfig"]);
      const group = local.resources.find((each) => each.stack === stack && each.logicalId === target(LogGroup));
      expect(group?.Properties).toMatchObject({ RetentionInDays: 90 });
    }
  });
});

describe("what a function is told and what it may do", () => {
  const alias = named(local, "AWS::KMS::Alias", "AliasName", "alias/policies-find-people/messages");
  const messagesKey = String(target(alias.Properties["TargetKeyId"]));
  const tables = (name: string) => named(local, "AWS::DynamoDB::Table", "TableName", name).logicalId;

  it("agree for evaluate", () => {
    expect(variablesOf("evaluate")).toEqual({
      HOUSEHOLDS_TABLE: tables("households"),
      PERSONS_TABLE: tables("persons"),
      STANDARDS_TABLE: tables("standards"),
      STANDARD: "zhejiang",
      OUTREACH_QUEUE_URL: queueNamed("outreach").logicalId,
      OUTREACH_COUNTIES: "330106,330203,330383",
      OUTREACH_WEBHOOKS: "haiyan=330424",
      QUARANTINE_QUEUE_URL: queueNamed("quarantine").logicalId,
    });
    expect(grantsOf("evaluate")).toEqual({
      [tables("households")]: ["dynamodb:BatchGetItem", "dynamodb:PutItem"],
      [tables("persons")]: ["dynamodb:BatchGetItem", "dynamodb:PutItem"],
      [tables("standards")]: ["dynamodb:BatchGetItem", "dynamodb:Query"],
      [queueNamed("changes").logicalId]: consuming,
      [queueNamed("households-due").logicalId]: consuming,
      [queueNamed("outreach").logicalId]: ["sqs:SendMessage"],
      [queueNamed("quarantine").logicalId]: ["sqs:SendMessage"],
      "outreach-330106": ["sqs:SendMessage"],
      "outreach-330203": ["sqs:SendMessage"],
      "outreach-330383": ["sqs:SendMessage"],
      "outreach-webhook-haiyan": ["sqs:SendMessage"],
      [messagesKey]: ["kms:Decrypt"],
      [logGroupOf("evaluate")]: logging,
    });
  });

  it("agree for deliver", () => {
    expect(variablesOf("deliver")).toEqual({ CASES_TABLE: tables("cases") });
    expect(grantsOf("deliver")).toEqual({
      [tables("cases")]: ["dynamodb:PutItem", "dynamodb:Query"],
      [queueNamed("outreach").logicalId]: consuming,
      [messagesKey]: ["kms:Decrypt"],
      [logGroupOf("deliver")]: logging,
    });
  });

  it("agree for sweep", () => {
    expect(variablesOf("sweep")).toEqual({
      HOUSEHOLDS_TABLE: tables("households"),
      STANDARDS_TABLE: tables("standards"),
      SWEEPS_TABLE: tables("sweeps"),
      STANDARD: "zhejiang",
      SWEEPS_QUEUE_URL: queueNamed("sweeps").logicalId,
      HOUSEHOLDS_DUE_QUEUE_URL: queueNamed("households-due").logicalId,
      BUDGET_SECONDS: "30",
      SECOND_PASS_SECONDS: "300",
    });
    expect(grantsOf("sweep")).toEqual({
      "/index/calendar": ["dynamodb:Query"],
      "/index/raised": ["dynamodb:Query"],
      "/index/lowered": ["dynamodb:Query"],
      [tables("standards")]: ["dynamodb:GetItem", "dynamodb:Query"],
      [tables("sweeps")]: ["dynamodb:GetItem", "dynamodb:PutItem"],
      [queueNamed("sweeps").logicalId]: ["sqs:ChangeMessageVisibility", ...consuming],
      [queueNamed("households-due").logicalId]: ["sqs:SendMessage"],
      [messagesKey]: ["kms:Decrypt"],
      [logGroupOf("sweep")]: logging,
    });
  });

  it("agree for forward", () => {
    const queue = queueNamed("outreach-webhook-haiyan").logicalId;
    expect(variablesOf("forward")).toMatchObject({
      WEBHOOKS: JSON.stringify({
        haiyan: {
          area: "330424",
          takes: "notices,referrals",
          roles: "assistance-worker,elder-care-worker,disability-worker",
          to: "http://127.0.0.1:8090/notices",
        },
      }),
      SECRET_PREFIX: "policies-find-people/webhooks/",
    });
    const secret = named(local, "AWS::SecretsManager::Secret", "Name", "policies-find-people/webhooks/haiyan");
    expect(grantsOf("forward")).toEqual({
      [queue]: ["sqs:ChangeMessageVisibility", ...consuming],
      [secret.logicalId]: ["secretsmanager:GetSecretValue"],
      [messagesKey]: ["kms:Decrypt"],
      [logGroupOf("forward")]: logging,
    });
  });

  it("agree for remind", () => {
    expect(variablesOf("remind")).toEqual({
      CASES_TABLE: tables("cases"),
      STANDARDS_TABLE: tables("standards"),
      STANDARD: "zhejiang",
      REMINDERS_QUEUE_URL: queueNamed("reminders").logicalId,
      CHANNEL: "sms",
      DESK: "http://127.0.0.1:8080",
    });
    expect(grantsOf("remind")).toEqual({
      "/index/by-county": ["dynamodb:Query"],
      [tables("standards")]: ["dynamodb:GetItem", "dynamodb:Query"],
      [queueNamed("reminders").logicalId]: ["sqs:SendMessage"],
      [logGroupOf("remind")]: logging,
    });
  });

  it("agree for report-outcomes", () => {
    expect(variablesOf("report-outcomes")).toEqual({ CASES_TABLE: tables("cases"), EVENT_BUS: "household-events" });
    expect(grantsOf("report-outcomes")).toMatchObject({
      [tables("cases")]: ["dynamodb:Query", "dynamodb:UpdateItem"],
      [logGroupOf("report-outcomes")]: logging,
    });
  });

  it("agree for page", () => {
    const [bucket] = ofType(local, "AWS::S3::Bucket");
    expect(variablesOf("page")).toEqual({ PAGE_BUCKET: bucket?.logicalId, CONNECT_TO: "http://127.0.0.1:8080" });
    expect(grantsOf("page")).toMatchObject({ "/*": ["s3:GetObject"], [logGroupOf("page")]: logging });
  });

  it("never are any action or any resource", () => {
    const allowed = local.resources.flatMap(({ Properties }) =>
      statementsOf(Properties).filter(({ Effect }) => Effect === "Allow"),
    );
    expect(allowed.length).toBeGreaterThan(0);
    // All that is in a bucket is written with a star: the page's, whose every file is for anybody.
    const bucket = ofType(local, "AWS::S3::Bucket").map(({ logicalId }) => logicalId);
    const files = JSON.stringify({ "Fn::Join": ["", [{ "Fn::GetAtt": [bucket[0], "Arn"] }, "/*"]] });
    expect([bucket.length, JSON.stringify(allowed).replace(files, "")]).toEqual([1, expect.not.stringContaining("*")]);
  });

  it("cannot be two values for one variable", () => {
    const app = appWithoutBundling();
    const stack = new Stack(app, "stack");
    const table = new Table(stack, "Table", { partitionKey: { name: "household", type: AttributeType.STRING } });
    const evaluate = new QueueFunction(stack, "Evaluate", {
      name: "evaluate",
      description: "of a test",
      stage: stageNamed("local"),
      key: new Key(stack, "Key"),
      timeout: Duration.seconds(1),
      memorySize: 128,
      errorImpact: "of a test",
      reads: { name: "changes", id: "Queue", batchSize: 10, maxConcurrency: 2, readWithin: Duration.hours(1) },
    }).bindTable("HOUSEHOLDS_TABLE", table, ["dynamodb:GetItem"]);
    expect(() => evaluate.bindTable("HOUSEHOLDS_TABLE", table, ["dynamodb:PutItem"])).toThrow(
      "evaluate is given two values for HOUSEHOLDS_TABLE",
    );
    rmSync(app.outdir, { recursive: true });
  });
});

const consuming = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"];
const logging = ["logs:CreateLogStream", "logs:PutLogEvents"];

const Statement = z.looseObject({
  Effect: z.string(),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.optional(z.unknown()),
  Condition: z.optional(z.unknown()),
});
const Policy = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });
const ArnOfName = z.object({ "Fn::Join": z.tuple([z.literal(""), z.array(z.unknown())]) });

function statementsOf(properties: Readonly<Record<string, unknown>>) {
  const policy = Policy.safeParse(properties);
  return policy.success ? policy.data.PolicyDocument.Statement : [];
}

function functionNamed(name: string): SynthesisedResource {
  return named(local, "AWS::Lambda::Function", "FunctionName", name);
}

function logGroupOf(name: string): string {
  return named(local, "AWS::Logs::LogGroup", "LogGroupName", `/policies-find-people/${name}`).logicalId;
}

/** The function's variables, with the logical id in place of what points at a resource. */
function variablesOf(name: string): Record<string, unknown> {
  const { Variables } = z
    .object({ Variables: z.record(z.string(), z.unknown()) })
    .parse(functionNamed(name).Properties["Environment"]);
  const { URL_SUFFIX, ...own } = Variables;
  // Whichever partition it runs in, its clients find AWS there.
  expect(URL_SUFFIX).toEqual({ Ref: "AWS::URLSuffix" });
  return Object.fromEntries(Object.entries(own).map(([variable, value]) => [variable, target(value)]));
}

/** The actions that the function may take, by logical id of what it may take them on, or by name for a queue by name. */
function grantsOf(name: string): Record<string, string[]> {
  const role = target(functionNamed(name).Properties["Role"]);
  const grants: Record<string, string[]> = {};
  const policies = ofType(local, "AWS::IAM::Policy").filter(({ Properties }) =>
    z.array(z.unknown()).parse(Properties["Roles"]).map(target).includes(role),
  );
  for (const { Effect, Action, Resource } of policies.flatMap(({ Properties }) => statementsOf(Properties))) {
    expect(Effect).toBe("Allow");
    for (const resource of [Resource].flat().map(resourceName)) {
      grants[resource] = [...(grants[resource] ?? []), ...[Action].flat()].toSorted();
    }
  }
  return grants;
}

function resourceName(resource: unknown): string {
  const byName = ArnOfName.safeParse(resource);
  return String(byName.success ? byName.data["Fn::Join"][1].at(-1) : target(resource)).replace(/^:/, "");
}

function alarmsOn(stack: string, queue: string, metric: string): Record<string, unknown>[] {
  return ofType(local, "AWS::CloudWatch::Alarm")
    .filter((alarm) => alarm.stack === stack && alarm.Properties["MetricName"] === metric)
    .filter(({ Properties }) =>
      z
        .array(z.object({ Value: z.unknown() }))
        .parse(Properties["Dimensions"])
        .some(({ Value }) => target(Value) === queue),
    )
    .map(({ Properties }) => Properties);
}
