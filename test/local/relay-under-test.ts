import { buildSync } from "esbuild";
import { arnOf, functionFedBy, queueWithDeadLetters, writeAssembly } from "./assembly-under-test.ts";

/** A function as this project bundles its own: it does with each event what the event's detail says. */
const relay = `
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});

export async function handler({ Records }, context) {
  const batchItemFailures = [];
  for (const record of Records) {
    const { detail } = JSON.parse(record.body);
    if (detail.does === "fail") batchItemFailures.push({ itemIdentifier: record.messageId });
    else if (detail.does === "throw") throw new TypeError("as told");
    else if (detail.does === "hang") await new Promise(() => setInterval(() => {}, 1000));
    else if (detail.does === "exit") process.exit(0);
    else if (detail.does === "answer nonsense") return { batchItemFailures: [{ itemIdentifier: "of another batch" }] };
    else await passOn(record, detail, context);
  }
  return { batchItemFailures };
}

async function passOn(record, detail, context) {
  await dynamoDb.send(new PutItemCommand({ TableName: process.env.SEEN_TABLE, Item: { id: { S: detail.id } } }));
  const body = detail.does === "tell" ? await tell(record, context) : { id: detail.id };
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.OUTBOX_QUEUE_URL, MessageBody: JSON.stringify(body) }));
}

async function tell(record, context) {
  const outside = async (url) => {
    try { await fetch(url); return "reached"; } catch (error) { return String(error.cause?.message ?? error); }
  };
  console.log("telling");
  return {
    record, environment: { ...process.env }, today: new Date().toISOString(), hour: new Date(0).getHours(),
    timeLeft: context.getRemainingTimeInMillis(), functionName: context.functionName,
    smallBlock: Buffer.poolSize,
    byAddress: await outside("http://192.0.2.1/"), byName: await outside("https://sqs.eu-west-1.amazonaws.com/"),
  };
}
`;

function bundled(source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node24",
    mainFields: ["module", "main"],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  return outputFiles[0]?.text ?? "";
}

/** An assembly of two stacks: a bus, whose events of type `told` a function takes from a queue, and where it puts them. */
export function writeRelayAssembly(folder: string): string {
  return writeAssembly(
    folder,
    {
      data: {
        Resources: {
          Seen: {
            Type: "AWS::DynamoDB::Table",
            Properties: {
              TableName: "seen",
              KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
              AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
              BillingMode: "PAY_PER_REQUEST",
            },
          },
        },
        Outputs: { Seen: { Value: { Ref: "Seen" }, Export: { Name: "data:Seen" } } },
      },
      pipeline: {
        Resources: {
          Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "events-under-test" } },
          Archive: { Type: "AWS::Events::Archive", Properties: { ArchiveName: "all", SourceArn: arnOf("Bus") } },
          ...queueWithDeadLetters("Told", "told"),
          Outbox: { Type: "AWS::SQS::Queue", Properties: { QueueName: "outbox" } },
          Rule: {
            Type: "AWS::Events::Rule",
            Properties: {
              EventBusName: { Ref: "Bus" },
              EventPattern: { "detail-type": ["told"] },
              Targets: [
                {
                  Id: "queue",
                  Arn: arnOf("Told"),
                  DeadLetterConfig: { Arn: arnOf("ToldDeadLetters") },
                  SqsParameters: { MessageGroupId: "$.source" },
                },
              ],
            },
          },
          ...functionFedBy("Told", "relay", {
            timeout: 1,
            variables: {
              SEEN_TABLE: { "Fn::ImportValue": "data:Seen" },
              OUTBOX_QUEUE_URL: { Ref: "Outbox" },
            },
          }),
        },
      },
    },
    { relay: bundled(relay) },
  );
}
