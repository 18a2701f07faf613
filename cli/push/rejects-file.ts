import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import * as z from "zod/mini";
import type { Problem } from "#events/problem.ts";
import { CommandError } from "../exit-code.ts";

/** One line of a rejects file. */
export interface Rejection {
  readonly file: string;
  readonly line: number;
  readonly problems: readonly Problem[];
  /** The line as it came; absent where it was no text. */
  readonly rejected: string | undefined;
}

/** Where rejected lines go, each with its reasons; the file appears with the first of them. */
export interface RejectsFile {
  readonly path: string;
  write(rejection: Rejection): void;
  close(): void;
}

const Known = z.object({ file: z.string(), line: z.number(), problems: z.array(z.unknown()) });

export const noRejectsFile: RejectsFile = { path: "", write: () => {}, close: () => {} };

/**
 * Opens a rejects file for an input. What it holds of other inputs stays, and of this one what was rejected up to the
 * line from which an interrupted run goes on; the rest will be judged again.
 */
export function rejectsFile(path: string, input: string, settledUpTo: number): RejectsFile {
  let handle: number | undefined;
  guarded(path, () => keepSettled(path, input, settledUpTo));
  return {
    path,
    write(rejection) {
      guarded(path, () => {
        // They hold what a source said of people: for the eyes of whoever runs the command.
        handle ??= openSync(path, "a", 0o600);
        writeSync(handle, `${JSON.stringify(rejection)}\n`);
      });
    },
    close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

function keepSettled(path: string, input: string, upTo: number): void {
  if (!existsSync(path)) return;
  const lines = readFileSync(path, "utf8").split("\n");
  const kept = lines.filter((text, index) => {
    const known = rejectionIn(text);
    // A crash may have cut the last line short; anything else is not ours to overwrite.
    if (!known && text.trim() !== "" && index < lines.length - 1) {
      throw new CommandError(
        `${path}:${index + 1}: found a line that is no rejection, expected a rejects file or none`,
      );
    }
    return known && (known.file !== input || known.line <= upTo);
  });
  if (kept.length === 0) {
    rmSync(path);
    return;
  }
  const temporary = `${path}.new`;
  writeFileSync(temporary, kept.map((text) => `${text}\n`).join(""), { mode: 0o600 });
  renameSync(temporary, path);
}

function rejectionIn(text: string): z.infer<typeof Known> | undefined {
  try {
    return Known.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function guarded(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof Error ? error.message : "unknown reason";
    throw new CommandError(
      `cannot write rejected lines to ${path} (${reason}); choose another place with --rejects FILE`,
    );
  }
}
