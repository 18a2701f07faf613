import { describe, expect, test } from "vitest";
import { itemBytes, readUnitsOf, writeUnitsOf } from "./item-bytes.ts";

describe("the size of an item", () => {
  test("counts names and texts by their bytes in UTF-8", () => {
    expect(itemBytes({ area: { S: "330106" } })).toBe(4 + 6);
    expect(itemBytes({ 区: { S: "杭州" } })).toBe(3 + 6);
  });

  test.each([
    ["0", 1],
    ["7", 2],
    ["1200", 2],
    ["123", 3],
    ["-12", 3],
    ["0.05", 2],
  ])("counts the number %s as %i", (N, bytes) => {
    expect(itemBytes({ n: { N } })).toBe(1 + bytes);
  });

  test("counts lists and maps with what they hold", () => {
    expect(itemBytes({ l: { L: [{ S: "ab" }, { BOOL: true }] } })).toBe(1 + 3 + (1 + 2) + (1 + 1));
    expect(itemBytes({ m: { M: { a: { NULL: true } } } })).toBe(1 + 3 + 1 + (1 + 1));
  });

  test("is billed by the kilobyte begun, reads by four", () => {
    expect([0, 1024, 1025].map(writeUnitsOf)).toEqual([1, 1, 2]);
    expect([0, 4096, 4097].map(readUnitsOf)).toEqual([1, 1, 2]);
  });
});
