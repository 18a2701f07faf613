import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { CommandError } from "../exit-code.ts";
import { longestLine } from "./block-lines.ts";
import type { Task } from "./worker-messages.ts";

/** A file of households, known to be there. */
export interface HouseholdFile {
  /** As the command line has it; `-` is standard input. */
  readonly path: string;
  /** For messages. */
  readonly name: string;
  /** Bytes; absent of standard input and pipes, which are read once, from the beginning. */
  readonly size: number | undefined;
}

const bytesTogether = 2 * 1024 * 1024;
const newline = 0x0a;

/** Looks at all files before any is read. Throws CommandError for one that cannot be. */
export function householdFiles(paths: readonly string[]): HouseholdFile[] {
  return paths.map((path, index) => {
    if (paths.indexOf(path) !== index) throw new CommandError(`${path}: named twice, expected once`);
    if (path === "-") return { path, name: "standard input", size: undefined };
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new CommandError(`${path}: found no such file, expected households, one JSON a line`);
    if (found.isDirectory()) throw new CommandError(`${path}: found a folder, expected a file of households`);
    if (!found.isFile()) return { path, name: path, size: undefined };
    refuseBinary(startOf(path), path);
    return { path, name: path, size: found.size };
  });
}

function startOf(path: string): Buffer {
  const start = Buffer.alloc(1024);
  const file = openSync(path, "r");
  try {
    return start.subarray(0, readSync(file, start, 0, start.length, 0));
  } finally {
    closeSync(file);
  }
}

function refuseBinary(start: Uint8Array, name: string): void {
  if (start[0] === 0x1f && start[1] === 0x8b) {
    const cure = `gunzip -c ${name} | pfp preview PACK --on-file -`;
    throw new CommandError(`${name}: found a gzip file, expected one household a line. Unpack it first: ${cure}`);
  }
  if (start.subarray(0, 1024).includes(0)) {
    throw new CommandError(`${name}: found a binary file (or UTF-16), expected UTF-8 text with one household a line`);
  }
}

/** The blocks of a file, numbered from `first`: of one that can be read anywhere without reading it. */
export async function* blocksOf({ path, name, size }: HouseholdFile, first: number): AsyncGenerator<Task> {
  let block = first;
  if (size !== undefined) {
    for (let start = 0; start < size; start += bytesTogether, block += 1) {
      yield { kind: "file", block, path, start, end: Math.min(size, start + bytesTogether) };
    }
    return;
  }
  let pieces: Uint8Array[] = [];
  let held = 0;
  const stream: AsyncIterable<Buffer> = path === "-" ? process.stdin : createReadStream(path);
  let begun = false;
  for await (const chunk of stream) {
    if (!begun) refuseBinary(chunk, name);
    begun = true;
    const cut = held + chunk.length < bytesTogether ? -1 : chunk.lastIndexOf(newline) + 1;
    if (cut <= 0) {
      pieces.push(chunk);
      held += chunk.length;
      if (held > bytesTogether + longestLine) {
        throw new CommandError(
          `${name}: found a line longer than ${longestLine / 1024 / 1024} MB, expected a household`,
        );
      }
      continue;
    }
    yield { kind: "bytes", block, bytes: Buffer.concat([...pieces, chunk.subarray(0, cut)]) };
    block += 1;
    pieces = [chunk.subarray(cut)];
    held = chunk.length - cut;
  }
  if (held > 0) yield { kind: "bytes", block, bytes: Buffer.concat(pieces) };
}
