import { execFile } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const project = fileURLToPath(new URL("../..", import.meta.url));
const viteCommand = join(project, "node_modules/vite/bin/vite.js");
const sources = ["desk", "events"];
const builds = join(project, "node_modules/.cache/desk-page");

/**
 * Folder of the page as it is built to be served, from its sources as they are now: built once for all that test it at
 * the same time, beside its place first, so that nobody ever serves half of it.
 */
export async function builtPage(): Promise<string> {
  const place = join(builds, String(Math.round(newest())));
  if (existsSync(place)) return place;
  const beside = `${place}.${process.pid}`;
  const command = [viteCommand, "build", "--config", join(project, "desk/vite.config.ts"), "--outDir", beside];
  // Not with what this process is told of itself, that it is a test.
  await promisify(execFile)(process.execPath, command, { env: { ...process.env, NODE_ENV: "production" } });
  try {
    renameSync(beside, place);
  } catch (error) {
    // Somebody else was quicker.
    if (!existsSync(place)) throw error;
    rmSync(beside, { recursive: true });
  }
  letGoOfOld();
  return place;
}

function newest(): number {
  return Math.max(
    ...sources.flatMap((source) =>
      readdirSync(join(project, source), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(project, "desk/built")))
        .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
    ),
  );
}

function letGoOfOld(): void {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(builds)) {
    const folder = join(builds, name);
    if (statSync(folder).mtimeMs < anHourAgo) rmSync(folder, { recursive: true, force: true });
  }
}
