import type { Drill } from "../drill.ts";

/** The rule of the bus was off for an hour: what sources sent is in the archive alone. */
export const replayFromTheArchive: Drill = {
  runbook: "replay-from-the-archive",
  what: {
    zh: "总线规则停用了一小时，其间的事件只在归档里",
    en: "the bus's rule was off for an hour: what came meanwhile is in the archive alone",
  },
  alarms: [],
  async fail(scene) {
    const rule = await scene.follow("rule");
    scene.notes.set("rule", rule.trim().split("\n")[0] ?? "");
    await scene.call("AWSEvents.DisableRule", {
      Name: scene.notes.get("rule"),
      EventBusName: "household-events",
    });
    await scene.push(scene.county.meanwhile);
    await scene.system.pass(60);
    await scene.call("AWSEvents.EnableRule", { Name: scene.notes.get("rule"), EventBusName: "household-events" });
  },
  async recover(scene) {
    await scene.follow("standard");
    // All that the archive has, though only the last hour was lost: what was known already changes nothing.
    await scene.follow("replay", {
      name: "everything",
      from: "2022-07-04T00:00:00Z",
      until: scene.system.now().toISOString(),
    });
    await scene.system.settle();
    const state = await scene.follow("state", { name: "everything" });
    if (!state.includes("COMPLETED")) throw new Error(`the replay is ${state.trim()}`);
    await scene.follow("log");
  },
};
