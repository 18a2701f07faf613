import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Counts the read units of all that a client reads from now on; the function tells how many so far. */
export function unitsRead(client: DynamoDBClient): () => number {
  let units = 0;
  client.middlewareStack.add(
    (next) => async (request) => {
      Reflect.set(Object(request.input), "ReturnConsumedCapacity", "TOTAL");
      const reply = await next(request);
      const consumed: unknown = Reflect.get(Object(reply.output), "ConsumedCapacity");
      for (const each of [consumed].flat()) units += Number(Reflect.get(Object(each), "CapacityUnits") ?? 0);
      return reply;
    },
    { step: "initialize", name: "unitsRead" },
  );
  return () => units;
}
