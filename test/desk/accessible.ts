import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import * as z from "zod/mini";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const Results = z.object({
  passes: z.number(),
  violations: z.array(z.object({ id: z.string(), impact: z.string(), where: z.array(z.string()) })),
});

/** The rules of WCAG 2.2, levels A and AA, and axe's own good practice. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds against a page as it stands: every finding, the serious and critical ones among them. */
export async function findingsOf(page: Page): Promise<z.infer<typeof Results>> {
  // By the debugger, for the page's own policy lets no other script in; once, for the page stays the same in all its places.
  if (await page.evaluate("!globalThis.axe")) await page.evaluate(axe);
  return Results.parse(
    await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"], preload: false }).then(({ passes, violations }) => ({
        passes: passes.length,
        violations: violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ target }) => target.join(" ")) })),
      }))`,
    ),
  );
}

/** Controls smaller than 44 by 44 pixels, and whether the page is wider than the screen. Links within a text are let be. */
export async function awkwardIn(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(
    await page.evaluate(() => {
      const controls = [...document.querySelectorAll<HTMLElement>("button, select, input, textarea, a[href]")];
      const small = controls.flatMap((control) => {
        const inText = control.tagName === "A" && control.parentElement?.tagName === "P" && !control.className;
        if (inText || !control.checkVisibility() || control.className === "skip") return [];
        const target = control.closest("label") ?? control;
        const { width, height } = target.getBoundingClientRect();
        // Half a pixel is rounding.
        if (width >= 43.5 && height >= 43.5) return [];
        return [`${control.tagName} "${target.textContent?.slice(0, 20)}" ${Math.round(width)}x${Math.round(height)}`];
      });
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth ? [...small, `page ${scrollWidth} wide on ${clientWidth}`] : small;
    }),
  );
}
