import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { zhejiangDocument } from "../standards/zhejiang.ts";
import { awkwardIn, findingsOf } from "./accessible.ts";
import { startBrowser } from "./browser.ts";
import { builtPage } from "./built-page.ts";
import { dayIn, type ServedDesk, serveDesk, staffOf } from "./desk-under-test.ts";
import { raiseMoreThanADay, raiseMorning } from "./raised.ts";
import { arrive, chooseWhoToBe, installed, signIn, type Visitor, visitor } from "./visitor.ts";

let browser: Browser;
let desk: ServedDesk;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, desk] = await Promise.all([startBrowser(), serveDesk()]);
  await raiseMorning(desk);
});

afterEach(async () => {
  // Nothing may go wrong unsaid.
  expect(visitors.flatMap(({ errors }) => errors)).toEqual([]);
  await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

async function come(...how: Parameters<typeof visitor> extends [Browser, ...infer Rest] ? Rest : never) {
  const one = await visitor(browser, ...how);
  visitors.push(one);
  return one;
}

async function historyOf(notice: string): Promise<string[]> {
  return (await desk.cases.history(notice)).map(({ kind }) => kind);
}

describe("a worker with a phone", () => {
  it("claims a case, works it without signal, and the desk takes each act once when signal is back", async () => {
    const one = await come("phone", "zh");
    const { page } = one;
    await signIn(one, desk.origin, "worker");
    await expect.poll(() => page.locator("h1").innerText()).toBe("今日工单");
    // The most urgent door first; what stands at one door stands together; nobody else's village, no child's case.
    await page.locator(".case-card").first().waitFor();
    const doors = await page.locator(".door .code").allInnerTexts();
    expect(doors).toEqual(["家庭 h-311", "家庭 h-204", "家庭 h-600", "家庭 h-087"]);
    await expect.poll(() => page.locator("text=同一户 2 件，一次走访").count()).toBe(1);

    await page.locator('a[href="#/case/n-low"]').click();
    await page.locator("text=认领这件工单").click();
    await page.locator("text=您已认领").waitFor();
    // Names only after saying why, and that is written down.
    expect(await page.locator("text=沈桂花").count()).toBe(0);
    await page.locator("text=查看姓名和地址").click();
    await page.locator("text=沈桂花").waitFor();
    expect(desk.desk.audit.filter(({ kind }) => kind === "opening").map(({ notice, why }) => [notice, why])).toEqual([
      ["n-low", "visit"],
    ]);
    expect(await page.locator(".may-get").innerText()).toContain("可能符合");
    // As the pack has it, for these programmes.
    expect(await page.getByRole("region", { name: "要带什么" }).innerText()).toContain("家庭经济状况核对授权书");
    expect(await page.getByRole("region", { name: "不要说什么" }).innerText()).not.toContain("孩子");
    await installed(one);
    await page.locator("text=系统派单").waitFor();

    await one.signalLost();
    await page.reload();
    await page.locator("text=沈桂花").waitFor();
    await page.locator("text=没有信号").first().waitFor();
    await page.locator("nav.sections a").first().click();
    await page.locator('a[href="#/case/n-low"]').click();
    await page.getByRole("button", { name: "联系上了", exact: true }).click();
    await page.locator("text=已联系 1 次").waitFor();
    await page.getByLabel("已协助申请").check();
    await page.getByRole("button", { name: "办结：已协助申请" }).click();
    await page.locator(".closed-as").waitFor();
    await expect.poll(() => page.locator(".signal").innerText()).toContain("2 条待发送");
    expect(await historyOf("n-low")).toEqual(["raised", "claimed"]);
    // What else is open at the same door comes next.
    expect(await page.locator("text=接着办这一件").getAttribute("href")).toBe("#/case/n-electricity");

    await one.signalBack();
    await expect
      .poll(() => historyOf("n-low"), { timeout: 15_000 })
      .toEqual(["raised", "claimed", "contacted", "closed"]);
    await expect.poll(() => page.locator(".signal").innerText()).toBe("");
    const sent = desk.requests.filter((request) => request.endsWith("/api/cases/n-low/commands"));
    expect(sent).toEqual(Array(3).fill("200 POST /api/cases/n-low/commands"));
  });

  it("sees both versions where the case changed meanwhile, and decides", async () => {
    const one = await come("phone", "en");
    const { page } = one;
    await arrive(one, desk.origin, "worker");
    await page.locator('a[href="#/case/n-urgent"]').click();
    await page.getByRole("button", { name: "Claim this case" }).click();
    await page.locator("text=Yours until").waitFor();
    await expect.poll(() => historyOf("n-urgent")).toEqual(["raised", "claimed"]);
    await installed(one);
    await one.signalLost();
    await page.getByLabel("Declined: no need").check();
    await page.getByRole("button", { name: "Close: Declined: no need" }).click();
    await page.locator(".closed-as").waitFor();
    const now = await desk.cases.get("n-urgent");
    await desk.cases.execute("n-urgent", {
      command: { kind: "reassign", by: staffOf("supervisor") },
      expected: now?.revision ?? 0,
      key: "reassigned-meanwhile",
    });
    await one.signalBack();
    await page.locator("text=1 for you to decide").waitFor();
    await page.locator(".signal a").click();
    await page.locator("text=The case changed while you worked on it").waitFor();
    expect(await page.getByRole("region", { name: "What you recorded" }).innerText()).toContain("Declined: no need");
    expect(await page.getByRole("region", { name: "As it is now" }).innerText()).toContain("Unclaimed");
    expect((await historyOf("n-urgent")).filter((kind) => kind === "closed")).toEqual([]);
    expect((await findingsOf(page)).violations).toEqual([]);
    expect(await awkwardIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Drop mine" }).click();
    await page.locator("text=All sent").waitFor();
  });

  it("sees a case of another village only after giving a reason, which the county's manager can read", async () => {
    const one = await come("phone", "zh");
    const { page } = one;
    await arrive(one, desk.origin, "worker", "#/case/n-elsewhere");
    await page.getByLabel("理由").fill("家人送医，需要马上联系其亲属");
    expect(await page.locator(".may-get").count()).toBe(0);
    await page.getByRole("button", { name: "说明理由并查看" }).click();
    await page.locator("text=您是通过紧急查阅看到这件工单的").waitFor();
    expect(await page.locator(".may-get").innerText()).toContain("价格临时补贴");
    // To look, not to work it.
    expect(await page.locator("text=认领这件工单").count()).toBe(0);

    const manager = await come("desktop", "zh");
    await arrive(manager, desk.origin, "manager");
    await manager.page.locator(".trail >> text=家人送医，需要马上联系其亲属").waitFor();
  });

  it("leaves nothing to read on the phone when signing out, and keeps what is not sent", async () => {
    const one = await come("phone", "zh");
    const { page } = one;
    await signIn(one, desk.origin, "worker");
    await page.locator('a[href="#/case/n-late"]').click();
    await page.locator("text=查看姓名和地址").click();
    await page.locator(".opened").waitFor();
    await installed(one);
    await one.signalLost();
    await page.locator("text=认领这件工单").click();
    await expect.poll(() => page.locator(".signal").innerText()).toContain("1 条待发送");
    expect(await keptOn(page)).toContainEqual(expect.stringContaining("opening n-late"));
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.locator("text=登录后即可发送 1 条").waitFor();
    expect(await keptOn(page)).toEqual([]);
    expect(await historyOf("n-late")).toEqual(["raised"]);

    await one.signalBack();
    await signIn(one, desk.origin, "worker");
    await expect.poll(() => historyOf("n-late"), { timeout: 15_000 }).toEqual(["raised", "claimed"]);
  });

  it("sees today's visits and those that wait, with or without signal, and may go sooner", async () => {
    await raiseMoreThanADay(desk);
    const one = await come("phone", "zh");
    const { page } = one;
    await arrive(one, desk.origin, "busyWorker");
    await page.getByRole("heading", { name: "等候走访：3 户" }).waitFor();
    const doorsIn = (place: string) => page.locator(`${place} .door .code`).allTextContents();
    const today = ["家庭 h-901", "家庭 h-902", "家庭 h-903", "家庭 h-904", "家庭 h-905", "家庭 h-906"];
    const waiting = ["家庭 h-907", "家庭 h-908", "家庭 h-909"];
    expect(await doorsIn("main > .doors")).toEqual(today);
    expect(await doorsIn("section")).toEqual(waiting);
    expect(await page.locator("section .one-door").allTextContents()).toEqual([
      expect.stringMatching(/轮到：之前的走访已排满$/),
      expect.stringMatching(/轮到：之前的走访已排满$/),
      expect.stringMatching(/起走访：先等相关情况到齐，一次说清$/),
    ]);
    await installed(one);
    await one.signalLost();
    await page.reload();
    await page.locator("text=没有信号").first().waitFor();
    await expect.poll(async () => [await doorsIn("main > .doors"), await doorsIn("section")]).toEqual([today, waiting]);
    await one.signalBack();
    await page.locator('a[href="#/case/n-busy-8"]').click();
    await page.locator("text=认领这件工单").click();
    await expect.poll(() => historyOf("n-busy-8")).toEqual(["raised", "claimed"]);
    await page.locator("nav.sections a").first().click();
    // What is begun counts first.
    await expect
      .poll(() => doorsIn("section"), { timeout: 15_000 })
      .toEqual(["家庭 h-906", "家庭 h-907", "家庭 h-909"]);

    const supervisor = await come("phone", "zh");
    await arrive(supervisor, desk.origin, "supervisor");
    await supervisor.page.locator("text=走访安排").click();
    const row = supervisor.page.getByRole("row").filter({ hasText: "009" });
    await expect.poll(() => row.locator("td").allInnerTexts()).toEqual(["6", "2", "1"]);
    expect(await row.locator("th").innerText()).toContain("最后一户");
    expect(await row.locator("th").innerText()).not.toContain("请落实人员");
  });

  it("tells a town's supervisor where families wait for a worker who never came to the desk", async () => {
    const about = { area: "330106001008", office: "330106001008" };
    await desk.raise({ notice: "n-for-nobody", household: "h-901", ...about });
    await desk.raise({ notice: "n-for-nobody-either", household: "h-902", role: "disability-worker", ...about });
    const supervisor = await come("phone", "zh");
    await arrive(supervisor, desk.origin, "supervisor", "#/town/visits");
    const place = supervisor.page.getByRole("row").filter({ hasText: "001008" }).locator("th");
    await expect.poll(() => place.innerText()).toContain("尚无社会救助协理员和残疾人专职委员登录，请落实人员");
  });

  it("has the list all the same where the plan does not come, and says so", async () => {
    const one = await come("phone", "zh");
    const { page } = one;
    await page.route("**/api/visits", () => {});
    await arrive(one, desk.origin, "childDirector");
    await page.locator('a[href="#/case/n-child"]').waitFor();
    await page.locator("text=没有读到走访安排").waitFor();
  });

  it("lends the phone: whoever signs in next is who they chose, and sees their own", async () => {
    const one = await come("phone", "zh");
    const { page } = one;
    const choices: string[] = [];
    page.on("framenavigated", (frame) => void (frame.url().includes("/persona/") && choices.push(frame.url())));
    await signIn(one, desk.origin, "worker");
    await page.locator(".case-card").first().waitFor();
    for (const [who, heading] of [
      ["supervisor", "乡镇督导"],
      ["worker", "今日工单"],
    ] as const) {
      await page.getByRole("button", { name: "退出登录" }).click();
      await chooseWhoToBe(page, staffOf(who));
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
    // A choice that was made is not made again by going back to it.
    await page.goto(choices.at(-1) ?? "");
    await page.locator(`button[value="${staffOf("manager")}"]`).click();
    await page.locator("text=重新开始").click();
    // As in another window, where nobody has signed out.
    await page.evaluate(() => sessionStorage.clear());
    await signIn(one, desk.origin, "manager");
    await page.getByRole("heading", { level: 1, name: "县级统计" }).waitFor();
  });

  it("refers a family to charity, whose need none of its programmes answers", async () => {
    await desk.raise({ notice: "n-need", household: "h-606", urgency: "low" });
    const one = await come("phone", "zh");
    const { page } = one;
    await arrive(one, desk.origin, "worker");
    await page.goto(`${desk.origin}/#/case/n-need`);
    await page.locator("text=认领这件工单").click();
    await page.getByLabel("核实后收入不符合").check();
    await page.getByLabel("家里确有困难，这些政策都帮不上").check();
    await page.getByRole("button", { name: "办结：核实后收入不符合" }).click();
    const charity = page.getByRole("region", { name: "慈善帮扶“浙里有善”" });
    await charity.locator("text=有的政策要先问清情况才能知道").waitFor();
    expect((await findingsOf(page)).violations).toEqual([]);
    await charity.getByRole("button", { name: "家里同意，转介慈善" }).click();
    await charity.locator("text=已转介慈善").waitFor();
    await page.locator(".history").getByText("转介慈善“浙里有善”").waitFor();
    expect(await historyOf("n-need")).toEqual(["raised", "claimed", "closed", "referred"]);
    expect(desk.desk.reported.at(-1)).toMatchObject({ detail: { referral: "r-need", status: "open" } });
  });

  it("gets by with the keyboard alone", async () => {
    const one = await come("desktop", "en");
    const { page } = one;
    await arrive(one, desk.origin, "worker");
    await page.locator('a[href="#/case/n-done"]').waitFor();
    await page.keyboard.press("Tab");
    await reach(page, () => document.activeElement?.getAttribute("href") === "#/case/n-done");
    await page.keyboard.press("Enter");
    await page.locator("text=Claim this case").waitFor();
    // The heading has the focus: a screen reader says where one has come.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    await reach(page, () => document.activeElement?.textContent === "Claim this case");
    await page.keyboard.press("Enter");
    await page.locator("text=Yours until").waitFor();
    await reach(page, () => document.activeElement?.getAttribute("name") === "outcome");
    await page.keyboard.press("Space");
    await reach(page, () => document.activeElement?.textContent?.startsWith("Close: ") === true);
    await page.keyboard.press("Enter");
    await page.locator(".closed-as").waitFor();
    await expect.poll(() => historyOf("n-done")).toEqual(["raised", "claimed", "closed"]);
  });
});

/** Under what the phone keeps something to read. */
function keptOn(page: Visitor["page"]): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("desk");
        opening.onsuccess = () => {
          const keys = opening.result.transaction("kept").objectStore("kept").getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            done(keys.result.map(String));
          };
        };
      }),
  );
}

/** Tabs on until the focus is where it should be. */
async function reach(page: Visitor["page"], there: () => boolean): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate(there)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached in 60 presses of Tab: ${there}`);
}

describe("those behind the workers", () => {
  it("a supervisor gives what nobody claimed to a worker, and is told item by item", async () => {
    const one = await come("desktop", "zh");
    const { page } = one;
    await arrive(one, desk.origin, "supervisor");
    await page.locator("text=无人认领").click();
    await page.getByLabel("选择 h-204 · 低保户免费电量").check();
    await page.getByLabel("转派给").selectOption(staffOf("worker"));
    await page.getByRole("button", { name: "转派 1 件" }).click();
    await page.locator("text=1 件已转派").waitFor();
    await expect.poll(async () => (await desk.cases.get("n-electricity"))?.claim?.by).toBe(staffOf("worker"));
  });

  it("a manager opens the list behind a number", async () => {
    const one = await come("desktop", "en");
    const { page } = one;
    await arrive(one, desk.origin, "manager");
    const detected = page.locator(".funnel tbody tr").first().locator("a");
    const count = Number(await detected.innerText());
    // A child's is counted and not listed.
    await page.locator(".funnel tbody tr").first().locator("text=1 not listed").waitFor();
    await page.locator("text=children's cases and those of other bureaus").waitFor();
    await detected.click();
    await page.getByRole("heading", { name: "Cases behind the number" }).waitFor();
    await expect.poll(() => page.locator(".door").count()).toBe(count - 1);
    await page.locator("text=1 not listed").waitFor();
  });

  it("a policy officer asks for a preview, and an auditor sees who looked at names", async () => {
    const officer = await come("desktop", "en");
    await arrive(officer, desk.origin, "policyOfficer");
    const parameter = officer.page.getByLabel("Parameter");
    await expect.poll(() => parameter.inputValue()).toBe("minimumLivingGuarantee");
    await officer.page.locator("text=Now: 1,029 yuan").waitFor();
    expect(await parameter.locator("option").count()).toBe(zhejiangDocument().parameters.length);
    await parameter.selectOption({ label: "Income line of the margin, as a multiple of the guarantee" });
    await officer.page.locator("text=Now: 2").waitFor();
    await officer.page.getByLabel("New value").fill("1.75");
    await officer.page.getByRole("button", { name: "Start the preview" }).click();
    await officer.page
      .getByRole("heading", { name: "Income line of the margin, as a multiple of the guarantee = 1.75" })
      .waitFor();

    const auditor = await come("desktop", "zh");
    await arrive(auditor, desk.origin, "auditor");
    await auditor.page.getByLabel("种类").selectOption("opening");
    await expect.poll(() => auditor.page.locator(".trail tbody tr").count()).toBe(2);
    expect(await auditor.page.locator(".trail tbody").innerText()).toContain("上门走访");
    await auditor.page.getByLabel("日期").fill(dayIn(-30));
    await auditor.page.locator("text=这一天没有记录").waitFor();
  });
});

describe("the page itself", () => {
  it("weighs at most 120 KB compressed until the list stands there, signing in included", async () => {
    const one = await come("phone", "zh");
    const { page } = one;
    const loaded = new Set<string>();
    page.on("response", (response) => {
      // What the service worker fetches ahead is not waited for.
      if (response.request().serviceWorker() === null) loaded.add(new URL(response.url()).pathname);
    });
    await signIn(one, desk.origin, "worker");
    await page.locator(".case-card").first().waitFor();
    const folder = await builtPage();
    const files = ["/index.html", ...[...loaded].filter((path) => /^\/assets\//.test(path))];
    const bytes = files.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).byteLength, 0);
    console.log(`first load: ${files.length} files, ${(bytes / 1024).toFixed(1)} KB compressed`);
    expect(files.length).toBeGreaterThan(4);
    expect(bytes).toBeLessThanOrEqual(120 * 1024);
  });

  it("lists a thousand cases, of which those out of sight are not laid out", async () => {
    for (let number = 0; number < 1000; number++) {
      await desk.raise({ notice: `n-many-${number}`, household: `h-many-${number}`, role: "disability-worker" });
    }
    const one = await come("phone", "zh");
    const { page } = one;
    await arrive(one, desk.origin, "manyCases");
    await expect.poll(() => page.locator(".door").count(), { timeout: 15_000 }).toBe(1000);
    const skipped = await page.evaluate(
      () =>
        [...document.querySelectorAll(".door .case-card")].filter(
          (card) => !card.checkVisibility({ contentVisibilityAuto: true }),
        ).length,
    );
    expect(skipped).toBeGreaterThan(950);
  });
});
