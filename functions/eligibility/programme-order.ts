import { namesRead } from "./names-read.ts";
import type { Programme } from "./standard-document.ts";

const prefix = "programme.";

/** The programmes whose verdicts a programme's conditions and amount read, each once. */
export function programmesRead({ conditions, amount }: Pick<Programme, "conditions" | "amount">): string[] {
  const names = namesRead([conditions, amount]).filter((name) => name.startsWith(prefix));
  return [...new Set(names)].map((name) => name.slice(prefix.length));
}
