import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/*
 * Rule engines that only this comparison needs have a package.json and a lock of their own, so that who works on the
 * project does not install them.
 */

const folder = new URL("other-engines/", import.meta.url);

/** Installs them where they are not there yet. Throws an Error that says how to do it by hand. */
export function installOtherEngines(say: (text: string) => void): void {
  if (existsSync(new URL("node_modules/.package-lock.json", folder))) return;
  const path = fileURLToPath(folder);
  say(`安装对比引擎 installing the other engines, once: npm ci --prefix ${path}`);
  const { npm_execpath: npm } = process.env;
  const args = ["ci", "--prefix", path, "--ignore-scripts", "--no-audit", "--no-fund"];
  const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };
  const { status } = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync("npm", args, options);
  if (status !== 0) {
    throw new Error(
      `the other engines could not be installed; with a network, run: npm ci --prefix ${path}\nor leave them out: npm run bench -- engine --without-others`,
    );
  }
}

/** A package of theirs, as its module has it. */
export async function otherEngine(name: string): Promise<unknown> {
  const path = createRequire(new URL("package.json", folder)).resolve(name);
  const module: unknown = await import(pathToFileURL(path).href);
  return module;
}
