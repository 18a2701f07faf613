import type { Drill } from "../drill.ts";

/** Both keys are lost for a while: one switched off, the other about to be deleted. */
export const keyLoss: Drill = {
  runbook: "key-loss",
  what: {
    zh: "数据密钥被停用，消息密钥被安排删除",
    en: "the key of the tables is disabled, and that of the queues is about to be deleted",
  },
  unproven:
    "nothing is encrypted here: keys refuse at once and come back at once, where AWS takes minutes either way, archives a table whose key is gone for seven days, and a deleted key is gone",
  alarms: ["evaluate-failing", "events-not-kept"],
  step: 1,
  async fail(scene) {
    const half = scene.half(scene.county.meanwhile);
    await scene.call("TrentService.DisableKey", { KeyId: "alias/policies-find-people/data" });
    await scene.push(half.first);
    // Those messages meet the key of the tables, again and again; the next do not get as far as a queue.
    await scene.until("evaluate did not fail", 60, 1, () => scene.look(["evaluate-failing"]));
    await scene.call("TrentService.ScheduleKeyDeletion", {
      KeyId: "alias/policies-find-people/messages",
      PendingWindowInDays: 30,
    });
    await scene.push(half.second);
    scene.notes.set("from", new Date(scene.system.now().getTime() - 60 * 60_000).toISOString());
  },
  async recover(scene) {
    const data = "alias/policies-find-people/data";
    const messages = "alias/policies-find-people/messages";
    await scene.follow("state", { key: data });
    await scene.follow("enable", { key: data });
    await scene.follow("state", { key: messages });
    await scene.follow("cancel-deletion", { key: messages });
    await scene.system.settle();
    await scene.follow("replay", {
      name: "key-loss",
      from: scene.notes.get("from") ?? "",
      until: scene.system.now().toISOString(),
    });
    await scene.system.settle();
    await scene.follow("redrive", { queue: "changes" });
  },
};
