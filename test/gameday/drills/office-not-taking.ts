import type { Drill } from "../drill.ts";

/** An office system answers 503 for hours. */
export const officeNotTaking: Drill = {
  runbook: "office-not-taking",
  what: { zh: "海盐县的办公系统数小时只回答 503", en: "an office system answers 503 for hours" },
  alarms: ["webhook-haiyan-not-taking"],
  step: 10,
  within: 360,
  async fail(scene) {
    scene.office.answer(503);
    await scene.push(scene.county.offices);
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    await scene.follow("log");
    scene.office.answer(204);
    await scene.follow("redrive", { name: "haiyan" });
    await scene.follow("secret", { name: "haiyan" });
  },
  async check(scene) {
    const got = new Set(scene.office.posted.map(({ body }) => noticeIn(body)));
    const theirs = [...(await scene.cases()).values()].filter(
      ({ area, role, noticeStatus }) =>
        area.startsWith("330424") &&
        noticeStatus === "open" &&
        ["assistance-worker", "elder-care-worker", "disability-worker"].includes(role),
    );
    if (theirs.length === 0) return ["the office has no family: the drill shows nothing"];
    return theirs.filter((each) => !got.has(each.case)).map((each) => `${each.case} never reached its office`);
  },
};

function noticeIn(body: string): unknown {
  return Reflect.get(Object(JSON.parse(body)), "notice");
}
