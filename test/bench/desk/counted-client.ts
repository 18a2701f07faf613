import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";

/** What a client asked of DynamoDB since it was last looked at. */
export interface Asked {
  readonly readUnits: number;
  readonly requests: number;
  /** Partitions queried, as `index partition`. */
  readonly partitions: readonly string[];
}

const Query = z.object({
  IndexName: z.string(),
  ExpressionAttributeValues: z.object({ ":partition": z.object({ S: z.string() }) }),
});
const Reply = z.object({ ConsumedCapacity: z.optional(z.object({ CapacityUnits: z.number() })) });

/** Counts what a client asks, by the units that DynamoDB tells itself. */
export function countingClient(client: DynamoDBClient): () => Asked {
  let readUnits = 0;
  let requests = 0;
  const partitions = new Set<string>();
  client.middlewareStack.add(
    (next) => async (args) => {
      const query = Query.safeParse(args.input);
      if (query.success) {
        partitions.add(`${query.data.IndexName} ${query.data.ExpressionAttributeValues[":partition"].S}`);
      }
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
      const told = Reply.safeParse(result.output);
      requests += 1;
      if (told.success) readUnits += told.data.ConsumedCapacity?.CapacityUnits ?? 0;
      return result;
    },
    { step: "initialize" },
  );
  return () => {
    const asked = { readUnits, requests, partitions: [...partitions] };
    readUnits = 0;
    requests = 0;
    partitions.clear();
    return asked;
  };
}
