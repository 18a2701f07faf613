import { writeFileSync } from "node:fs";
import { linesOf } from "../county.ts";
import type { Drill } from "../drill.ts";
import { assemblyWithCode } from "../faulty-assembly.ts";

/** Too slow for what comes: as where the account's concurrency is used up by others. */
const slowly = `
export const handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, 700));
  return real(event);
};`;
const repetitions = 30;

/** A source reports all that it knows thirty times over, while evaluate is short of room. */
export const sourceFlood: Drill = {
  runbook: "source-flood",
  what: {
    zh: "来源把全部数据重报三十遍，而 evaluate 处理不过来",
    en: "sources report all they know thirty times over, while evaluate is short of room",
  },
  unproven: "how fast an account drains: `npm run cost` reckons it, from measured calls",
  alarms: ["changes-not-read"],
  async fail(scene) {
    await scene.system.deploy(assemblyWithCode(scene.assembly, scene.file("slow"), "evaluate", slowly));
    const [known = ""] = scene.county.known;
    const lines = linesOf(known);
    const flood = scene.file("flood.ndjson");
    writeFileSync(flood, Array.from({ length: repetitions }, () => lines.map((line) => `${line}\n`).join("")).join(""));
    await scene.putOneByOne(flood);
    await scene.push(scene.county.meanwhile);
    // The clock runs on while the flood is worked on: four minutes for each second of this machine's.
    for (let minute = 0; minute < 240 && !(await scene.look(["changes-not-read"])); minute += 1) {
      await scene.system.rush(1, 250);
    }
  },
  async recover(scene) {
    await scene.follow("who");
    await scene.follow("pause");
    await scene.follow("deploy", { stage: "local" });
    await scene.system.settle();
    await scene.follow("resume");
  },
};
