import { CreateTableCommand, DeleteTableCommand, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { ServiceClients } from "./endpoint-settings.ts";
import { allQueues, deadLettersOf, type QueueWanted, type Wanted } from "./resources.ts";

/** Queues by the name they were wanted under, and how to take everything away again. */
export interface Created {
  readonly queueUrls: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

/** Makes what is wanted at an endpoint, each name with a prefix. Removes what it made already when it cannot go on. */
export async function createResources(clients: ServiceClients, wanted: Wanted, prefix: string): Promise<Created> {
  const removals: (() => Promise<unknown>)[] = [];
  const remove = async () => {
    for (const undo of removals.splice(0).reverse()) await undo();
  };
  try {
    const queueUrls = await createQueues(clients, wanted, prefix, removals);
    for (const each of wanted.tables) {
      const TableName = `${prefix}${each.TableName}`;
      await clients.dynamoDb.send(new CreateTableCommand({ ...each, TableName, BillingMode: "PAY_PER_REQUEST" }));
      removals.push(() => clients.dynamoDb.send(new DeleteTableCommand({ TableName })));
    }
    for (const { TableName } of wanted.tables) {
      const waiting = { client: clients.dynamoDb, maxWaitTime: 120, minDelay: 1 };
      await waitUntilTableExists(waiting, { TableName: `${prefix}${TableName}` });
    }
    for (const { name, queue } of wanted.buses) {
      const queueUrl = queueUrls.get(queue);
      if (queueUrl === undefined) throw new Error(`the bus ${name} wants a queue ${queue} that nobody wants`);
      await createBus(clients, `${prefix}${name}`, queueUrl, removals);
    }
    return { queueUrls, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Removals = (() => Promise<unknown>)[];

async function createQueues({ sqs }: ServiceClients, wanted: Wanted, prefix: string, removals: Removals) {
  const urls = new Map<string, string>();
  for (const each of allQueues(wanted)) {
    const Attributes = await attributesOf(sqs, each, urls);
    const { QueueUrl = "" } = await sqs.send(
      new CreateQueueCommand({ QueueName: `${prefix}${each.name}`, Attributes }),
    );
    removals.push(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
    urls.set(each.name, QueueUrl);
  }
  return urls;
}

async function attributesOf(sqs: SQSClient, wanted: QueueWanted, urls: ReadonlyMap<string, string>) {
  const plain = Object.entries(wanted.attributes).map(([name, value]) => [name, String(value)]);
  if (wanted.maxReceiveCount === undefined) return Object.fromEntries(plain);
  const deadLetterTargetArn = await arnOf(sqs, urls.get(deadLettersOf(wanted.name)));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: wanted.maxReceiveCount });
  return { ...Object.fromEntries(plain), RedrivePolicy };
}

async function arnOf(sqs: SQSClient, QueueUrl: string | undefined): Promise<string> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  const arn = Attributes?.["QueueArn"];
  if (arn === undefined) throw new Error(`the queue ${QueueUrl} tells no ARN`);
  return arn;
}

async function createBus({ events, sqs }: ServiceClients, name: string, QueueUrl: string, removals: Removals) {
  const ofRule = { EventBusName: name, Rule: name };
  await events.send(new CreateEventBusCommand({ Name: name }));
  removals.push(() => events.send(new DeleteEventBusCommand({ Name: name })));
  const EventPattern = JSON.stringify({ "detail-type": [{ prefix: "told." }] });
  const { RuleArn } = await events.send(new PutRuleCommand({ EventBusName: name, Name: name, EventPattern }));
  removals.push(() => events.send(new DeleteRuleCommand({ EventBusName: name, Name: name })));
  const Arn = await arnOf(sqs, QueueUrl);
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: Arn,
        Condition: { ArnEquals: { "aws:SourceArn": RuleArn } },
      },
    ],
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await events.send(new PutTargetsCommand({ ...ofRule, Targets: [{ Id: "queue", Arn }] }));
  removals.push(() => events.send(new RemoveTargetsCommand({ ...ofRule, Ids: ["queue"] })));
}
