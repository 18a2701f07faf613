import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const project = fileURLToPath(new URL("../..", import.meta.url));
const viteCommand = join(project, "node_modules/vite/bin/vite.js");
const sources = ["desk", "events/desk-api"];

/** Folder of the page as it is built; built here unless that was done since its sources changed. */
export async function builtPage(): Promise<string> {
  const folder = join(project, "desk/built");
  const page = join(folder, "index.html");
  if (!existsSync(page) || statSync(page).mtimeMs < newest()) {
    // As it is built to be served: not with what this process is told of itself, that it is a test.
    await promisify(execFile)(
      process.execPath,
      [viteCommand, "build", "--config", join(project, "desk/vite.config.ts")],
      {
        env: { ...process.env, NODE_ENV: "production" },
      },
    );
  }
  return folder;
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
