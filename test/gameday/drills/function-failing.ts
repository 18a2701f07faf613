import type { Drill } from "../drill.ts";
import { changedAssembly } from "../faulty-assembly.ts";

/** A release goes out in which a function lacks a variable: it fails when it is loaded. */
export const functionFailing: Drill = {
  runbook: "function-failing",
  what: {
    zh: "一次部署让 evaluate 少了一个环境变量，一载入就出错",
    en: "a release goes out in which evaluate lacks a variable, and fails as it loads",
  },
  alarms: ["evaluate-failing"],
  step: 1,
  async fail(scene) {
    const faulty = changedAssembly(scene.assembly, scene.file("faulty"), ({ Type, Properties }) => {
      if (Type !== "AWS::Lambda::Function" || Properties?.["FunctionName"] !== "evaluate") return;
      const variables: unknown = Reflect.get(Object(Properties["Environment"]), "Variables");
      Reflect.deleteProperty(Object(variables), "HOUSEHOLDS_TABLE");
    });
    await scene.system.deploy(faulty);
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    await scene.follow("log", { function: "evaluate" });
    await scene.follow("roll-back", { stage: "local" });
    await scene.follow("redrive", { queue: "changes" });
  },
};
