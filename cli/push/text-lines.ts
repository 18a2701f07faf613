import { CommandError } from "../exit-code.ts";

/** A line of a file, without its line end. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** Bytes of the file up to and including this line and its line end. */
  readonly end: number;
  /** Undefined where the line is no UTF-8 or too long to hold. */
  readonly text: string | undefined;
  /** What the line is instead of text, in words; present where `text` is absent. */
  readonly instead?: string;
}

/** Where in a file to begin: after `line` lines, which end at byte `offset`. */
export interface LinePosition {
  readonly line: number;
  readonly offset: number;
}

/** What a file is called in messages, and what its lines are. */
export interface NamedLines {
  readonly name: string;
  readonly each: "event" | "household";
}

// Far beyond any event that the bus would take; one endless line must not fill the memory.
const longestLine = 4 * 1024 * 1024;
const newline = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The lines of a stream of bytes that starts at `from`. Throws CommandError for what is not text at all; a line that
 * cannot be read as text is handed over as such.
 */
export async function* textLines(
  bytes: AsyncIterable<Uint8Array>,
  file: NamedLines,
  from: LinePosition = { line: 0, offset: 0 },
): AsyncGenerator<TextLine> {
  let number = from.line;
  let end = from.offset;
  let pieces: Uint8Array[] = [];
  let held = 0;
  let dropped = false;
  const take = (piece: Uint8Array) => {
    held += piece.length;
    if (held > longestLine) {
      dropped = true;
      pieces = [];
    } else if (piece.length > 0) {
      pieces.push(piece);
    }
  };
  const finish = (lineEnd: number): TextLine => {
    number += 1;
    end += held + lineEnd;
    const line = dropped ? tooLong(number, end) : decoded(pieces, number, end);
    pieces = [];
    held = 0;
    dropped = false;
    return line;
  };
  let first = true;
  for await (const chunk of bytes) {
    if (first && from.offset === 0) refuseBinary(chunk, file);
    first = false;
    let start = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, start)) {
      take(chunk.subarray(start, at));
      yield finish(1);
      start = at + 1;
    }
    take(chunk.subarray(start));
  }
  if (held > 0) yield finish(0);
}

function decoded(pieces: readonly Uint8Array[], number: number, end: number): TextLine {
  const [only] = pieces;
  const line = pieces.length === 1 && only ? only : Buffer.concat(pieces);
  try {
    const text = decoder.decode(line);
    return { number, end, text: text.endsWith("\r") ? text.slice(0, -1) : text };
  } catch {
    return { number, end, text: undefined, instead: "bytes that are no UTF-8 text" };
  }
}

function tooLong(number: number, end: number): TextLine {
  return { number, end, text: undefined, instead: `a line longer than ${longestLine / 1024 / 1024} MB` };
}

function refuseBinary(start: Uint8Array, { name, each }: NamedLines): void {
  if (start[0] === 0x1f && start[1] === 0x8b) {
    throw new CommandError(
      `${name}: found a gzip file, expected text with one ${each} a line. Unpack it first: gunzip -c ${name} | pfp … -`,
    );
  }
  if (start.subarray(0, 1024).includes(0)) {
    throw new CommandError(`${name}: found a binary file (or UTF-16), expected UTF-8 text with one ${each} a line`);
  }
}
