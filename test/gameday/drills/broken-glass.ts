import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stageOf } from "#infra/stages.ts";
import { choosePersonas } from "#local/identity/choose-personas.ts";
import { publishPage } from "#local/publish-page.ts";
import type { Case } from "#outreach/case.ts";
import { type SignedIn, signIn } from "#test/local/sign-in.ts";
import type { Drill } from "../drill.ts";

const county = "330106";
const reason = "邻居来电称老人摔倒，责任人联系不上";

/** A worker looks at a family's case in another village, and tries three times at a child's. */
export const brokenGlass: Drill = {
  runbook: "broken-glass",
  what: {
    zh: "一名村干部紧急查阅外村一户，并三次要求查阅儿童工单",
    en: "a worker breaks the glass of a case in another village, and tries three times at a child's",
  },
  alarms: ["glass-broken", "glass-refused"],
  async fail(scene) {
    await scene.push(scene.county.meanwhile);
    await scene.system.settle();
    const open = [...(await scene.cases()).values()].filter(({ noticeStatus }) => noticeStatus === "open");
    const placed = open.map(({ area, role, office }) => ({ area, role, office }));
    const personas = choosePersonas(scene.standard.document, [county], placed);
    writeFileSync(scene.file("personas.json"), JSON.stringify(personas));
    const page = scene.file("page");
    mkdirSync(page);
    writeFileSync(join(page, "index.html"), "<!doctype html>");
    const stage = stageOf({ stage: "local", architecture: undefined, issuer: `${scene.desk}/issuer` });
    await publishPage(scene.system.endpoint, page, stage);
    await scene.system.openDesk(scene.deskPort, scene.file("personas.json"));
    const worker = personas.find(({ posts }) => posts.some((post) => post.startsWith("assistance-worker@")));
    const village = worker?.posts[0]?.split("@")[1] ?? "";
    const staff = await signIn(scene.desk, worker?.staff ?? "");
    const near = open.find((each) => isAnyones(each) && each.area.startsWith(county) && each.office !== village);
    const child = open.find((each) => !isAnyones(each) && each.area.startsWith(county));
    if (!near || !child) throw new Error("the county has no case of another village, or none of a child");
    await staff.call("breakGlass", { body: { notice: near.case, reason } });
    for (let attempt = 1; attempt <= 3; attempt += 1) await refused(staff, child.case);
  },
  async recover(scene) {
    const token = async (kind: string) => (await signIn(scene.desk, `s-${county}-${kind}`)).token;
    const day = scene.today();
    const seen = await scene.follow("look", {
      ...{ desk: scene.desk, county, day },
      token: await token("county-civil-affairs"),
    });
    if (!seen.includes(reason)) throw new Error(`the record does not tell why: ${seen}`);
    const audit = { desk: scene.desk, county, day, token: await token("auditor") };
    await scene.follow("audit", audit);
    const tried = await scene.follow("refused", audit);
    if (!tried.includes('"refused"')) throw new Error(`the record does not tell what was refused: ${tried}`);
  },
};

function isAnyones({ role }: Case): boolean {
  return !role.startsWith("child-");
}

async function refused(staff: SignedIn, notice: string): Promise<void> {
  const taken = await staff.call("breakGlass", { body: { notice, reason } }).then(
    () => true,
    () => false,
  );
  if (taken) throw new Error(`the glass of ${notice}, a child's case, was broken`);
}
