import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bufferLines, fileLines } from "#cli/preview/block-lines.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-blocks-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const line = fc.oneof(
  fc.constant(""),
  fc.constant("户"),
  fc.string({ maxLength: 5 }).map((text) => text.replace(/[\r\n]/g, "")),
);

describe("the lines of a file", () => {
  it("are each in one block, in their order, wherever the blocks end", () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.array(fc.nat(80), { maxLength: 6 }),
        (lines, lineEnd, ended, cuts) => {
          const bytes = Buffer.from(lines.join(lineEnd) + (ended ? lineEnd : ""));
          const whole: string[] = [];
          bufferLines(bytes, (_, text = "none") => whole.push(text));
          expect(whole).toEqual(ended || lines.at(-1) !== "" ? lines : lines.slice(0, -1));
          expect(readInBlocks(bytes, cuts)).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("that are no UTF-8 text are told as such, and their neighbours are read", () => {
    const told: string[] = [];
    const lines = bufferLines(Buffer.from([0x61, 0x0a, 0xff, 0x0a, 0x62]), (index, text, instead) =>
      told.push(`${index} ${text ?? instead}`),
    );
    expect([lines, told]).toEqual([3, ["0 a", "1 bytes that are no UTF-8 text", "2 b"]]);
  });
});

/** The lines of a file read in blocks that end at these places; each block numbers its own from nought. */
function readInBlocks(bytes: Buffer, cuts: readonly number[]): string[] {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  const file = openSync(path, "r");
  try {
    const ends = [...new Set([...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])].sort((a, b) => a - b);
    const read: string[] = [];
    let start = 0;
    for (const end of ends) {
      if (end === start) continue;
      const before = read.length;
      const lines = fileLines(file, { start, end }, (index, text = "none") => {
        expect(index).toBe(read.length - before);
        read.push(text);
      });
      expect(lines).toBe(read.length - before);
      start = end;
    }
    return read;
  } finally {
    closeSync(file);
  }
}
