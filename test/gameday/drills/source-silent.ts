import { writeFileSync } from "node:fs";
import { linesOf } from "../county.ts";
import type { Drill } from "../drill.ts";

/** The population register sends nothing for days; the others go on. */
export const sourceSilent: Drill = {
  runbook: "source-silent",
  what: {
    zh: "人口系统连日没有事件，其他来源照常",
    en: "the population register sends nothing for days; the others go on",
  },
  alarms: ["population-silent"],
  step: 120,
  within: 4 * 24 * 60,
  wellWithin: 24 * 60,
  async fail(scene) {
    const lines = linesOf(scene.county.meanwhile);
    const isPopulation = (line: string) => line.includes('"Source":"population"');
    const [silent, others] = [scene.file("silent.ndjson"), scene.file("others.ndjson")];
    writeFileSync(
      silent,
      lines
        .filter(isPopulation)
        .map((line) => `${line}\n`)
        .join(""),
    );
    writeFileSync(
      others,
      lines
        .filter((line) => !isPopulation(line))
        .map((line) => `${line}\n`)
        .join(""),
    );
    await scene.push(others);
    scene.notes.set("silent", silent);
  },
  async recover(scene) {
    await scene.follow("ours");
    await scene.follow("set-aside", { source: "population" });
    await scene.push(scene.notes.get("silent") ?? "");
  },
};
