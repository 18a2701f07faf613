import type { Server } from "node:http";
import { createRequire } from "node:module";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";

const dynalite: (options: { createTableMs: number }) => Server = createRequire(import.meta.url)("dynalite");

/** A DynamoDB of its own in memory. */
export interface Dynalite {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  close(): void;
}

/** Starts one with tables of these names, each with its one or two keys, which are texts. */
export async function startDynalite(tables: Readonly<Record<string, readonly string[]>>): Promise<Dynalite> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("dynalite listens on no port");
  const endpoint = `http://127.0.0.1:${address.port}`;
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const client = new DynamoDBClient({ endpoint, region: "cn-north-1", credentials });
  for (const [TableName, keys] of Object.entries(tables)) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        KeySchema: keys.map((AttributeName, place) => ({ AttributeName, KeyType: place === 0 ? "HASH" : "RANGE" })),
      }),
    );
  }
  return {
    client,
    endpoint,
    close() {
      client.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}
