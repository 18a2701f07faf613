import { describe, expect, it } from "vitest";
import { folderOf, readLockFile } from "../../supply-chain/lock-file.ts";

const packages = readLockFile();

/** Optional packages that the lock file names, with who names them. */
const optional = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
  Object.entries(optionalDependencies ?? {}).map(([name, range]) => ({ path, name, range })),
);

/** The entry that Node would find for a package from the folder of another. */
function entryFor(name: string, from: string) {
  return packages[folderOf(packages, name, from) ?? ""];
}

describe("the lock file", () => {
  // npm drops entries of platforms other than the one it ran on; `npm ci` then fails, or leaves the tool without its
  // binary, on every other platform.
  it("has an entry for each platform that a tool has a binary for", () => {
    const missing = optional
      .filter(({ path, name }) => !entryFor(name, path))
      .map(({ path, name }) => `${path}: ${name}`);
    expect(missing).toEqual([]);
  });

  it("has each at the very version its tool asks for", () => {
    const pinned = optional.filter(({ range }) => /^\d+\.\d+\.\d+/.test(range));
    expect(pinned.map(({ path, name }) => entryFor(name, path)?.version)).toEqual(pinned.map(({ range }) => range));
  });

  it.each([
    "@biomejs/cli-linux-x64",
    "@biomejs/cli-win32-x64",
    "@esbuild/linux-arm64",
    "@esbuild/darwin-arm64",
    "@typescript/typescript-linux-x64",
    "@rolldown/binding-linux-x64-gnu",
    "lightningcss-linux-x64-gnu",
  ])("is looked through as far as %s", (name) => {
    expect(optional.map((each) => each.name)).toContain(name);
  });
});
