import * as z from "zod/mini";
import type { Drill } from "../drill.ts";

const Told = z.object({ RuleNames: z.array(z.string()) });

/** Somebody switched off the rule that runs remind, and did not switch it on again. */
export const remindersMissed: Drill = {
  runbook: "reminders-missed",
  what: { zh: "有人停用了提醒的规则", en: "somebody has switched off the rule that runs remind" },
  alarms: ["reminders-missed"],
  warmUp: [12 * 60, 12 * 60],
  step: 120,
  within: 3 * 24 * 60,
  wellWithin: 2 * 24 * 60,
  async fail(scene) {
    const told = await scene.call("AWSEvents.ListRuleNamesByTarget", {
      TargetArn: "arn:aws:lambda:us-east-1:000000000000:function:remind",
    });
    for (const Name of Told.parse(told).RuleNames) await scene.call("AWSEvents.DisableRule", { Name });
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    const seen = await scene.follow("rule");
    if (!seen.includes("DISABLED")) throw new Error(`the rule looks well: ${seen}`);
    await scene.follow("log");
    const answer = await scene.follow("run");
    if (answer.includes("errorMessage")) throw new Error(`remind does not run: ${answer}`);
    await scene.follow("switch-on");
    await scene.follow("files", { county: "330106" });
  },
};
