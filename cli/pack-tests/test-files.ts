import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PackFile } from "#functions/publish/pack-problem.ts";

/** The YAML files of a pack's folder `tests/`, in the order of their names; none where there is no such folder. */
export async function testFiles(folder: string): Promise<PackFile[]> {
  const names = await namesIn(join(folder, "tests"));
  return Promise.all(
    names.map(async (name) => ({ path: `tests/${name}`, text: await readFile(join(folder, "tests", name), "utf8") })),
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return [];
    throw error;
  }
}
