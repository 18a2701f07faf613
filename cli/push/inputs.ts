import { createReadStream, statSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "../exit-code.ts";

/** A file to push, known to be there. */
export interface Input {
  /** As the command line has it; `-` is standard input. */
  readonly path: string;
  /** For messages. */
  readonly name: string;
  /** Bytes; absent for standard input and pipes, which can be read only once. */
  readonly size: number | undefined;
  /** Where its rejected lines and its progress are kept: beside it. */
  readonly beside: string;
}

const standardInput = "-";

/** Looks at all files before anything is sent. Throws CommandError for one that cannot be pushed. */
export function inputsOf(paths: readonly string[], rejects: string | undefined): Input[] {
  return paths.map((path, index) => {
    if (paths.indexOf(path) !== index) throw new CommandError(`${path}: named twice, expected once`);
    if (rejects !== undefined && resolve(rejects) === resolve(path)) {
      throw new CommandError(`--rejects: found the input ${path}, expected another file`);
    }
    return path === standardInput
      ? { path, name: "standard input", size: undefined, beside: "stdin" }
      : fileInput(path);
  });
}

function fileInput(path: string): Input {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new CommandError(`${path}: there is no such file`);
  if (stats.isDirectory()) throw new CommandError(`${path}: found a folder, expected a file with one event a line`);
  return { path, name: path, size: stats.isFile() ? stats.size : undefined, beside: path };
}

/** The bytes of an input from an offset; reading ends with an error when the signal comes. */
export function bytesOf({ path }: Input, offset: number, signal: AbortSignal): AsyncIterable<Uint8Array> {
  if (path !== standardInput) return createReadStream(path, { start: offset, signal, highWaterMark: 256 * 1024 });
  signal.addEventListener("abort", () => process.stdin.destroy(), { once: true });
  return process.stdin;
}
