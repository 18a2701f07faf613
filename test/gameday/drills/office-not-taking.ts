import { createServer } from "node:http";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { Drill } from "../drill.ts";

/** Where the stage `local` has its office system. */
const port = 8090;

const notice: OutreachNotice = {
  type: "outreach.notice",
  notice: "n-gameday",
  revision: 1,
  status: "open",
  household: "h-gameday",
  area: "330424001001",
  role: "assistance-worker",
  programmes: [],
  due: "2022-07-11",
  standards: "zhejiang@gameday",
};

/** A county's office system is down, and comes back. */
export const officeNotTaking: Drill = {
  runbook: "office-not-taking",
  what: { zh: "海盐县的办公系统停了", en: "a county's office system is down" },
  alarms: ["webhook-haiyan-not-taking"],
  step: 20,
  within: 6 * 60,
  wellWithin: 12 * 60,
  async fail(scene) {
    const queue = { QueueUrl: scene.urlOf("outreach-webhook-haiyan"), MessageBody: JSON.stringify(notice) };
    await scene.sqs.send(new SendMessageCommand(queue));
    await scene.push(scene.county.meanwhile);
  },
  async recover(scene) {
    const said = await scene.follow("log");
    if (!said.includes('"notTaken":{"haiyan":1}')) throw new Error(`the log does not say who takes nothing: ${said}`);
    await scene.follow("secret", { name: "haiyan" });
    const taken: string[] = [];
    const office = createServer((request, reply) => {
      taken.push(String(request.headers["webhook-id"]));
      request.resume().on("end", () => reply.writeHead(204).end());
    });
    await new Promise<void>((resolve, reject) => office.once("error", reject).listen(port, "127.0.0.1", resolve));
    try {
      await scene.follow("redrive", { name: "haiyan" });
      await scene.until("the office got its notice", 120, 20, async () => taken.length > 0);
      if (taken.some((id) => id !== "n-gameday.1")) throw new Error(`the office got ${taken.join(", ")}`);
    } finally {
      office.close();
      office.closeAllConnections();
    }
  },
};
