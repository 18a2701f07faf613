import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { householdDictionary } from "#stores/household-dictionary.ts";
import { packText, unpackText } from "#stores/packed-text.ts";

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  // More than zlib is given room for at once, packed or not.
  fc.array(fc.string({ minLength: 1, unit: "grapheme" }), { minLength: 500, maxLength: 3000 }).map(String),
);

describe("a packed text", () => {
  it("unpacks to what it was, and is the same bytes in whatever portions it is packed", () => {
    fc.assert(
      fc.property(text, (each) => {
        const packed = packText(each, householdDictionary);
        expect(unpackText(packed, householdDictionary)).toBe(each);
        const atOnce = deflateRawSync(each, { dictionary: householdDictionary, level: 9, chunkSize: 1024 * 1024 });
        expect(Buffer.compare(packed, atOnce)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it("holds little more memory than its bytes", () => {
    const before = process.memoryUsage().arrayBuffers;
    const packed = Array.from({ length: 1000 }, (_, index) =>
      packText(`{"monthlyIncome":${index}}`, householdDictionary),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000);
    expect(packed).toHaveLength(1000);
  });
});
