import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PackFile } from "./pack-problem.ts";

const folders = ["parameters", "programmes"];
const isOfPack = (name: string) => /\.(ya?ml|csv)$/.test(name);

/** Raised where a folder cannot be read as a pack at all. */
export class NoPack extends Error {
  override readonly name = "NoPack";
}

/**
 * Reads a pack's folder: its YAML and CSV files with their text, in the order of their names. Programmes and parameters may
 * lie in folders of folders, and any file may be a link: what is left out without a word is a programme nobody is told of.
 */
export async function readPack(folder: string): Promise<PackFile[]> {
  const paths = await filesIn(folder, "");
  if (!paths.includes("pack.yaml")) {
    throw new NoPack(`${folder}: found a folder without pack.yaml, expected a pack such as standards/zhejiang`);
  }
  for (const inner of folders) paths.push(...(await filesIn(join(folder, inner), `${inner}/`, true)));
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await textOf(join(folder, path)) })));
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The text of a file. Another encoding (spreadsheets like to save GBK) would end up as nonsense in every notice. */
async function textOf(file: string): Promise<string> {
  try {
    return decoder.decode(await readFile(file));
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    const found =
      code === "ERR_ENCODING_INVALID_ENCODED_DATA"
        ? "bytes that are no UTF-8 text"
        : `a file that cannot be read (${code})`;
    throw new NoPack(`${file}: found ${found}, expected UTF-8 text`);
  }
}

async function filesIn(folder: string, prefix: string, optional = false): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory() && isOfPack(entry.name));
    const inner = prefix === "" ? [] : entries.filter((entry) => entry.isDirectory());
    const within = inner.map(({ name }) => filesIn(join(folder, name), `${prefix}${name}/`));
    return [...files.map(({ name }) => `${prefix}${name}`), ...(await Promise.all(within)).flat()];
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    if (code === "ENOENT" && optional) return [];
    const found =
      code === "ENOENT" ? "nothing" : code === "ENOTDIR" ? "a file" : `a folder that cannot be read (${code})`;
    throw new NoPack(`${folder}: found ${found}, expected the folder of a pack such as standards/zhejiang`);
  }
}
