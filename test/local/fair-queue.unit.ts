import { describe, expect, test } from "vitest";
import { type GroupShare, nextInFairness, noisyGroups } from "#local/fair-queue.ts";

const shares = (of: Record<string, Partial<GroupShare>>): ReadonlyMap<string, GroupShare> =>
  new Map(Object.entries(of).map(([group, share]) => [group, { inFlight: 0, milliseconds: 0, ...share }]));

describe("a group is noisy", () => {
  test.each([
    ["by more than a tenth of the time worked", { flood: { milliseconds: 950 }, quiet: { milliseconds: 50 } }, 0],
    ["by thirty messages in flight, above a tenth", { flood: { inFlight: 30 }, quiet: { inFlight: 1 } }, 31],
  ])("%s", (_, of, inFlight) => {
    expect([...noisyGroups(shares(of), inFlight)]).toEqual(["flood"]);
  });

  test.each([
    ["by twenty-nine messages in flight", { flood: { inFlight: 29 } }, 29],
    ["by thirty of three hundred messages in flight", { flood: { inFlight: 30 } }, 300],
    ["by being there", { flood: {} }, 0],
  ])("not %s", (_, of, inFlight) => {
    expect([...noisyGroups(shares(of), inFlight)]).toEqual([]);
  });
});

describe("of a fair queue's messages", () => {
  const next = (waiting: readonly (string | undefined)[], noisy: readonly string[], of: Record<string, number> = {}) =>
    nextInFairness(
      waiting,
      3,
      new Set(noisy),
      shares(Object.fromEntries(Object.entries(of).map(([group, inFlight]) => [group, { inFlight }]))),
    );

  test("none overtakes while no group is noisy", () => {
    expect(next(["a", "a", "b", "a"], [])).toEqual([0, 1, 2]);
  });

  test("the quiet groups' come before a noisy one's, which fill the rest", () => {
    expect(next(["flood", "flood", "flood", "quiet", "flood", undefined], ["flood"])).toEqual([3, 5, 0]);
  });

  test("the noisy group's with fewest in flight come first, and none is left out", () => {
    expect(next(["a", "a", "a", "b"], ["a", "b"], { a: 5, b: 1 })).toEqual([3, 0, 1]);
  });

  test("no more are chosen than wait", () => {
    expect(next(["flood"], ["flood"])).toEqual([0]);
  });
});
