import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

/** Tries after which a webhook's message is set aside: on AWS it takes three days. */
export const tries = 2;

/** A copy of the synthesised app whose office system is on another port, and is given up soon. */
export function officeAssembly(to: string, port: number): string {
  cpSync(fileURLToPath(new URL("../../../cdk.out", import.meta.url)), to, { recursive: true });
  for (const file of readdirSync(to).filter((name) => name.endsWith(".template.json"))) {
    const path = join(to, file);
    const text = readFileSync(path, "utf8").replaceAll("127.0.0.1:8090", `127.0.0.1:${port}`);
    const template = Template.parse(JSON.parse(text));
    for (const { Properties = {} } of Object.values(template.Resources)) {
      if (/^outreach-webhook-[a-z]+$/.test(String(Properties["QueueName"]))) {
        Properties["RedrivePolicy"] = { ...Object(Properties["RedrivePolicy"]), maxReceiveCount: tries };
      }
      const { Variables } = Object(Properties["Environment"]);
      if (Properties["FunctionName"] === "forward") {
        Properties["Environment"] = { Variables: { ...Variables, FIRST_REST_SECONDS: "1" } };
      }
    }
    writeFileSync(path, JSON.stringify(template));
  }
  return to;
}
