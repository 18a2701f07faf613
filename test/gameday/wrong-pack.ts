import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const pack = join(import.meta.dirname, "../../standards/zhejiang");

/** A mistake in one file of a pack. */
export interface Mistake {
  readonly file: string;
  readonly instead: string;
  readonly found: string;
}

/** Copies the pack with mistakes in it, under a version of its own. Throws an Error where it does not say what is replaced. */
export function wrongPack(folder: string, version: string, mistakes: readonly Mistake[]): string {
  cpSync(pack, folder, { recursive: true });
  const [, current = ""] = /^version: "(.*)"$/m.exec(readFileSync(join(pack, "pack.yaml"), "utf8")) ?? [];
  const renamed = { file: "pack.yaml", instead: `version: "${current}"`, found: `version: "${version}"` };
  for (const { file, instead, found } of [renamed, ...mistakes]) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(instead)) throw new Error(`standards/zhejiang/${file} does not say ${instead}`);
    writeFileSync(path, text.replace(instead, found));
  }
  return folder;
}
