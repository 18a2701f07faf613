import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { caseIndexes } from "#infra/data-stack.ts";

const dynalite: (options: { createTableMs: number }) => Server = createRequire(import.meta.url)("dynalite");

/** A table of cases as the template declares it, in a DynamoDB of its own in memory. */
export async function casesOnDynalite(): Promise<{ client: DynamoDBClient; table: string; close: () => void }> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    region: "cn-north-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
  });
  const keys = ["case", "part", ...caseIndexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])];
  await client.send(
    new CreateTableCommand({
      TableName: "cases",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: "case", KeyType: "HASH" },
        { AttributeName: "part", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: caseIndexes.map(({ indexName, partitionKey, sortKey }) => ({
        IndexName: indexName,
        KeySchema: [
          { AttributeName: partitionKey, KeyType: "HASH" },
          { AttributeName: sortKey, KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["row"] },
      })),
    }),
  );
  return {
    client,
    table: "cases",
    close: () => {
      client.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("dynalite listens on no port");
  return address.port;
}
