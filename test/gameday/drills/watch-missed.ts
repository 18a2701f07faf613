import * as z from "zod/mini";
import type { Drill } from "../drill.ts";

const Told = z.object({ RuleNames: z.array(z.string()) });

/** Somebody switched off the rule that runs watch, and did not switch it on again. */
export const watchMissed: Drill = {
  runbook: "watch-missed",
  what: { zh: "有人停用了守望的规则", en: "somebody has switched off the rule that runs watch" },
  alarms: ["watch-missed"],
  async fail(scene) {
    const told = await scene.call("AWSEvents.ListRuleNamesByTarget", {
      TargetArn: "arn:aws:lambda:us-east-1:000000000000:function:watch",
    });
    for (const Name of Told.parse(told).RuleNames) await scene.call("AWSEvents.DisableRule", { Name });
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    const seen = await scene.follow("rule");
    if (!seen.includes("DISABLED")) throw new Error(`the rule looks well: ${seen}`);
    await scene.follow("log");
    await scene.follow("run");
    await scene.follow("switch-on");
  },
};
