import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, type KeySchemaElement } from "@aws-sdk/client-dynamodb";
import { caseIndexes, unreportedIndex } from "#infra/data-stack.ts";

const dynalite: (options: { createTableMs: number }) => Server = createRequire(import.meta.url)("dynalite");

/** A table of cases as the template declares it, in a DynamoDB of its own in memory. */
export async function casesOnDynalite(): Promise<{
  client: DynamoDBClient;
  table: string;
  endpoint: string;
  close: () => void;
}> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const endpoint = `http://127.0.0.1:${portOf(server)}`;
  const client = new DynamoDBClient({
    endpoint,
    region: "cn-north-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
  });
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
  return {
    client,
    table: "cases",
    endpoint,
    close: () => {
      client.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

function keysOf(partitionKey: string, sortKey: string): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey, KeyType: "HASH" },
    { AttributeName: sortKey, KeyType: "RANGE" },
  ];
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("dynalite listens on no port");
  return address.port;
}
