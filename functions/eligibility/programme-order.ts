import type { Programme } from "./standard-document.ts";

/** The programmes whose verdicts a programme's conditions and amount read, each once. */
export function programmesRead({ conditions, amount }: Pick<Programme, "conditions" | "amount">): string[] {
  const read = new Set<string>();
  const visit = (tree: unknown): void => {
    if (typeof tree !== "object" || tree === null) return;
    if ("op" in tree && tree.op === "programme" && "id" in tree) read.add(String(tree.id));
    for (const child of Object.values(tree)) visit(child);
  };
  for (const { when } of conditions) visit(when);
  visit(amount.value);
  for (const { when } of amount.tiers ?? []) visit(when);
  return [...read];
}
