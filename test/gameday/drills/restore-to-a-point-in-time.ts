import { DeleteItemCommand, paginateScan, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Drill } from "../drill.ts";
import type { Scene } from "../scene.ts";

/** A release has written households that nobody can read, and somebody's script has deleted others. */
export const restoreToAPointInTime: Drill = {
  runbook: "restore-to-a-point-in-time",
  what: {
    zh: "一次部署写坏了三分之一家庭的记录，又误删了一些",
    en: "a third of the households was overwritten with what nobody can read, and some were deleted",
  },
  unproven: "how long AWS takes to restore a table: minutes to hours",
  alarms: ["changes-dead-letters-not-empty"],
  step: 2,
  async fail(scene) {
    const half = scene.half(scene.county.meanwhile);
    await scene.push(half.first);
    await scene.system.settle();
    await scene.system.pass(10);
    scene.notes.set("moment", scene.system.now().toISOString());
    await scene.system.pass(1);
    await spoil(scene);
    await scene.push(half.second);
  },
  async recover(scene) {
    const moment = scene.notes.get("moment") ?? "";
    await scene.follow("stop");
    await scene.follow("restore", { moment });
    await scene.follow("count");
    await scene.follow("write-back");
    await scene.follow("start");
    await scene.follow("replay", { moment, until: scene.system.now().toISOString(), name: "after-restore" });
    await scene.system.settle();
    await scene.follow("redrive");
    await scene.system.settle();
    await scene.follow("clean-up");
  },
};

async function spoil({ dynamoDb }: Scene): Promise<void> {
  let number = 0;
  for await (const { Items = [] } of paginateScan({ client: dynamoDb }, { TableName: "households" })) {
    for (const { household } of Items) {
      number += 1;
      if (household === undefined || number % 3 !== 0) continue;
      const Key = { household };
      if (number % 9 === 0) {
        await dynamoDb.send(new DeleteItemCommand({ TableName: "households", Key }));
        continue;
      }
      await dynamoDb.send(
        new UpdateItemCommand({
          TableName: "households",
          Key,
          UpdateExpression: "SET #state = :spoilt, version = version + :one",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":spoilt": { B: Buffer.from("spoilt") }, ":one": { N: "1" } },
        }),
      );
    }
  }
}
