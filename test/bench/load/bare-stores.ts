import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

export interface StoreClients {
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly urlOf: (queue: string) => string;
}

const atOnce = 16;
// As large as a household's item.
const state = new Uint8Array(360);

/**
 * What the embedded stores can do by themselves: so many a second of one strongly consistent read, one write and one
 * tenth of a batch sent, received and deleted, sixteen under way at once.
 */
export async function bareStores({ dynamoDb, sqs, urlOf }: StoreClients, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async (_, worker) => {
      for (let count = 0; performance.now() < end; count += 1) {
        const key = { person: { S: `p-bare-${worker}-${count % 50}` } };
        await dynamoDb.send(new GetItemCommand({ TableName: "persons", Key: key, ConsistentRead: true }));
        await dynamoDb.send(new PutItemCommand({ TableName: "persons", Item: { ...key, state: { B: state } } }));
        if (count % 10 === 0) await tenMessages(sqs, urlOf("sweeps-dead-letters"));
        done += 1;
      }
    }),
  );
  return done / seconds;
}

async function tenMessages(sqs: SQSClient, QueueUrl: string): Promise<void> {
  const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: String(index), MessageBody: "{}" }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  if (Messages.length === 0) return;
  const taken = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: taken }));
}
