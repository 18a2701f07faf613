import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Events an archive keeps, one a line as its targets would get them. They cannot be replayed yet. */
export interface Archive {
  keep(event: string): void;
  close(): void;
}

/** Opens or creates an archive's file. What is kept outlives the process. */
export function openArchive(folder: string, name: string): Archive {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, `${name}.ndjson`), "a");
  return {
    keep: (event) => void writeSync(file, `${event}\n`),
    close: () => closeSync(file),
  };
}
