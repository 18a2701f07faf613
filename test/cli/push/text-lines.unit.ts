import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TextLine, textLines } from "#cli/push/text-lines.ts";

async function linesOf(bytes: Uint8Array, cuts: readonly number[], from = 0): Promise<TextLine[]> {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  const chunks = [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
  const lines: TextLine[] = [];
  for await (const line of textLines(stream(chunks), { name: "file", each: "event" }, { line: from, offset: 0 }))
    lines.push(line);
  return lines;
}

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

describe("lines of a stream", () => {
  const texts = fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\r\n\0]/g, "·")));

  test("however the bytes are cut, the lines are the same and end where the file says", async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat()), fc.constantFrom("\n", "\r\n"), async (written, cuts, lineEnd) => {
        const content = Buffer.from(written.map((text) => text + lineEnd).join(""));
        const lines = await linesOf(content, cuts);
        expect(lines.map(({ text }) => text)).toEqual(written.map((text) => text.replace(/^\uFEFF/, "")));
        for (const { end, number } of lines) {
          const rest = await linesOf(content.subarray(end), cuts, number);
          expect(rest.map((line) => line.number)).toEqual(lines.slice(number).map((line) => line.number));
          expect(rest.map(({ text }) => text)).toEqual(lines.slice(number).map(({ text }) => text));
        }
      }),
      { numRuns: 30 },
    );
  });

  test("a last line without a line end counts", async () => {
    expect((await linesOf(Buffer.from("a\nb"), [])).map(({ text, end }) => [text, end])).toEqual([
      ["a", 2],
      ["b", 3],
    ]);
  });

  test("bytes that are no text and a line without end are told, and the lines around them read", async () => {
    const long = Buffer.alloc(5 * 1024 * 1024, "x");
    const content = Buffer.concat([Buffer.from("a\n"), Buffer.from([0xff, 0xfe, 0x0a]), long, Buffer.from("\nb\n")]);
    const lines = await linesOf(content, [70_000]);
    expect(lines.map(({ text, instead }) => text ?? instead)).toEqual([
      "a",
      "bytes that are no UTF-8 text",
      "a line longer than 4 MB",
      "b",
    ]);
    expect(lines.at(-1)?.end).toBe(content.length);
  });
});
