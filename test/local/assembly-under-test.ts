import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Resources = Record<
  string,
  { Type: string; Properties?: Record<string, unknown>; [other: string]: unknown }
>;

export interface TemplateUnderTest {
  readonly Resources: Resources;
  readonly [section: string]: unknown;
}

/** Writes a cloud assembly as `cdk synth` would: one template a stack, and each function's code as an asset. */
export function writeAssembly(
  folder: string,
  stacks: Readonly<Record<string, TemplateUnderTest>>,
  code: Readonly<Record<string, string>> = {},
): string {
  const artifacts: Record<string, unknown> = {};
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
  for (const [name, template] of Object.entries(stacks)) {
    write(`${name}.template.json`, template);
    artifacts[name] = { type: "aws:cloudformation:stack", properties: { templateFile: `${name}.template.json` } };
  }
  const files: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(code)) {
    mkdirSync(join(folder, `asset.${name}`), { recursive: true });
    writeFileSync(join(folder, `asset.${name}`, "index.mjs"), source);
    files[name] = {
      source: { path: `asset.${name}`, packaging: "zip" },
      destinations: { here: { bucketName: "assets", objectKey: `${name}.zip` } },
    };
  }
  write("code.assets.json", { version: "55.0.0", files });
  artifacts["code.assets"] = { type: "cdk:asset-manifest", properties: { file: "code.assets.json" } };
  write("manifest.json", { version: "55.0.0", artifacts });
  return folder;
}

export function arnOf(logicalId: string): unknown {
  return { "Fn::GetAtt": [logicalId, "Arn"] };
}

/** A function and the queue that feeds it. */
export function functionFedBy(
  queue: string,
  name: string,
  options: {
    variables?: Record<string, unknown>;
    timeout?: number;
    mapping?: Record<string, unknown>;
    /** What its role allows. */
    actions?: readonly string[];
  } = {},
): Resources {
  return {
    [`${name}Role`]: {
      Type: "AWS::IAM::Role",
      Properties: {
        Policies: [
          {
            PolicyDocument: {
              Statement: [{ Effect: "Allow", Action: options.actions ?? ["sqs:*", "dynamodb:*"], Resource: "*" }],
            },
          },
        ],
      },
    },
    [`${name}Function`]: {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: name,
        Code: { S3Bucket: { "Fn::Sub": `assets-\${AWS::AccountId}-\${AWS::Region}` }, S3Key: `${name}.zip` },
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Role: arnOf(`${name}Role`),
        Timeout: options.timeout ?? 3,
        Environment: { Variables: options.variables ?? {} },
      },
    },
    [`${name}Mapping`]: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        EventSourceArn: arnOf(queue),
        FunctionName: { Ref: `${name}Function` },
        BatchSize: 10,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ...options.mapping,
      },
    },
  };
}

/** A queue whose messages return after three seconds, and are set aside when they were received twice. */
export function queueWithDeadLetters(logicalId: string, name: string): Resources {
  return {
    [`${logicalId}DeadLetters`]: { Type: "AWS::SQS::Queue", Properties: { QueueName: `${name}-dead-letters` } },
    [logicalId]: {
      Type: "AWS::SQS::Queue",
      Properties: {
        QueueName: name,
        // Longer than the function takes to come up and answer, on a machine that has other things to do.
        VisibilityTimeout: 3,
        RedrivePolicy: { deadLetterTargetArn: arnOf(`${logicalId}DeadLetters`), maxReceiveCount: 2 },
      },
    },
  };
}
