import type { Drill } from "../drill.ts";
import { changedAssembly } from "../faulty-assembly.ts";

/** Evaluate lost its grant to send to the outreach queues: households are judged and stored, and nobody is told. */
export const stuckOutbox: Drill = {
  runbook: "stuck-outbox",
  what: {
    zh: "evaluate 失去了向告知队列发送的权限",
    en: "evaluate has lost its grant to send to the outreach queues",
  },
  alarms: ["outbox-stuck"],
  within: 360,
  async fail(scene) {
    const faulty = changedAssembly(scene.assembly, scene.file("faulty"), ({ Type, Properties }, logicalId) => {
      if (Type !== "AWS::IAM::Policy" || !logicalId.startsWith("EvaluateRole")) return;
      const document: { Statement: { Action: unknown }[] } = Object(Properties?.["PolicyDocument"]);
      document.Statement = document.Statement.filter(({ Action }) => Action !== "sqs:SendMessage");
    });
    await scene.system.deploy(faulty);
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    await scene.follow("log");
    await scene.follow("deploy", { stage: "local" });
    await scene.follow("redrive");
  },
};
