import { type DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import { outboxShards } from "./households-table.ts";
import { textOf } from "./read-items.ts";

/** Households whose notices have waited to be sent since before an ISO instant, some at a time. */
export type OverdueOutboxes = (before: string) => AsyncIterable<readonly string[]>;

/** The index in which a household stands only while a notice of its waits to be sent. */
export const overdueOutboxIndex = "overdue-outbox";

/** Finds overdue outboxes in DynamoDB: one query a shard. */
export function overdueOutboxes(client: DynamoDBClient, table: string): OverdueOutboxes {
  return async function* (before) {
    for (let shard = 0; shard < outboxShards; shard += 1) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          IndexName: overdueOutboxIndex,
          KeyConditionExpression: "outboxShard = :shard AND outboxSince < :before",
          ExpressionAttributeValues: { ":shard": { S: String(shard) }, ":before": { S: before } },
        },
      );
      for await (const { Items = [] } of pages) yield Items.map((item) => textOf(item, "household"));
    }
  };
}
