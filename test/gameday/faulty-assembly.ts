import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { readAssembly } from "#local/template/assembly.ts";
import { planDeployment } from "#local/template/plan.ts";

const Resource = z.looseObject({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) });
type Resource = z.infer<typeof Resource>;
const Template = z.looseObject({ Resources: z.record(z.string(), Resource) });

/** A copy of an assembly whose resources somebody changed. */
export function changedAssembly(
  from: string,
  to: string,
  change: (resource: Resource, logicalId: string) => void,
): string {
  cpSync(from, to, { recursive: true });
  for (const file of readdirSync(to).filter((name) => name.endsWith(".template.json"))) {
    const path = join(to, file);
    const template = Template.parse(JSON.parse(readFileSync(path, "utf8")));
    for (const [logicalId, resource] of Object.entries(template.Resources)) change(resource, logicalId);
    writeFileSync(path, JSON.stringify(template));
  }
  return to;
}

/**
 * A copy of an assembly in which a function's code has another in front of it.
 *
 * @param code an ES module that exports `handler`, and finds the real one as `real`.
 */
export function assemblyWithCode(from: string, to: string, functionName: string, code: string): string {
  cpSync(from, to, { recursive: true });
  const { functions } = planDeployment(readAssembly(to), "http://127.0.0.1");
  const found = functions.find(({ name }) => name === functionName);
  if (!found) throw new Error(`the assembly has no function ${functionName}`);
  const bundle = readdirSync(found.code).find((file) => /^index\.[cm]?js$/.test(file));
  if (bundle === undefined) throw new Error(`the code of ${functionName} has no index`);
  const behind = bundle.replace("index", "real");
  renameSync(join(found.code, bundle), join(found.code, behind));
  const real = `import * as bundle from "./${behind}";\nconst real = bundle.handler ?? bundle.default.handler;\n`;
  writeFileSync(join(found.code, "index.mjs"), `${real}${code}`);
  return to;
}
