import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

/** The clients that a user of the endpoint has. */
export interface Clients {
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  readonly dynamoDb: DynamoDBClient;
  /** Puts events of type `told`, each with its detail. */
  tell(...details: readonly Record<string, unknown>[]): Promise<void>;
  /** Takes all messages there are; waits up to so many seconds for the first. */
  take(queue: string, seconds?: number): Promise<Message[]>;
  /** The ids of the items in the table `seen`, in order. */
  seen(): Promise<string[]>;
  close(): void;
}

export function clientsOf(endpoint: string): Clients {
  const options = {
    endpoint,
    region: "cn-north-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    maxAttempts: 1,
  };
  const events = new EventBridgeClient(options);
  const sqs = new SQSClient(options);
  const dynamoDb = new DynamoDBClient(options);
  return {
    events,
    sqs,
    dynamoDb,
    async tell(...details) {
      for (let start = 0; start < details.length; start += 10) {
        const entries = details.slice(start, start + 10).map((detail) => ({
          EventBusName: "events-under-test",
          Source: "test",
          DetailType: "told",
          Detail: JSON.stringify(detail),
        }));
        const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: entries }));
        if (FailedEntryCount !== 0) throw new Error(`${FailedEntryCount} entries were not taken`);
      }
    },
    async take(queue, seconds = 0) {
      const QueueUrl = `${endpoint}/000000000000/${queue}`;
      const taken: Message[] = [];
      for (let wait = seconds; ; wait = 0) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            WaitTimeSeconds: wait,
            MessageAttributeNames: ["All"],
            MessageSystemAttributeNames: ["All"],
          }),
        );
        if (Messages.length === 0) return taken;
        taken.push(...Messages);
        for (const { ReceiptHandle } of Messages) {
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
    async seen() {
      const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: "seen", ConsistentRead: true }));
      return Items.map(({ id }) => id?.S ?? "").sort();
    },
    close() {
      events.destroy();
      sqs.destroy();
      dynamoDb.destroy();
    },
  };
}
