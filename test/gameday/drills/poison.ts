import * as z from "zod/mini";
import { linesOf } from "../county.ts";
import type { Drill } from "../drill.ts";
import { assemblyWithCode } from "../faulty-assembly.ts";
import { wrongPack } from "../wrong-pack.ts";

/** The release's mistake: whatever tells of this household fails, message by message, and its neighbours are done. */
const failsFor = (household: string) => `
export const handler = async ({ Records }) => {
  const failing = Records.filter(({ body }) => body.includes(${JSON.stringify(household)}));
  const others = Records.filter((record) => !failing.includes(record));
  const { batchItemFailures } = others.length > 0 ? await real({ Records: others }) : { batchItemFailures: [] };
  return { batchItemFailures: [...batchItemFailures, ...failing.map(({ messageId }) => ({ itemIdentifier: messageId }))] };
};`;

const Listed = z.object({ household: z.string() });

/** A release fails for some families, and a standard with a wrong dictionary sets a source's changes aside. */
export const poison: Drill = {
  runbook: "poison",
  what: {
    zh: "一次部署使某些家庭的变更反复失败；同时误发的字典让人社的变更被隔离",
    en: "a release fails for some families, and a wrong dictionary sets aside what human-resources sends",
  },
  alarms: ["changes-dead-letters-not-empty", "human-resources-quarantined"],
  step: 2,
  async fail(scene) {
    const [, household = ""] = /"household":"(h-[^"]*)","asOf"/.exec(linesOf(scene.county.meanwhile).join("")) ?? [];
    const code = failsFor(Listed.parse({ household }).household);
    await scene.system.deploy(assemblyWithCode(scene.assembly, scene.file("faulty"), "evaluate", code));
    const pack = wrongPack(scene.file("pack"), "2022.7-dictionary", [
      {
        file: "pack.yaml",
        instead: "owns: [person.employment, person.monthlyIncome, person.workInjuryNursing]",
        found: "owns: [person.workInjuryNursing]",
      },
      {
        file: "pack.yaml",
        instead: "    owns:\n      - household.otherMonthlyIncome",
        found:
          "    owns:\n      - person.employment\n      - person.monthlyIncome\n      - household.otherMonthlyIncome",
      },
    ]);
    await scene.pfp("publish", pack, "--yes");
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    const source = "human-resources";
    const listed = await scene.follow("list", { source });
    const [, id = ""] = /\b([0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{6,8})\b/.exec(listed) ?? [];
    await scene.follow("show", { id });
    await scene.follow("publish", { version: "zhejiang@2022.7" });
    await scene.system.settle();
    await scene.follow("retry", { source });
    await scene.follow("log");
    await scene.follow("deploy", { stage: "local" });
    await scene.follow("redrive", { queue: "changes" });
  },
};
