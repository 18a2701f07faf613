import type { Read } from "./knowledge.ts";

// Questions about texts and lists, as generated code counts: 0 no, 1 yes, 2 where a side is unknown.

function whereKnown(ask: (a: Read, b: Read) => boolean) {
  return (a: Read, b: Read): number => (Number.isNaN(a) || Number.isNaN(b) ? 2 : Number(ask(a, b)));
}

export const startsWith = whereKnown((text, start) => String(text).startsWith(String(start)));

export const contains = whereKnown((list, item) => Array.isArray(list) && list.includes(item));
