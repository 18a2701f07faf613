import { isUtf8 } from "node:buffer";
import { readSync } from "node:fs";

/** A line of a block, without its line end; `instead` says what it is where it is no text. */
export type VisitLine = (index: number, text: string | undefined, instead: string) => void;

/** Bytes of one file or stream that are read together: those of the lines that begin in it. */
export interface FileBlock {
  readonly start: number;
  readonly end: number;
}

/** Far beyond any household; one endless line must not fill the memory. */
export const longestLine = 4 * 1024 * 1024;
const newline = 0x0a;
const carriageReturn = 0x0d;
const atATime = 64 * 1024;

/** Reads the lines that begin in a block of a file, in place and without a promise a line. Returns how many there are. */
export function fileLines(file: number, { start, end }: FileBlock, visit: VisitLine): number {
  // The byte before tells whether a line begins with the block; the last line may end beyond it.
  const from = Math.max(0, start - 1);
  let bytes = Buffer.allocUnsafe(end - from);
  let length = readAll(file, bytes, from);
  while (from + length >= end && bytes[length - 1] !== newline && length < end - from + longestLine) {
    const more = Buffer.allocUnsafe(atATime);
    const read = readSync(file, more, 0, atATime, from + length);
    if (read === 0) break;
    const lineEnd = more.subarray(0, read).indexOf(newline);
    const taken = more.subarray(0, lineEnd < 0 ? read : lineEnd + 1);
    bytes = Buffer.concat([bytes.subarray(0, length), taken]);
    length += taken.length;
  }
  const first = start === 0 ? 0 : bytes.subarray(0, length).indexOf(newline) + 1;
  if (start > 0 && (first === 0 || from + first >= end)) return 0;
  return bufferLines(bytes.subarray(first, length), visit);
}

function readAll(file: number, into: Buffer, position: number): number {
  let length = 0;
  while (length < into.length) {
    const read = readSync(file, into, length, into.length - length, position + length);
    if (read === 0) break;
    length += read;
  }
  return length;
}

/** The lines of bytes that begin and end with a line. Returns how many there are. */
export function bufferLines(bytes: Buffer, visit: VisitLine): number {
  const allText = isUtf8(bytes);
  let index = 0;
  for (let start = 0; start < bytes.length; index += 1) {
    const found = bytes.indexOf(newline, start);
    const next = found < 0 ? bytes.length : found;
    const end = next > start && bytes[next - 1] === carriageReturn ? next - 1 : next;
    if (end - start > longestLine) visit(index, undefined, `a line longer than ${longestLine / 1024 / 1024} MB`);
    else if (allText || isUtf8(bytes.subarray(start, end))) visit(index, bytes.toString("utf8", start, end), "");
    else visit(index, undefined, "bytes that are no UTF-8 text");
    start = next + 1;
  }
  return index;
}
