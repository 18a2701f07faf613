import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readAssembly } from "#local/template/assembly.ts";
import { type Plan, planDeployment } from "#local/template/plan.ts";
import {
  arnOf,
  functionFedBy,
  queueWithDeadLetters,
  type TemplateUnderTest,
  writeAssembly,
} from "./assembly-under-test.ts";

const folder = mkdtempSync(join(tmpdir(), "plan-"));
afterAll(() => rmSync(folder, { recursive: true }));
let written = 0;

function planOf(stacks: Readonly<Record<string, TemplateUnderTest>>): Plan {
  written += 1;
  const assembly = writeAssembly(join(folder, String(written)), stacks, { relay: "export const handler = () => {};" });
  return planDeployment(readAssembly(assembly), "http://127.0.0.1:4566");
}

const queue = (properties: Record<string, unknown>) => ({ Type: "AWS::SQS::Queue", Properties: properties });
/** The environment of a function, which may hold any value of a template. */
function variableOf(value: unknown, template: Partial<TemplateUnderTest> = {}): string | undefined {
  const { functions } = planOf({
    stack: {
      ...template,
      Resources: {
        ...template.Resources,
        ...queueWithDeadLetters("Told", "told"),
        ...functionFedBy("Told", "relay", { variables: { V: value } }),
      },
    },
  });
  return functions[0]?.environment["V"];
}

describe("a template's values", () => {
  test.each<[string, unknown, string]>([
    ["Ref of a queue is its address on this machine", { Ref: "Told" }, "http://127.0.0.1:4566/000000000000/told"],
    ["GetAtt of a queue's ARN", { "Fn::GetAtt": ["Told", "Arn"] }, "arn:aws:sqs:us-east-1:000000000000:told"],
    ["GetAtt with a dot", { "Fn::GetAtt": "Told.QueueName" }, "told"],
    ["Join", { "Fn::Join": ["/", ["a", { Ref: "AWS::Region" }, 1]] }, "a/us-east-1/1"],
    ["Sub", { "Fn::Sub": `\${AWS::Partition}-\${Told.QueueName}-\${!literal}` }, `aws-told-\${literal}`],
    ["Sub with variables", { "Fn::Sub": [`\${X}!`, { X: { Ref: "AWS::AccountId" } }] }, "000000000000!"],
    ["Select of a Split", { "Fn::Select": [1, { "Fn::Split": [",", "a,b"] }] }, "b"],
    ["If", { "Fn::If": ["Yes", "a", "b"] }, "a"],
    ["a parameter's default", { Ref: "Parameter" }, "default"],
    ["the stack's name", { Ref: "AWS::StackName" }, "stack"],
  ])("%s", (_, value, expected) => {
    const template = {
      Parameters: { Parameter: { Type: "String", Default: "default" } },
      Conditions: {
        Yes: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "AWS::Region" }, "cn-north-1"] }] },
      },
    };
    expect(variableOf(value, template)).toBe(expected);
  });

  test.each<[string, unknown, RegExp]>([
    ["an intrinsic", { "Fn::Base64": "x" }, /Fn::Base64 is not covered/],
    ["a pseudo parameter", { Ref: "AWS::NotificationARNs" }, /AWS::NotificationARNs is not covered/],
    ["an attribute", { "Fn::GetAtt": ["Told", "Colour"] }, /the attribute Colour of an AWS::SQS::Queue is not covered/],
    ["a resource", { Ref: "Nothing" }, /there is no resource Nothing/],
    ["an export", { "Fn::ImportValue": "nothing" }, /no stack exports nothing/],
    ["a parameter without default", { Ref: "Parameter" }, /the parameter Parameter has no default/],
  ])("name %s that is not there, with stack, resource and type", (_, value, message) => {
    const plan = () => variableOf(value, { Parameters: { Parameter: { Type: "String" } } });
    expect(plan).toThrow(message);
    expect(plan).toThrow(/^stack stack, relayFunction \(AWS::Lambda::Function\): /);
  });
});

describe("a template is refused, by name, for", () => {
  const refusals: [string, Record<string, unknown>, RegExp][] = [
    [
      "a type",
      { X: { Type: "AWS::StepFunctions::StateMachine" } },
      /X \(AWS::StepFunctions::StateMachine\): resources of this type are not covered/,
    ],
    ["a property", { X: queue({ FifoQueue: true }) }, /X \(AWS::SQS::Queue\): the property FifoQueue is not covered/],
    [
      "a nested property",
      { X: queue({ RedrivePolicy: { deadLetterTargetArn: "a", maxReceiveCount: 1, colour: 1 } }) },
      /RedrivePolicy\.colour is not covered/,
    ],
    [
      "a value of the wrong type",
      { X: queue({ VisibilityTimeout: "long" }) },
      /VisibilityTimeout: found text, expected number/,
    ],
    ["an attribute of a resource", { X: { ...queue({}), CreationPolicy: {} } }, /Resources\.X\.CreationPolicy/],
    [
      "a pattern's operator",
      { X: { Type: "AWS::Events::Rule", Properties: { EventPattern: { a: [{ regex: "x" }] } } } },
      /X \(AWS::Events::Rule\): event pattern a: the operator "regex"/,
    ],
    [
      "a rule on a schedule of weekdays",
      { X: { Type: "AWS::Events::Rule", Properties: { ScheduleExpression: "cron(0 1 ? * MON-FRI *)" } } },
      /ScheduleExpression: found text, expected a schedule such as rate\(15 minutes\), or one minute of every day/,
    ],
    [
      "a target",
      {
        X: {
          Type: "AWS::Events::Rule",
          Properties: {
            EventPattern: { a: ["x"] },
            Targets: [{ Id: "1", Arn: "arn:aws:sns:us-east-1:000000000000:x" }],
          },
        },
      },
      /the target arn:aws:sns:us-east-1:000000000000:x is not covered/,
    ],
    [
      "a target's input",
      {
        Q: queue({}),
        X: {
          Type: "AWS::Events::Rule",
          Properties: { EventPattern: { a: ["x"] }, Targets: [{ Id: "1", Arn: arnOf("Q"), InputPath: "$.a" }] },
        },
      },
      /Targets\[0\]\.InputPath is not covered/,
    ],
    [
      "a message group that not every event has",
      {
        Q: queue({}),
        X: {
          Type: "AWS::Events::Rule",
          Properties: {
            EventPattern: { a: ["x"] },
            Targets: [{ Id: "1", Arn: arnOf("Q"), SqsParameters: { MessageGroupId: "$.detail.id" } }],
          },
        },
      },
      /MessageGroupId: .*expected a name, \$\.source, \$\.account or \$\.detail-type/,
    ],
    [
      "a target nobody declares",
      {
        X: {
          Type: "AWS::Events::Rule",
          Properties: {
            EventPattern: { a: ["x"] },
            Targets: [{ Id: "1", Arn: "arn:aws:sqs:us-east-1:000000000000:x" }],
          },
        },
      },
      /no stack declares arn:aws:sqs:us-east-1:000000000000:x/,
    ],
    [
      "a bus nobody declares",
      { X: { Type: "AWS::Events::Rule", Properties: { EventBusName: "x", EventPattern: { a: ["x"] } } } },
      /no stack declares x/,
    ],
    [
      "a filter of a mapping",
      { ...queueWithDeadLetters("Q", "q"), ...functionFedBy("Q", "relay", { mapping: { FilterCriteria: {} } }) },
      /FilterCriteria is not covered/,
    ],
    [
      "a big batch without a window",
      { ...queueWithDeadLetters("Q", "q"), ...functionFedBy("Q", "relay", { mapping: { BatchSize: 100 } }) },
      /BatchSize above 10 needs/,
    ],
    [
      "code that is not in the assembly",
      { ...queueWithDeadLetters("Q", "q"), ...functionFedBy("Q", "other") },
      /no asset other\.zip/,
    ],
  ];
  test.each(refusals)("%s", (_, resources, message) => {
    expect(() => planOf({ stack: { Resources: resources as TemplateUnderTest["Resources"] } })).toThrow(message);
  });

  test("a section", () => {
    expect(() => planOf({ stack: { Transform: "AWS::Serverless-2016-10-31", Resources: {} } })).toThrow(
      /stack\.template\.json: .*Transform/,
    );
  });

  test("a folder that is no assembly", () => {
    expect(() => readAssembly("/nonexistent")).toThrow("/nonexistent is no cloud assembly");
  });
});

describe("a template", () => {
  test("may declare what has no effect on one machine", () => {
    const plan = planOf({
      stack: {
        Parameters: { BootstrapVersion: { Type: "String", Default: "/cdk-bootstrap" } },
        Rules: { CheckBootstrapVersion: {} },
        Resources: {
          Dashboard: {
            Type: "AWS::CloudWatch::Dashboard",
            Properties: { Anything: { "Fn::Base64": "is not even looked at" } },
          },
          Q: { ...queue({ QueueName: "q", SqsManagedSseEnabled: true, Tags: [] }), DeletionPolicy: "Retain" },
        },
      },
    });
    expect(plan.queues.map(({ name }) => name)).toEqual(["q"]);
  });

  test("leaves out what its condition or its state says", () => {
    const rule = (properties: object) => ({
      Type: "AWS::Events::Rule",
      Properties: { EventPattern: { a: ["x"] }, ...properties },
    });
    const plan = planOf({
      stack: {
        Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
        Resources: {
          X: { ...rule({}), Condition: "Never" },
          Y: rule({ State: "DISABLED" }),
          Z: rule({ Name: "z" }),
        },
      },
    });
    expect(plan.rules.map(({ name }) => name)).toEqual(["z"]);
  });

  test("names what has no name after its stack", () => {
    expect(planOf({ stack: { Resources: { Q: queue({}) } } }).queues[0]?.name).toBe("stack-Q");
  });
});
