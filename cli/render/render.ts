import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../exit-code.ts";
import { type Languages, languagesOf } from "../languages.ts";
import { loadPack } from "../load-pack.ts";
import { pagesOf } from "./pages.ts";

export interface RenderOptions {
  readonly output?: string;
  readonly lang: Languages;
}

/** Writes a pack's pages into a folder, or one after the other to standard output. */
export async function renderPack(pack: string, { output, lang }: RenderOptions): Promise<void> {
  const pages = pagesOf(await loadPack(pack), languagesOf(lang));
  if (output === undefined) {
    console.log(pages.map(({ text }) => text).join("\n"));
    return;
  }
  try {
    await mkdir(output, { recursive: true });
    for (const { file, text } of pages) await writeFile(join(output, file), text);
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), "code");
    if (code === undefined) throw error;
    throw new CommandError(`${output}: cannot be written: ${code}`);
  }
  console.log(`${output}: ${pages.length} 页 pages`);
}
