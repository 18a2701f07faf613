import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { Preview } from "#events/desk-api/previews.ts";
import { type Item, textOf } from "./read-items.ts";

/** A preview that an officer asked for, as the table holds it. */
export interface AskedPreview {
  /** The area under which it was asked for. */
  readonly area: string;
  readonly preview: Preview;
  /** The text that the table holds of it, by which it is known to be as it was read. */
  readonly told: string;
}

/** The previews that wait to be worked out, the first asked first. The table holds few: it is read whole. */
export async function waitingPreviews(client: DynamoDBClient, table: string): Promise<AskedPreview[]> {
  const asked: AskedPreview[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: table, ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    for (const item of Items) {
      const told = textOf(item, "told");
      const preview = Preview.parse(JSON.parse(told));
      if (preview.state === "waiting") asked.push({ area: textOf(item, "area"), preview, told });
    }
    start = LastEvaluatedKey;
  } while (start);
  return asked.sort((a, b) => (a.preview.asked < b.preview.asked ? -1 : 1));
}

/** Says how far a preview is. Returns undefined where it is not as it was read any more: somebody else works on it. */
export async function tellPreview(
  client: DynamoDBClient,
  table: string,
  { area, told: known }: AskedPreview,
  preview: Preview,
): Promise<AskedPreview | undefined> {
  const told = JSON.stringify(preview);
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { area: { S: area }, preview: { S: preview.preview }, told: { S: told } },
        ConditionExpression: "told = :known",
        ExpressionAttributeValues: { ":known": { S: known } },
      }),
    );
    return { area, preview, told };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
