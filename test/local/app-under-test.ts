import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as z from "zod/mini";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { stageNamed, synthesise } from "#test/infra/synthesised.ts";
import { writeAssembly } from "./assembly-under-test.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** The whole app as infra synthesises it, with its functions bundled, on an embedded AWS whose clock can be set. */
export interface AppUnderTest {
  /** Starts it at a moment (ISO instant), on what it kept when it was stopped. */
  startAt(moment: string): Promise<EmbeddedAws>;
  /** What its functions wrote to their logs, and what failed. */
  readonly lines: readonly string[];
  remove(): void;
}

const Template = z.looseObject({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });
const FunctionResource = z.looseObject({ Properties: z.looseObject({ FunctionName: z.string() }) });

/** Synthesises and bundles the app: some seconds. */
export async function appUnderTest(): Promise<AppUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "app-under-test-"));
  const lines: string[] = [];
  const functions = new Set<string>();
  const stacks: Record<string, z.infer<typeof Template>> = {};
  for (const [stack, text] of synthesise(stageNamed("local")).texts) {
    const template = Template.parse(JSON.parse(text));
    for (const resource of Object.values(template.Resources)) {
      if (resource.Type !== "AWS::Lambda::Function") continue;
      const { Properties } = FunctionResource.parse(resource);
      functions.add(Properties.FunctionName);
      Properties["Code"] = { S3Bucket: "assets", S3Key: `${Properties.FunctionName}.zip` };
      Properties["Handler"] = "index.handler";
      resource["Properties"] = Properties;
    }
    stacks[stack] = template;
  }
  const code = await Promise.all([...functions].map(async (name) => [name, await bundled(name, folder)] as const));
  const assembly = writeAssembly(join(folder, "assembly"), stacks, Object.fromEntries(code));
  return {
    lines,
    startAt: (moment) =>
      startEmbeddedAws({
        assembly,
        data: join(folder, "data"),
        port: 0,
        clockOffset: Date.parse(moment) - Date.now(),
        log: (line) => lines.push(line),
      }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function bundled(name: string, folder: string): Promise<string> {
  mkdirSync(join(folder, "bundles"), { recursive: true });
  const outfile = join(folder, "bundles", `${name}.mjs`);
  await build({
    entryPoints: [join(project, "functions", name, "handler.ts")],
    absWorkingDir: project,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    mainFields: ["module", "main"],
    alias: { "@aws-sdk/credential-provider-node": join(project, "functions/stores/credentials.ts") },
    outfile,
    logLevel: "error",
  });
  return readFileSync(outfile, "utf8");
}
