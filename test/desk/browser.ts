import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import * as z from "zod/mini";

const project = fileURLToPath(new URL("../..", import.meta.url));

const unpack = 'await (await import("@sparticuz/chromium")).default.executablePath()';

const flags = [
  // Root may not start its sandbox; it only ever shows pages of ours.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A browser, on any machine that has done `npm ci`: it comes packed inside a package of the registry. Where that one does
 * not start, Debian's `chromium`. Rejects where neither starts: a test that needs a browser is never passed over.
 */
export async function startBrowser(): Promise<Browser> {
  const packed = await unpacked();
  try {
    return await chromium.launch({ executablePath: packed, args: flags });
  } catch (error) {
    const debian = "/usr/bin/chromium";
    if (existsSync(debian)) return chromium.launch({ executablePath: debian, args: flags });
    throw new Error("no browser starts here; Debian's would: apt-get install chromium", { cause: error });
  }
}

/** Unpacks it once per version, some seconds; beside its place first, so that nobody ever starts half of it. */
async function unpacked(): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(project, "node_modules/@sparticuz/chromium/package.json"), "utf8")));
  const place = join(project, "node_modules/.cache/browser", version);
  if (!existsSync(place)) {
    const beside = `${place}.${process.pid}`;
    mkdirSync(beside, { recursive: true });
    // The package unpacks to where temporary files go: for a process of its own that is here.
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", unpack], {
      cwd: project,
      env: { ...process.env, TMPDIR: beside },
    });
    try {
      renameSync(beside, place);
    } catch (error) {
      // Somebody else was quicker.
      if (!existsSync(place)) throw error;
      rmSync(beside, { recursive: true });
    }
  }
  return join(place, "chromium");
}
