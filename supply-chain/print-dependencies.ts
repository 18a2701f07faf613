import { lstatSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { closureOf, type LockedPackages, readLockFile, readManifest } from "./lock-file.ts";

/** A direct dependency as installed on this machine. */
interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Itself and what it brings, as the lock file has it for all platforms. */
  readonly packages: number;
  /** Of those installed here. */
  readonly bytes: number;
}

const root = new URL("../", import.meta.url).pathname;

function bytesIn(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    // What is nested there is counted as a package of its own.
    if (entry.name === "node_modules") continue;
    const path = `${folder}/${entry.name}`;
    bytes += entry.isDirectory() ? bytesIn(path) : lstatSync(path).size;
  }
  return bytes;
}

function installedBytes(folders: Iterable<string>): number {
  let bytes = 0;
  for (const folder of folders) {
    try {
      bytes += bytesIn(`${root}${folder}`);
    } catch {
      // Of another platform: in the lock file and not on this disk.
    }
  }
  return bytes;
}

function directDependencies(packages: LockedPackages): Dependency[] {
  const { dependencies, devDependencies } = readManifest();
  return Object.keys({ ...dependencies, ...devDependencies }).map((name) => {
    const folders = closureOf(packages, `node_modules/${name}`);
    const { version = "?", license = "?" } = packages[`node_modules/${name}`] ?? {};
    return { name, version, licence: license, packages: folders.size, bytes: installedBytes(folders) };
  });
}

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const packages = readLockFile();
const direct = directDependencies(packages).toSorted((a, b) => b.bytes - a.bytes);
const folders = Object.keys(packages).filter((folder) => folder !== "");
const total = { direct: direct.length, packages: folders.length, bytes: installedBytes(folders) };

if (values.json) {
  console.log(JSON.stringify({ dependencies: direct, total }));
} else {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1).padStart(8);
  console.log(`${"dependency 依赖".padEnd(36)}${"packages".padStart(8)}${"MB".padStart(8)}  licence 许可证`);
  for (const { name, version, licence, packages: count, bytes } of direct) {
    console.log(`${`${name}@${version}`.padEnd(38)}${String(count).padStart(8)}${megabytes(bytes)}  ${licence}`);
  }
  console.log(
    `\n${total.direct} direct, ${total.packages} in the lock file for all platforms,${megabytes(total.bytes)} MB installed here; a package shared by several counts for each`,
  );
}
