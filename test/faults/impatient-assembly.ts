import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

/** Long enough for a batch on a busy machine; the template's own six minutes would make fifty kills take all day. */
const visibilitySeconds = 10;
/** A system that is killed fifty times must not give a message up after five receipts. */
const receipts = 1000;

/** A copy of the synthesised assembly whose queues hand a message out again soon, and never give it up. */
export function impatientAssembly(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  for (const file of readdirSync(to).filter((name) => name.endsWith(".template.json"))) {
    const path = join(to, file);
    const template = Template.parse(JSON.parse(readFileSync(path, "utf8")));
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type !== "AWS::SQS::Queue" || !Properties || !("RedrivePolicy" in Properties)) continue;
      Properties["VisibilityTimeout"] = visibilitySeconds;
      Properties["RedrivePolicy"] = { ...Object(Properties["RedrivePolicy"]), maxReceiveCount: receipts };
    }
    writeFileSync(path, JSON.stringify(template));
  }
  return to;
}
