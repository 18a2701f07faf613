import { type DynamoDBClient, PutItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { townOf } from "#events/identifiers.ts";
import type { RosteredWorker, WorkerRoster } from "#functions/desk/worker-roster.ts";
import { type Item, textOf } from "./read-items.ts";

/** Who works where, in DynamoDB: a partition a town, an item a post. */
export function rosterTable(client: DynamoDBClient, table: string): WorkerRoster {
  return {
    async note({ staff, area, roles, lastSeen }) {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            town: { S: townOf(area) },
            post: { S: `${area}#${staff}#${roles.join()}` },
            staff: { S: staff },
            area: { S: area },
            roles: { S: roles.join() },
            lastSeen: { S: lastSeen.toISOString() },
          },
        }),
      );
    },
    async inTown(town) {
      const workers: RosteredWorker[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: "town = :town",
          ExpressionAttributeValues: { ":town": { S: town } },
        },
      );
      for await (const { Items = [] } of pages) workers.push(...Items.map(workerOf));
      return workers;
    },
  };
}

function workerOf(item: Item): RosteredWorker {
  return {
    staff: textOf(item, "staff"),
    area: textOf(item, "area"),
    roles: textOf(item, "roles").split(","),
    lastSeen: new Date(textOf(item, "lastSeen")),
  };
}
