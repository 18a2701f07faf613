import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowser } from "./browser.ts";
import { type ServedDesk, serveDesk } from "./desk-under-test.ts";
import { raiseMorning } from "./raised.ts";
import { arrive, installed, visitor } from "./visitor.ts";

let browser: Browser;
let desk: ServedDesk;

beforeAll(async () => {
  [browser, desk] = await Promise.all([startBrowser(), serveDesk()]);
  await raiseMorning(desk);
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

it("a worker with the same case in two windows does each act once, whichever window it was done in", async () => {
  const one = await visitor(browser, "desktop", "zh");
  await arrive(one, desk.origin, "worker", "#/case/n-low");
  await one.page.locator("text=认领这件工单").click();
  await one.page.locator("text=您已认领").waitFor();
  await installed(one);
  const other = { ...one, page: await one.context.newPage() };
  await arrive(other, desk.origin, "worker", "#/case/n-low");
  await other.page.locator("text=您已认领").waitFor();

  await one.signalLost();
  await one.page.getByRole("button", { name: "联系上了", exact: true }).click();
  // The other window knows of it without signal and without being loaded again.
  await other.page.locator("text=已联系 1 次").waitFor();
  await other.page.getByLabel("已协助申请").check();
  await other.page.getByRole("button", { name: "办结：已协助申请" }).click();
  await one.page.locator(".closed-as").waitFor();
  for (const { page } of [one, other]) {
    await expect.poll(() => page.locator(".signal").innerText()).toContain("2 条待发送");
  }

  await one.signalBack();
  for (const { page } of [one, other]) {
    await expect.poll(() => page.locator(".signal").innerText(), { timeout: 15_000 }).toBe("");
  }
  const kinds = (await desk.cases.history("n-low")).map(({ kind }) => kind);
  expect(kinds).toEqual(["raised", "claimed", "contacted", "closed"]);
  const sent = desk.requests.filter((request) => request.endsWith("/api/cases/n-low/commands"));
  expect(sent).toEqual(Array(3).fill("200 POST /api/cases/n-low/commands"));
  expect(one.errors).toEqual([]);
  await one.context.close();
});
