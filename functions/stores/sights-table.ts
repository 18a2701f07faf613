import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Sight, SightStore } from "#functions/desk/sight.ts";
import { textOf } from "./read-items.ts";

/** Who may see what for how long, in DynamoDB: an item a member of staff, case and kind. What is over may go by itself. */
export function sightsTable(client: DynamoDBClient, table: string): SightStore {
  const keyOf = ({ staff, notice, kind }: Pick<Sight, "staff" | "notice" | "kind">) => ({
    staff: { S: staff },
    sight: { S: `${notice}#${kind}` },
  });
  return {
    async keep(sight) {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            ...keyOf(sight),
            until: { S: sight.until.toISOString() },
            removeAt: { N: String(Math.ceil(sight.until.getTime() / 1000)) },
          },
        }),
      );
    },
    async until(of, now) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(of), ConsistentRead: true }),
      );
      // DynamoDB removes what is over when it gets round to it.
      const until = Item && new Date(textOf(Item, "until"));
      return until && until > now ? until : undefined;
    },
  };
}
