import type { Drill } from "../drill.ts";

/** A county's own system has stopped reading its queue. */
export const queueNotRead: Drill = {
  runbook: "queue-not-read",
  what: { zh: "西湖区的系统不再读取它的队列", en: "a county's own system reads its queue no more" },
  alarms: ["outreach-330106-not-read"],
  step: 120,
  within: 4 * 24 * 60,
  async fail(scene) {
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    await scene.follow("age");
    await scene.follow("read", { county: "330106" });
    await scene.follow("sweeps");
    await scene.follow("quarantine");
  },
};
