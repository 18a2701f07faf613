import { readFileSync } from "node:fs";
import * as z from "zod/mini";

const Names = z.optional(z.record(z.string(), z.string()));
const Package = z.looseObject({
  version: z.optional(z.string()),
  license: z.optional(z.string()),
  hasInstallScript: z.optional(z.boolean()),
  dependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
});
const LockFile = z.object({ packages: z.record(z.string(), Package) });
const Manifest = z.looseObject({
  dependencies: Names,
  devDependencies: Names,
  allowScripts: z.optional(z.record(z.string(), z.boolean())),
});

export type LockedPackage = z.infer<typeof Package>;
/** Packages by the folder npm installs them in, such as `node_modules/zod`; the project itself under "". */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

const root = new URL("../", import.meta.url);

/** The project's lock file. Throws a ZodError that names the field where it is not one. */
export function readLockFile(): LockedPackages {
  return LockFile.parse(JSON.parse(readFileSync(new URL("package-lock.json", root), "utf8"))).packages;
}

/** The project's package.json, as far as it names other packages. */
export function readManifest(): z.infer<typeof Manifest> {
  return Manifest.parse(JSON.parse(readFileSync(new URL("package.json", root), "utf8")));
}

/** The folder in which Node would find a package from the folder of another. */
export function folderOf(packages: LockedPackages, name: string, from: string): string | undefined {
  const nested = from === "" ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (packages[nested]) return nested;
  if (from === "") return undefined;
  const parent = from.lastIndexOf("/node_modules/");
  return folderOf(packages, name, parent === -1 ? "" : from.slice(0, parent));
}

/** The folders of a package and of all it brings, on whatever platform. */
export function closureOf(packages: LockedPackages, folder: string, seen = new Set<string>()): Set<string> {
  if (seen.has(folder)) return seen;
  seen.add(folder);
  const { dependencies, optionalDependencies, peerDependencies } = packages[folder] ?? {};
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    const found = folderOf(packages, name, folder);
    if (found !== undefined) closureOf(packages, found, seen);
  }
  return seen;
}
