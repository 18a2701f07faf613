import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startBrowser } from "./browser.ts";
import { serveDesk, staffOf } from "./desk-under-test.ts";
import { fillPages, pagesShown } from "./pages.ts";
import { raiseMoreThanADay, raiseMorning } from "./raised.ts";
import { installed, type Size, type Speaks, signIn, sizes, type Visitor, visitor } from "./visitor.ts";

// `npm run desk:screenshots`: every page as it looks, on a phone in Chinese and at a desk in English. Needs a font with
// Chinese characters, such as Debian's fonts-noto-cjk.

const folder = fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
/** Of a long page the rest says no more. */
const mostPixels = 3600;

const browser = await startBrowser();
const desk = await serveDesk();
try {
  mkdirSync(folder, { recursive: true });
  await raiseMorning(desk);
  await raiseMoreThanADay(desk);
  await fillPages(desk, staffOf("worker"));
  for (const [size, speaks] of [
    ["phone", "zh"],
    ["desktop", "en"],
  ] as const) {
    await showPages(size, speaks);
  }
  await showConflict();
} finally {
  await browser.close();
  await desk.stop();
}

async function showPages(size: Size, speaks: Speaks): Promise<void> {
  for (const who of new Set(pagesShown.map((each) => each.who))) {
    const one = await visitor(browser, size, speaks);
    await one.page.goto(`${desk.origin}/`);
    await one.page.locator(".sign-in button.primary").waitFor();
    if (who === "worker") await shoot(one, size, `sign-in.${size}.${speaks}`);
    await signIn(one, desk.origin, who);
    for (const { name, place, stands, first } of pagesShown.filter((each) => each.who === who)) {
      await one.page.setViewportSize(sizes[size]);
      await one.page.evaluate((hash) => location.assign(hash), place);
      await one.page.locator(stands).first().waitFor();
      await first?.(one.page);
      await shoot(one, size, `${name}.${size}.${speaks}`);
    }
    await one.context.close();
  }
}

/** Without signal, and what the worker sees when it is back and somebody else was quicker. */
async function showConflict(): Promise<void> {
  const one = await visitor(browser, "phone", "zh");
  const { page } = one;
  await signIn(one, desk.origin, "worker");
  await page.locator(".case-card").first().waitFor();
  await installed(one);
  await page.goto(`${desk.origin}/#/case/n-done`);
  await page.locator(".outcome").waitFor();
  await one.signalLost();
  await page.getByLabel("谢绝：不需要").check();
  await page.locator(".outcome button").click();
  await page.locator(".closed-as").waitFor();
  await page.evaluate(() => location.assign("#/worker"));
  await page.locator("text=没有信号").first().waitFor();
  await shoot(one, "phone", "without-signal.phone.zh");
  const now = await desk.cases.get("n-done");
  await desk.cases.execute("n-done", {
    command: { kind: "reassign", by: staffOf("supervisor") },
    expected: now?.revision ?? 0,
    key: "screenshots",
  });
  await one.signalBack();
  await page.locator("text=需要您决定").waitFor();
  await page.locator(".signal a").click();
  await page.locator(".versions").waitFor();
  await shoot(one, "phone", "conflict.phone.zh");
  await one.context.close();
}

async function shoot({ page }: Visitor, size: Size, name: string): Promise<void> {
  const { width, height } = sizes[size];
  const wanted = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(mostPixels, Math.max(height, wanted)) });
  await page.evaluate(() => scrollTo(0, 0));
  // What comes into sight is laid out with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  await page.setViewportSize(sizes[size]);
  console.log(`docs/screenshots/${name}.png`);
}
