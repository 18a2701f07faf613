import { rmSync } from "node:fs";
import type { Drill } from "../drill.ts";

const vault = "policies-find-people";
const role = "arn:aws:iam::000000000000:role/backup";

/** All that was in the region is gone but the backups that were copied out of it. */
export const regionLoss: Drill = {
  runbook: "region-loss",
  what: {
    zh: "每日备份之后又有变更，然后整个区域消失，只剩复制到别处的备份",
    en: "some hours after the daily backup the region is gone, but for the backups copied out of it",
  },
  unproven: "the daily plan of AWS Backup and its copying to another region: the drill takes the backup itself",
  alarms: [],
  async fail(scene) {
    const tables = ["standards", "cases", "sweeps", "contacts", "audit", "sights", "roster", "previews"];
    for (const table of [...tables, "persons", "households"]) {
      const ResourceArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${table}`;
      const body = JSON.stringify({ BackupVaultName: vault, ResourceArn, IamRoleArn: role });
      const reply = await fetch(`${scene.system.endpoint}/backup-jobs`, { method: "PUT", body });
      if (!reply.ok) throw new Error(`the backup of ${table} failed: ${await reply.text()}`);
    }
    const half = scene.half(scene.county.meanwhile);
    scene.notes.set("first", half.first).set("second", half.second);
    await scene.system.pass(60);
    await scene.push(half.first);
    await scene.system.settle();
    await scene.system.kill();
    rmSync(scene.file("data"), { recursive: true });
    scene.deploysTo = scene.file("data-of-the-other-region");
  },
  async recover(scene) {
    await scene.follow("deploy", { stage: "local" });
    await scene.follow("restore", { vault, role });
    await scene.follow("write-back");
    await scene.follow("standard", { version: "zhejiang@2022.7" });
    for (const file of ["first", "second"]) await scene.push(scene.notes.get(file) ?? "");
    await scene.system.settle();
    await scene.follow("clean-up");
  },
};
