import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { arnOf, type Resources, writeAssembly } from "#test/local/assembly-under-test.ts";
import { createResources } from "./created-resources.ts";
import { address, clientsOf, destroy, isEmbedded, type ServiceClients } from "./endpoint-settings.ts";
import { allQueues, deadLettersOf, type Wanted } from "./resources.ts";

/** An endpoint with what the tests of one file need, under names that no one else uses. */
export interface EndpointUnderTest extends ServiceClients {
  /** The name at the endpoint of a table, queue or bus. */
  nameOf(name: string): string;
  /** Throws an Error for a queue that nobody wanted. */
  queueUrl(name: string): string;
  /** Removes what was made. */
  close(): Promise<void>;
}

export function endpointWith(wanted: Wanted): Promise<EndpointUnderTest> {
  return isEmbedded ? embedded(wanted) : elsewhere(wanted);
}

async function embedded(wanted: Wanted): Promise<EndpointUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "compatibility-"));
  const assembly = writeAssembly(join(folder, "assembly"), { stack: { Resources: templateOf(wanted) } });
  const aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  const clients = clientsOf(aws.endpoint);
  return {
    ...clients,
    nameOf: (name) => name,
    queueUrl: (name) => `${aws.endpoint}/${aws.accountId}/${name}`,
    async close() {
      destroy(clients);
      await aws.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function elsewhere(wanted: Wanted): Promise<EndpointUnderTest> {
  const prefix = `pfp-compatibility-${process.pid}-${Date.now().toString(36)}-`;
  const clients = clientsOf(address);
  const created = await createResources(clients, wanted, prefix);
  return {
    ...clients,
    nameOf: (name) => `${prefix}${name}`,
    queueUrl(name) {
      const url = created.queueUrls.get(name);
      if (url === undefined) throw new Error(`no test wanted a queue ${name}`);
      return url;
    },
    async close() {
      await created.remove();
      destroy(clients);
    },
  };
}

function templateOf(wanted: Wanted): Resources {
  const resources: Resources = {};
  const idOf = (name: string) => name.replaceAll("-", "");
  for (const each of wanted.tables) {
    const Properties = { ...each, BillingMode: "PAY_PER_REQUEST" };
    resources[`Table${idOf(each.TableName ?? "")}`] = { Type: "AWS::DynamoDB::Table", Properties };
  }
  for (const { name, attributes, maxReceiveCount } of allQueues(wanted)) {
    const deadLetterTargetArn = arnOf(`Queue${idOf(deadLettersOf(name))}`);
    const redrive = maxReceiveCount === undefined ? {} : { RedrivePolicy: { deadLetterTargetArn, maxReceiveCount } };
    const Properties = { QueueName: name, ...attributes, ...redrive };
    resources[`Queue${idOf(name)}`] = { Type: "AWS::SQS::Queue", Properties };
  }
  for (const { name, queue } of wanted.buses) {
    resources[`Bus${idOf(name)}`] = { Type: "AWS::Events::EventBus", Properties: { Name: name } };
    resources[`Rule${idOf(name)}`] = {
      Type: "AWS::Events::Rule",
      Properties: {
        EventBusName: { Ref: `Bus${idOf(name)}` },
        EventPattern: { "detail-type": [{ prefix: "told." }] },
        Targets: [{ Id: "queue", Arn: arnOf(`Queue${idOf(queue)}`) }],
      },
    };
  }
  return resources;
}
