import type { Drill } from "../drill.ts";

/** Nobody claims what was found, and the days by which visits are due go by. */
export const overdueCases: Drill = {
  runbook: "overdue-cases",
  what: { zh: "两周无人认领，走访逐日逾期", en: "for two weeks nobody claims a case, and visits become overdue" },
  unproven: "that supervisors reassign: it is done at the desk; the drill closes nothing and has the worker claim",
  alarms: ["overdue-cases-above-limit"],
  step: 6 * 60,
  within: 40 * 24 * 60,
  wellWithin: 4 * 24 * 60,
  async fail(scene) {
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    const counted = await scene.follow("count");
    if (!/[1-9]/.test(counted)) throw new Error(`nothing is counted: ${counted}`);
    await scene.follow("remind", { county: "330106" });
    await scene.claimAll();
  },
};
