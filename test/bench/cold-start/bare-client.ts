// A function that makes a client and reads one item: the least that any function with the SDK does.
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamoDbClient } from "#stores/aws-clients.ts";

const client = dynamoDbClient();

export async function handler(): Promise<object> {
  const Key = { standard: { S: "zhejiang" }, part: { S: "in-force" } };
  await client.send(new GetItemCommand({ TableName: "standards", Key, ConsistentRead: true }));
  return { batchItemFailures: [] };
}
