import type { Outline } from "#eligibility/wording/outline.ts";

/** Texts of a pack are text: what Markdown would read as its own is written so that it does not. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_|<>#[\]~]/g, (mark) => `\\${mark}`);
}

/** A table; its cells are escaped already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)];
}

/** Lines that fold away under a summary. */
export function folded(summary: string, lines: readonly string[]): string[] {
  return ["<details>", `<summary>${summary}</summary>`, "", ...lines, "", "</details>"];
}

/** An outline as a nested list, so deep in the page. */
export function list({ text, parts }: Outline, indent: string, before = ""): string[] {
  const below = parts.flatMap((part) => list(part, text === "" ? indent : `${indent}  `));
  const lead = text === "" ? [] : [`${indent}- ${before}${escaped(text)}`];
  return [...lead, ...below];
}
