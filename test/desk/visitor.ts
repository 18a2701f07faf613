import type { Browser, BrowserContext, Page } from "playwright-core";
import { pageSettingsPath } from "#events/desk-api/page-settings.ts";
import { signIn as issuedTo } from "../local/sign-in.ts";
import { staffOf, type Who } from "./desk-under-test.ts";

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
export type Size = keyof typeof sizes;
export type Speaks = "zh" | "en";

/** Somebody at a device of their own. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page and was not said to anybody. */
  readonly errors: readonly string[];
  signalLost(): Promise<void>;
  signalBack(): Promise<void>;
}

export async function visitor(browser: Browser, size: Size, speaks: Speaks): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: speaks === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    hasTouch: size === "phone",
  });
  // A machine that does much else is slow, not wrong.
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    // Chromium tells of every request that fails; what matters is what the page makes of it.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      errors.push(message.text());
  });
  return {
    context,
    page,
    errors,
    signalLost: () => context.setOffline(true),
    signalBack: () => context.setOffline(false),
  };
}

/**
 * Somebody who is signed in already: the token is had from the issuer without the browser, and stands where the page keeps
 * it. Signing in itself is looked at by `signIn`.
 */
export async function arrive({ page }: Visitor, origin: string, who: Who, place = ""): Promise<void> {
  const { token } = await issuedTo(origin, staffOf(who));
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  // An answer of this origin that is no page: nothing of the desk runs yet.
  await page.goto(`${origin}${pageSettingsPath}`);
  await page.evaluate(
    (session) => sessionStorage.setItem("desk.session", session),
    JSON.stringify({ token, expiresAt }),
  );
  await page.goto(`${origin}/${place}`);
  await page.locator(".sections").waitFor();
}

/** Signs in at the issuer as somebody, and waits for the page that it leads to. */
export async function signIn({ page }: Visitor, origin: string, who: Who): Promise<void> {
  await signInAs(page, origin, staffOf(who));
}

export async function signInAs(page: Page, origin: string, staff: string): Promise<void> {
  await page.goto(`${origin}/`);
  await chooseWhoToBe(page, staff);
}

/** From the page that says to sign in to the page that it leads to. */
export async function chooseWhoToBe(page: Page, staff: string): Promise<void> {
  await page.locator(".sign-in button.primary").click();
  await page.locator(`button[value="${staff}"]`).click();
  await page.locator(".sections").waitFor();
}

/** Waits until the service worker holds the page, so that it opens without signal. */
export async function installed({ page }: Visitor): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}
