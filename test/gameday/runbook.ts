import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../docs/runbooks");

/** A runbook as whoever is on duty reads it: the commands of its fenced blocks, by the block's name. */
export interface Runbook {
  readonly name: string;
  /** "```sh redrive" begins the block `redrive`. */
  readonly blocks: ReadonlyMap<string, string>;
}

/** The names of all runbooks. */
export function runbookNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .map((file) => file.slice(0, -".md".length))
    .sort();
}

/** Reads a runbook. Throws an Error that names the file and line where a block of commands has no name, or another's. */
export function readRunbook(name: string): Runbook {
  return parseRunbook(name, readFileSync(join(folder, `${name}.md`), "utf8"));
}

/** As readRunbook, from the file's text. */
export function parseRunbook(name: string, text: string): Runbook {
  const blocks = new Map<string, string>();
  let open: { readonly name: string; readonly indent: number; readonly lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const [, indent = "", info = ""] = /^(\s*)```(.*)$/.exec(line) ?? [];
    if (!/^\s*```/.test(line)) {
      open?.lines.push(line.slice(open.indent));
    } else if (open) {
      blocks.set(open.name, open.lines.join("\n"));
      open = undefined;
    } else {
      const [language, block = ""] = info.trim().split(/\s+/);
      const at = `docs/runbooks/${name}.md:${index + 1}`;
      if (language !== "sh" || block === "")
        throw new Error(`${at}: found \`\`\`${info}, expected \`\`\`sh and a name`);
      if (blocks.has(block)) throw new Error(`${at}: found a second block ${block}, expected another name`);
      open = { name: block, indent: indent.length, lines: [] };
    }
  }
  if (open) throw new Error(`docs/runbooks/${name}.md: the block ${open.name} does not end`);
  return { name, blocks };
}
