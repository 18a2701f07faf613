import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlappingPartsToTell, partsToTell } from "#preview/disclosure.ts";

const letters = ["a", "b", "c", "d", "e"];

function whole(sizes: readonly number[]): Map<string, number> {
  return new Map(sizes.map((size, index) => [letters[index] ?? "", size]));
}

function sum(sizes: Iterable<number>): number {
  return [...sizes].reduce((total, size) => total + size, 0);
}

describe("the parts of a whole that are told", () => {
  it("are of at least five, and so is what is left", () => {
    expect([...partsToTell(whole([7, 20, 3, 2, 0]))]).toEqual(["a", "b"]);
    // Three would be left: the next smallest goes with them.
    expect([...partsToTell(whole([7, 20, 3, 0, 0]))]).toEqual(["b"]);
    expect([...partsToTell(whole([7, 20, 0, 0]))]).toEqual(["a", "b"]);
    expect([...partsToTell(whole([7, 4]))]).toEqual([]);
    // Eight in two parts that are too small to tell are four and four.
    expect([...partsToTell(whole([7, 20, 4, 4]))]).toEqual(["b"]);
  });

  it("leave open how many are in each that is not, to whoever knows the rule and all that is told", () => {
    for (const [parts, most] of [
      [2, 14],
      [3, 12],
      [4, 9],
    ] as const) {
      for (const [told, wholes] of byWhatIsTold(parts, most)) expectOpen(told, wholes, most);
    }
  });

  it("are safe where a household may be in several: those untold may be the same few", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }), (sizes) => {
        const parts = whole(sizes);
        const told = overlappingPartsToTell(parts);
        const untold = [...parts].filter(([part]) => !told.has(part)).map(([, size]) => size);
        for (const part of told) expect(parts.get(part)).toBeGreaterThanOrEqual(5);
        if (told.size > 0 && sum(untold) > 0) expect(Math.max(...untold)).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});

/** Every way to divide a whole that is told, by what comes to be told of it. */
function byWhatIsTold(parts: number, most: number): Map<string, number[][]> {
  const byTold = new Map<string, number[][]>();
  const visit = (sizes: number[]): void => {
    if (sizes.length < parts) {
      for (let size = 0; size <= most; size += 1) visit([...sizes, size]);
      return;
    }
    if (sum(sizes) < 5) return;
    const told = partsToTell(whole(sizes));
    const key = JSON.stringify([
      sum(sizes),
      ...sizes.map((size, index) => (told.has(letters[index] ?? "") ? size : null)),
    ]);
    byTold.set(key, [...(byTold.get(key) ?? []), sizes]);
  };
  visit([]);
  return byTold;
}

function expectOpen(told: string, wholes: readonly number[][], most: number): void {
  const parsed: unknown = JSON.parse(told);
  const [total, ...sizes] = Array.isArray(parsed) ? parsed : [];
  const rest = total - sum(sizes.map(Number));
  if (rest === 0) return;
  expect(rest, told).toBeGreaterThanOrEqual(5);
  // Where a part is as large as any here, larger ones would leave more open than is seen.
  if (wholes.some((each) => each.includes(most))) return;
  for (const [index, size] of sizes.entries()) {
    if (size !== null) continue;
    const could = new Set(wholes.map((each) => each[index]));
    expect(could.size, `${told} part ${index}`).toBeGreaterThan(1);
  }
}
