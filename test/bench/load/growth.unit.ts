import { describe, expect, test } from "vitest";
import { afterWarmUp, growthOf, isGrowing } from "./growth.ts";

describe("the growth of a series", () => {
  test("is what it gains from first to last", () => {
    expect(growthOf([100, 110, 120, 130])).toBe(30);
    expect(growthOf([130, 120, 110])).toBe(-20);
  });

  test("takes no notice of single values out of line", () => {
    expect(growthOf([100, 100, 900, 100, 100, 100])).toBe(0);
  });

  test.each([[[]], [[5]]])("is nothing in %j", (series) => {
    expect(growthOf(series)).toBe(0);
  });
});

test("a series grows when it gains more than both the share of its median and the least", () => {
  const series = [100, 105, 110, 115];
  expect(isGrowing(series, 0.1, 10)).toBe(true);
  expect(isGrowing(series, 0.2, 10)).toBe(false);
  expect(isGrowing(series, 0.1, 20)).toBe(false);
});

describe("warming up", () => {
  const samples = [1, 2, 3, 4, 5, 6, 7].map((each) => ({ minute: each / 2 }));
  const minutes = (some: readonly { readonly minute: number }[]) => some.map(({ minute }) => minute);

  test("is the first third of the samples", () => {
    expect(minutes(afterWarmUp(samples))).toEqual([1.5, 2, 2.5, 3, 3.5]);
    expect(afterWarmUp(samples.slice(0, 2))).toHaveLength(2);
  });

  test("is of so many minutes where they are told", () => {
    expect(minutes(afterWarmUp(samples, 2))).toEqual([2.5, 3, 3.5]);
  });
});
