import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * A folder that the project brings along, such as `standards/zhejiang`: as it is written where it lies in the current
 * folder, else the project's own, so that a command does the same from wherever it is called.
 */
export function ownFolder(path: string): string {
  return existsSync(path) ? path : fileURLToPath(new URL(`../${path}`, import.meta.url));
}
