import { type Command, Option } from "commander";
import type { RenderOptions } from "./render.ts";

const after = `
One page for each programme and an index, for proof-reading: conditions in order, what each decides by, amounts, the
parameters with their values by date and area, and which programmes follow which. In both languages the Chinese stands
before the English on the same page. The same pack always gives the same pages.

Exit status: 0 written, 2 wrong usage, or a pack that is wrong.`;

/** `pfp render PACK`: a pack as pages that policy staff can proof-read. */
export function registerRender(program: Command): void {
  program
    .command("render")
    .description("write a pack as Markdown pages for proof-reading: one for each programme, and an index")
    .argument("<pack>", "the pack's folder, such as standards/zhejiang")
    .option("--output <folder>", "where the pages go, one file each (standard output)")
    .addOption(new Option("--lang <language>", "the language").choices(["zh", "en", "both"]).default("both"))
    .addHelpText("after", after)
    .action(async (folder: string, options: RenderOptions) => {
      const { renderPack } = await import("./render.ts");
      await renderPack(folder, options);
    });
}
