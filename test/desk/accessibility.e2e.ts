import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awkwardIn, findingsOf } from "./accessible.ts";
import { startBrowser } from "./browser.ts";
import { type ServedDesk, serveDesk, staffOf, type Who } from "./desk-under-test.ts";
import { fillPages, pagesShown } from "./pages.ts";
import { raiseMoreThanADay, raiseMorning } from "./raised.ts";
import { arrive, sizes, type Visitor, visitor } from "./visitor.ts";

let browser: Browser;
let desk: ServedDesk;

beforeAll(async () => {
  [browser, desk] = await Promise.all([startBrowser(), serveDesk()]);
  await raiseMorning(desk);
  await raiseMoreThanADay(desk);
  await fillPages(desk, staffOf("worker"));
});

afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const people: readonly Who[] = [...new Set(pagesShown.map(({ who }) => who))];
/** Each size and each language once for everybody. */
const ways = [
  { size: "phone", language: "zh-CN" },
  { size: "desktop", language: "en-GB" },
] as const;

it("lets everybody sign in", async () => {
  const one = await visitor(browser, "phone", "zh");
  await one.page.goto(`${desk.origin}/`);
  await one.page.locator(".sign-in button.primary").waitFor();
  await expectGood(one, "sign-in");
  await one.context.close();
});

it.each(people)("reads and works for everybody on a phone and at a desk, in Chinese and English (%s)", async (who) => {
  const one = await visitor(browser, "phone", "zh");
  const { page } = one;
  await arrive(one, desk.origin, who);
  for (const { name, place, stands, first } of pagesShown.filter((each) => each.who === who)) {
    await page.evaluate((hash) => location.assign(hash), place);
    await page.locator(stands).first().waitFor();
    await first?.(page);
    for (const { size, language } of ways) {
      await page.setViewportSize(sizes[size]);
      if ((await languageOf(page)) !== language) await page.locator(".top button").first().click();
      await expect.poll(() => languageOf(page)).toBe(language);
      await expectGood(one, `${name} on a ${size} in ${language}`);
    }
    // Enlarged fourfold, or on the smallest of phones: nothing scrolls sideways.
    await page.setViewportSize({ width: 320, height: 640 });
    expect([name, await awkwardIn(page)]).toEqual([name, []]);
    // Text alone twice as large (the page's own is 112.5%), as a phone or a browser is set by whoever sees little.
    for (const size of ["phone", "desktop"] as const) {
      await page.setViewportSize(sizes[size]);
      await enlargeText(page, "225%");
      expect([name, size, await awkwardIn(page)]).toEqual([name, size, []]);
      await enlargeText(page, "");
    }
  }
  expect(one.errors).toEqual([]);
  await one.context.close();
});

async function expectGood({ page }: Visitor, name: string): Promise<void> {
  const { passes, violations } = await findingsOf(page);
  expect([name, violations]).toEqual([name, []]);
  expect(passes).toBeGreaterThan(10);
  expect([name, await awkwardIn(page)]).toEqual([name, []]);
}

async function enlargeText(page: Visitor["page"], size: string): Promise<void> {
  await page.evaluate((text) => {
    document.documentElement.style.fontSize = text;
  }, size);
}

function languageOf(page: Visitor["page"]): Promise<string> {
  return page.evaluate(() => document.documentElement.lang);
}
