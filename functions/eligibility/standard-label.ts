import type { StandardDocument } from "./standard-document.ts";

/** A standard's name and version as notices and verdicts quote it: `zhejiang@2022.7`. */
export function standardLabel({ name, version }: Pick<StandardDocument, "name" | "version">): string {
  return `${name}@${version}`;
}
