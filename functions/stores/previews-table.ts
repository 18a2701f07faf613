import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { Preview } from "#events/desk-api/previews.ts";
import type { PreviewDesk } from "#functions/desk/preview-desk.ts";
import { type Item, textOf } from "./read-items.ts";

/** An officer looks at the latest ones. */
const mostListed = 50;

/** Previews in DynamoDB: a partition for each area under which they are asked for; ids begin with the day. */
export function previewsTable(client: DynamoDBClient, table: string): PreviewDesk {
  return {
    async ask(area, preview) {
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: { area: { S: area }, preview: { S: preview.preview }, told: { S: JSON.stringify(preview) } },
            ConditionExpression: "attribute_not_exists(preview)",
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async of(area) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "area = :area",
          ExpressionAttributeValues: { ":area": { S: area } },
          ScanIndexForward: false,
          Limit: mostListed,
        }),
      );
      return Items.map(previewOf);
    },
    async read(area, preview) {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: { area: { S: area }, preview: { S: preview } },
          ConsistentRead: true,
        }),
      );
      return Item && previewOf(Item);
    },
  };
}

function previewOf(item: Item): Preview {
  return Preview.parse(JSON.parse(textOf(item, "told")));
}
