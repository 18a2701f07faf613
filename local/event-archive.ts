import { closeSync, createReadStream, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Events an archive keeps, one a line as its targets got them. */
export interface Archive {
  readonly name: string;
  keep(event: string): void;
  /** The events kept so far, the oldest first. */
  events(): AsyncIterable<string>;
  close(): void;
}

/** Opens or creates an archive's file. What is kept outlives the process. */
export function openArchive(folder: string, name: string): Archive {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.ndjson`);
  const file = openSync(path, "a");
  return {
    name,
    keep: (event) => void writeSync(file, `${event}\n`),
    events: () => createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }),
    close: () => closeSync(file),
  };
}
