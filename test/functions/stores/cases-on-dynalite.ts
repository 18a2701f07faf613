import { CreateTableCommand, type KeySchemaElement } from "@aws-sdk/client-dynamodb";
import { caseIndexes, unreportedIndex } from "#infra/data-stack.ts";
import { type Dynalite, startDynalite } from "../../fakes/dynalite.ts";

/** A table of cases as the template declares it, in a DynamoDB of its own in memory. */
export async function casesOnDynalite(): Promise<Dynalite & { table: string }> {
  const stored = await startDynalite({});
  const { client } = stored;
  const keys = [
    "case",
    "part",
    "reportShard",
    "reportSince",
    ...caseIndexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
  ];
  await client.send(
    new CreateTableCommand({
      TableName: "cases",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: keysOf("case", "part"),
      GlobalSecondaryIndexes: [
        ...caseIndexes.map(({ indexName, partitionKey, sortKey }) => ({
          IndexName: indexName,
          KeySchema: keysOf(partitionKey, sortKey),
          Projection: { ProjectionType: "INCLUDE" as const, NonKeyAttributes: ["row"] },
        })),
        {
          IndexName: unreportedIndex,
          KeySchema: keysOf("reportShard", "reportSince"),
          Projection: { ProjectionType: "KEYS_ONLY" as const },
        },
      ],
    }),
  );
  return { ...stored, table: "cases" };
}

function keysOf(partitionKey: string, sortKey: string): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey, KeyType: "HASH" },
    { AttributeName: sortKey, KeyType: "RANGE" },
  ];
}
