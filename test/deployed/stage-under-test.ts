import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { loadPack } from "#cli/load-pack.ts";
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { publishStandard, readInForce } from "#stores/standards-table.ts";
import { address, clientsOf, destroy, isEmbedded, type ServiceClients } from "#test/compatibility/endpoint-settings.ts";

/** The whole app as it was deployed, at whichever endpoint: the embedded AWS on the synthesised templates without one. */
export interface StageUnderTest extends ServiceClients {
  queueUrl(name: string): Promise<string>;
  close(): Promise<void>;
}

export async function stageUnderTest(): Promise<StageUnderTest> {
  if (!isEmbedded) {
    const clients = clientsOf(address);
    await demandStandard(clients.dynamoDb);
    return stageOf(clients, async () => destroy(clients));
  }
  const root = new URL("../../", import.meta.url);
  const data = mkdtempSync(join(tmpdir(), "deployed-"));
  const aws = await startEmbeddedAws({ assembly: fileURLToPath(new URL("cdk.out", root)), data, port: 0 });
  const clients = clientsOf(aws.endpoint);
  await publishStandard(
    clients.dynamoDb,
    "standards",
    await loadPack(fileURLToPath(new URL("standards/zhejiang", root))),
  );
  return stageOf(clients, async () => {
    destroy(clients);
    await aws.stop();
    rmSync(data, { recursive: true });
  });
}

function stageOf(clients: ServiceClients, close: () => Promise<void>): StageUnderTest {
  const urls = new Map<string, string>();
  return {
    ...clients,
    async queueUrl(name) {
      const known = urls.get(name);
      if (known !== undefined) return known;
      const { QueueUrl = "" } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName: name }));
      urls.set(name, QueueUrl);
      return QueueUrl;
    },
    close,
  };
}

/** A stage of somebody else's is not published to: which standard is in force there is theirs to say. */
async function demandStandard(client: DynamoDBClient): Promise<void> {
  if (await readInForce(client, "standards", "zhejiang")) return;
  throw new Error("the stage has no standard in force; publish one first: npx pfp publish standards/zhejiang");
}
