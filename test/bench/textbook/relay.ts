// The textbook's second function: polls the outbox, sends each of its rows on, and deletes it.
import { DeleteItemCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { variable } from "./rows.ts";

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});
const TableName = variable("OUTBOX_TABLE");
const QueueUrl = variable("OUTREACH_QUEUE_URL");

/** Resolves with how many rows there were. */
export async function handler(): Promise<{ readonly sent: number }> {
  const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName, Limit: 100 }));
  for (const { id, message } of Items) {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: message?.S ?? "" }));
    await dynamoDb.send(new DeleteItemCommand({ TableName, Key: { id: id ?? { S: "" } } }));
  }
  return { sent: Items.length };
}
