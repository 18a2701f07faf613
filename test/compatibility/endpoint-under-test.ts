import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { arnOf, type Resources, writeAssembly } from "#test/local/assembly-under-test.ts";
import { createResources, type ServiceClients } from "./created-resources.ts";
import { allQueues, deadLettersOf, type Wanted } from "./resources.ts";

const Settings = z.object({
  PFP_ENDPOINT: z.optional(
    z.union([z.literal("aws"), z.url()], {
      error: "the address of an endpoint, or aws for the account in the environment",
    }),
  ),
  PFP_SERVICES: z._default(
    z.string().check(z.regex(/^(dynamodb|sqs|events)(,(dynamodb|sqs|events))*$/, { error: "dynamodb, sqs, events" })),
    "dynamodb,sqs,events",
  ),
});
const settings = Settings.parse(process.env);

export type Service = "dynamodb" | "sqs" | "events";

/** Whether the endpoint is the embedded AWS, which the tests start themselves. */
export const isEmbedded = settings.PFP_ENDPOINT === undefined;

/** Whether the endpoint is one that is judged for these services. Events are seen only where queues are. */
export function covers(...services: readonly Service[]): boolean {
  const asked = settings.PFP_SERVICES.split(",");
  return services.every((service) => asked.includes(service));
}

/** An endpoint with what the tests of one file need, under names that no one else uses. */
export interface EndpointUnderTest extends ServiceClients {
  /** The name at the endpoint of a table, queue or bus. */
  nameOf(name: string): string;
  /** Throws an Error for a queue that nobody wanted. */
  queueUrl(name: string): string;
  /** Removes what was made. */
  close(): Promise<void>;
}

export function endpointWith(wanted: Wanted): Promise<EndpointUnderTest> {
  return isEmbedded ? embedded(wanted) : elsewhere(wanted);
}

async function embedded(wanted: Wanted): Promise<EndpointUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "compatibility-"));
  const assembly = writeAssembly(join(folder, "assembly"), { stack: { Resources: templateOf(wanted) } });
  const aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  const clients = clientsOf(aws.endpoint);
  return {
    ...clients,
    nameOf: (name) => name,
    queueUrl: (name) => `${aws.endpoint}/${aws.accountId}/${name}`,
    async close() {
      destroy(clients);
      await aws.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function elsewhere(wanted: Wanted): Promise<EndpointUnderTest> {
  const prefix = `pfp-compatibility-${process.pid}-${Date.now().toString(36)}-`;
  const clients = clientsOf(settings.PFP_ENDPOINT === "aws" ? undefined : settings.PFP_ENDPOINT);
  const created = await createResources(clients, wanted, prefix);
  return {
    ...clients,
    nameOf: (name) => `${prefix}${name}`,
    queueUrl(name) {
      const url = created.queueUrls.get(name);
      if (url === undefined) throw new Error(`no test wanted a queue ${name}`);
      return url;
    },
    async close() {
      await created.remove();
      destroy(clients);
    },
  };
}

/** Clients with the environment's region and credentials, or made-up ones for an emulator. */
function clientsOf(endpoint: string | undefined): ServiceClients {
  const made = { accessKeyId: "any", secretAccessKey: "any" };
  const fromEnvironment = endpoint === undefined || process.env["AWS_ACCESS_KEY_ID"] !== undefined;
  const options = {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(fromEnvironment ? {} : { credentials: made }),
    region: process.env["AWS_REGION"] ?? "us-east-1",
  };
  return {
    dynamoDb: new DynamoDBClient(options),
    sqs: new SQSClient(options),
    events: new EventBridgeClient(options),
  };
}

function destroy({ dynamoDb, sqs, events }: ServiceClients): void {
  dynamoDb.destroy();
  sqs.destroy();
  events.destroy();
}

function templateOf(wanted: Wanted): Resources {
  const resources: Resources = {};
  const idOf = (name: string) => name.replaceAll("-", "");
  for (const each of wanted.tables) {
    const Properties = { ...each, BillingMode: "PAY_PER_REQUEST" };
    resources[`Table${idOf(each.TableName ?? "")}`] = { Type: "AWS::DynamoDB::Table", Properties };
  }
  for (const { name, attributes, maxReceiveCount } of allQueues(wanted)) {
    const deadLetterTargetArn = arnOf(`Queue${idOf(deadLettersOf(name))}`);
    const redrive = maxReceiveCount === undefined ? {} : { RedrivePolicy: { deadLetterTargetArn, maxReceiveCount } };
    const Properties = { QueueName: name, ...attributes, ...redrive };
    resources[`Queue${idOf(name)}`] = { Type: "AWS::SQS::Queue", Properties };
  }
  for (const { name, queue } of wanted.buses) {
    resources[`Bus${idOf(name)}`] = { Type: "AWS::Events::EventBus", Properties: { Name: name } };
    resources[`Rule${idOf(name)}`] = {
      Type: "AWS::Events::Rule",
      Properties: {
        EventBusName: { Ref: `Bus${idOf(name)}` },
        EventPattern: { "detail-type": [{ prefix: "told." }] },
        Targets: [{ Id: "queue", Arn: arnOf(`Queue${idOf(queue)}`) }],
      },
    };
  }
  return resources;
}
