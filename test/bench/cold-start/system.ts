import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import * as z from "zod/mini";
import { loadPack } from "#cli/load-pack.ts";
import { region } from "#local/account.ts";
import { runCommand } from "#local/run-command.ts";
import { readAssembly } from "#local/template/assembly.ts";
import { planDeployment } from "#local/template/plan.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { firstReports, putChanges } from "../load/changes.ts";

/** A function of the template, as Lambda would load it. */
export interface DeployedFunction {
  /** Address of the bundle's module. */
  readonly module: string;
  readonly exportName: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The template on an embedded AWS, a process of its own, with a standard published and families on file. */
export interface System {
  readonly evaluate: DeployedFunction;
  stop(): Promise<void>;
}

const Status = z.object({ queues: z.record(z.string(), z.object({ visible: z.number(), inFlight: z.number() })) });

export async function startSystem(folder: string, families: number): Promise<System> {
  const assembly = join(folder, "cdk");
  await runCommand({
    args: ["infra/app.ts"],
    environment: { CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"stage":"local"}' },
  });
  const script = join(import.meta.dirname, "../../local/one-embedded-aws.ts");
  const child = spawn(process.execPath, [script, assembly, join(folder, "data")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    const exited = once(child, "exit");
    child.kill();
    await exited;
  };
  try {
    const [printed] = await once(child.stdout, "data");
    const endpoint = String(printed).trim();
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const options = { endpoint, region, credentials };
    await publishStandard(new DynamoDBClient(options), "standards", await loadPack("standards/zhejiang"));
    await putChanges(new EventBridgeClient(options), firstReports({ steady: families, soonInNeed: 0 }), 1);
    while ((await waiting(endpoint)) > 0) await pause(50);
    return { evaluate: deployed("evaluate", assembly, endpoint), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waiting(endpoint: string): Promise<number> {
  const { queues } = Status.parse(await (await fetch(endpoint)).json());
  return ["changes", "outreach"].reduce((sum, name) => {
    const { visible = 0, inFlight = 0 } = queues[name] ?? {};
    return sum + visible + inFlight;
  }, 0);
}

function deployed(name: string, assembly: string, endpoint: string): DeployedFunction {
  const { functions } = planDeployment(readAssembly(assembly), endpoint);
  const found = functions.find((each) => each.name === name);
  if (!found) throw new Error(`the template declares no function ${name}`);
  const [file = "", exportName = ""] = found.handler.split(".");
  return {
    module: pathToFileURL(join(found.code, `${file}.js`)).href,
    exportName,
    environment: {
      ...found.environment,
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_EC2_METADATA_DISABLED: "true",
      TZ: "UTC",
    },
  };
}
