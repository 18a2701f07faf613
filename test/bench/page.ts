import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { startBrowser } from "../desk/browser.ts";
import { serveDesk } from "../desk/desk-under-test.ts";
import { signIn, visitor } from "../desk/visitor.ts";

const help = `npm run bench -- page [options]
Opens a long list on a phone whose processor is so many times slower than this machine's, and scrolls through it: when the
first case stands there and when all do, and the time between frames.

  --cases N    cases in the list (1000)
  --slower N   times slower (4)`;

/** `npm run bench -- page`: how a long list reads and scrolls on a phone. */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      cases: { type: "string", default: "1000" },
      slower: { type: "string", default: "4" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const wrong = (["cases", "slower"] as const).find((name) => !/^[1-9]\d{0,4}$/.test(values[name]));
  if (wrong) {
    console.error(`npm run bench -- page: --${wrong}: found "${values[wrong]}", expected a whole number of 1 or more`);
    process.exitCode = 2;
    return;
  }
  const [cases, slower] = [Number(values.cases), Number(values.slower)];
  const [browser, desk] = await Promise.all([startBrowser(), serveDesk()]);
  try {
    for (let number = 0; number < cases; number++) {
      await desk.raise({ notice: `n-${number}`, household: `h-${number}`, role: "disability-worker" });
    }
    const one = await visitor(browser, "phone", "zh");
    one.context.setDefaultTimeout(120_000);
    const { page } = one;
    const debuggerOfPage = await one.context.newCDPSession(page);
    await debuggerOfPage.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await signIn(one, desk.origin, "manyCases");
    await page.waitForFunction((wanted) => document.querySelectorAll(".door").length === wanted, cases);
    const begun = performance.now();
    await page.reload();
    await page.locator(".door").first().waitFor();
    const first = performance.now() - begun;
    await page.waitForFunction((wanted) => document.querySelectorAll(".door").length === wanted, cases);
    const all = performance.now() - begun;
    await page.waitForTimeout(1000);
    const frames = await framesWhileScrolling(page);
    const sorted = [...frames].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    console.log(`${cases} cases on a phone ${slower} times slower than this machine`);
    console.log(`first case after ${first.toFixed(0)} ms, all after ${all.toFixed(0)} ms`);
    console.log(
      `${frames.length} frames while scrolling 4 s: median ${at(0.5)} ms, 95th ${at(0.95)} ms, longest ${at(1)} ms`,
    );
    console.log(`frames over 50 ms: ${frames.filter((milliseconds) => milliseconds > 50).length}`);
  } finally {
    await browser.close();
    await desk.stop();
  }
}

/** Milliseconds between frames while the list runs past, some three screens a second. */
async function framesWhileScrolling(page: {
  evaluate(expression: string): Promise<unknown>;
}): Promise<readonly number[]> {
  return z.array(z.number()).parse(
    await page.evaluate(`new Promise((done) => {
      document.documentElement.style.scrollBehavior = "auto";
      const times = [];
      const begun = performance.now();
      let last = begun;
      const step = (now) => {
        times.push(now - last);
        scrollBy(0, Math.max(1, (now - last) * 2.5));
        last = now;
        if (now - begun < 4000) requestAnimationFrame(step);
        else done(times.slice(1));
      };
      requestAnimationFrame(step);
    })`),
  );
}
