// The comparison stack: what a textbook on event-driven serverless would build for the same task. One function call an
// event, rows of plain JSON read and rewritten whole, an outbox row polled, one message and one call a notice.
import { fileURLToPath } from "node:url";
import { App, Duration, Stack } from "aws-cdk-lib";
import { AttributeType, BillingMode, Table } from "aws-cdk-lib/aws-dynamodb";
import { EventBus, Match, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { featureFlags } from "#infra/feature-flags.ts";

const app = new App({ analyticsReporting: false, context: featureFlags });
const stack = new Stack(app, "textbook");
const projectRoot = fileURLToPath(new URL("../../..", import.meta.url));

const tableOf = (name: string, key: string) =>
  new Table(stack, name, {
    tableName: name,
    partitionKey: { name: key, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
  });
const households = tableOf("households", "household");
const persons = tableOf("persons", "person");
const outbox = tableOf("outbox", "id");
const cases = tableOf("cases", "case");
const standards = new Table(stack, "standards", {
  tableName: "standards",
  partitionKey: { name: "standard", type: AttributeType.STRING },
  sortKey: { name: "part", type: AttributeType.STRING },
  billingMode: BillingMode.PAY_PER_REQUEST,
});
const visibilityTimeout = Duration.minutes(6);
const changes = new Queue(stack, "changes", { queueName: "changes", visibilityTimeout });
const outreach = new Queue(stack, "outreach", { queueName: "outreach", visibilityTimeout });
new Rule(stack, "HouseholdChanged", {
  eventBus: new EventBus(stack, "Bus", { eventBusName: "household-events" }),
  eventPattern: { detailType: Match.prefix("household.changed.") },
  targets: [new SqsQueue(changes)],
});

interface Granted {
  readonly actions: string[];
  readonly resources: string[];
}

function functionOf(
  name: string,
  memorySize: number,
  environment: Record<string, string>,
  grants: readonly Granted[],
): NodejsFunction {
  const role = new Role(stack, `${name}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  for (const grant of grants) role.addToPolicy(new PolicyStatement(grant));
  return new NodejsFunction(stack, name, {
    functionName: name,
    entry: `${import.meta.dirname}/${name}.ts`,
    projectRoot,
    depsLockFilePath: `${projectRoot}package-lock.json`,
    runtime: Runtime.NODEJS_24_X,
    timeout: Duration.minutes(1),
    memorySize,
    role,
    environment,
    awsSdkConnectionReuse: false,
    bundling: {
      format: OutputFormat.ESM,
      target: "node24",
      minify: true,
      environment: { npm_config_call: "", npm_config_loglevel: "error" },
      mainFields: ["module", "main"],
      externalModules: [],
      banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  });
}

function feed(queue: Queue, name: string, to: NodejsFunction): void {
  to.addToRolePolicy(
    new PolicyStatement({
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      resources: [queue.queueArn],
    }),
  );
  to.addEventSourceMapping(`${name}Mapping`, { eventSourceArn: queue.queueArn, batchSize: 1, maxConcurrency: 2 });
}

const rows = ["dynamodb:GetItem", "dynamodb:PutItem"];
// As much memory as evaluate has, for it judges as evaluate does.
const judge = functionOf(
  "judge",
  1024,
  {
    HOUSEHOLDS_TABLE: households.tableName,
    PERSONS_TABLE: persons.tableName,
    OUTBOX_TABLE: outbox.tableName,
    STANDARDS_TABLE: standards.tableName,
    STANDARD: "zhejiang",
  },
  [
    { actions: rows, resources: [households.tableArn, persons.tableArn] },
    { actions: ["dynamodb:PutItem"], resources: [outbox.tableArn] },
    { actions: ["dynamodb:Query"], resources: [standards.tableArn] },
  ],
);
feed(changes, "judge", judge);
functionOf("relay", 256, { OUTBOX_TABLE: outbox.tableName, OUTREACH_QUEUE_URL: outreach.queueUrl }, [
  { actions: ["dynamodb:Scan", "dynamodb:DeleteItem"], resources: [outbox.tableArn] },
  { actions: ["sqs:SendMessage"], resources: [outreach.queueArn] },
]);
const notify = functionOf("notify", 256, { CASES_TABLE: cases.tableName }, [
  { actions: rows, resources: [cases.tableArn] },
]);
feed(outreach, "notify", notify);
app.synth();
