import { describe, expect, it } from "vitest";
import { inForceOn, versionsInForce } from "#cli/standards/versions-in-force.ts";
import { type InForce, putInForce, withDayCome, withScheduled } from "#stores/standard-in-force.ts";

const day = (version: string, on: string) => ({ version, on, at: `${on}T00:00:00Z` });

describe("a standard's history", () => {
  const first = putInForce(undefined, day("1", "2022-01-01"), "wang");
  const second = putInForce(first, day("2", "2022-07-01"), "li");
  const back = putInForce(second, day("1", "2022-07-05"), "wang");
  const told = (...after: readonly InForce[]) =>
    after.flatMap(({ last, lastBy }) => (last ? [{ ...last, ...(lastBy ? { by: lastBy } : {}) }] : []));
  const stored = { versions: ["1", "2", "3"], moves: told(first, second, back).reverse() };

  it("tells when each version was in force, by whom, the latest first, and which never was", () => {
    expect(versionsInForce(stored, back, new Date("2022-08-01"))).toEqual({
      periods: [
        { version: "1", state: "in-force", from: "2022-07-05", by: "wang" },
        { version: "2", state: "formerly", from: "2022-07-01", until: "2022-07-05", by: "li" },
        { version: "1", state: "formerly", from: "2022-01-01", until: "2022-07-01", by: "wang" },
      ],
      neverInForce: ["3"],
    });
  });

  it("tells the version of a day: that of the day itself, and none before the first", () => {
    const versions = versionsInForce(stored, back, new Date("2022-08-01"));
    expect(
      ["2021-12-31", "2022-06-30", "2022-07-01", "2022-09-01"].map((on) => inForceOn(versions, on)?.version),
    ).toEqual([undefined, "1", "2", "1"]);
  });

  it("tells what is scheduled, and counts it in force from its day, whether or not a run has taken that down", () => {
    const scheduled = withScheduled(back, day("3", "2022-09-01"), "zhao");
    const before = versionsInForce(stored, scheduled, new Date("2022-08-31T23:59:59Z"));
    expect(before.periods[0]).toEqual({ version: "3", state: "scheduled", from: "2022-09-01", by: "zhao" });
    expect(before.neverInForce).toEqual([]);
    const later = new Date("2022-09-01T00:00:00Z");
    const come = withDayCome(scheduled, later);
    const taken = versionsInForce({ ...stored, moves: [...told(come), ...stored.moves] }, come, later);
    expect(taken).toEqual(versionsInForce(stored, scheduled, later));
    expect(taken.periods.slice(0, 2)).toEqual([
      { version: "3", state: "in-force", from: "2022-09-01", by: "zhao" },
      { version: "1", state: "formerly", from: "2022-07-05", until: "2022-09-01", by: "wang" },
    ]);
  });
});
