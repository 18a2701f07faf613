import { describe, expect, it } from "vitest";
import { concurrentWriters, poisoned } from "./crowds.ts";
import { fuzz } from "./fuzz.ts";
import { mutants } from "./mutants.ts";
import { permutedHistories } from "./permutations.ts";
import { product } from "./product.ts";
import { crashEverywhere, newTally, runHistories } from "./run-histories.ts";
import { runMutants } from "./run-mutants.ts";
import { smallStandard } from "./small-standard.ts";
import { newSweepTally, runSweepHistories, soundSweep } from "./sweep-histories.ts";

// A few of the histories that `npm run faults` runs by the hundred thousand.

const setting = { product, standard: smallStandard() };
const nothing = { lost: [], duplicate: [], divergent: [] };

describe("a household", () => {
  it("ends as its reports say, whatever fails on the way, and a replay says and writes nothing", async () => {
    const tally = newTally();
    expect(await runHistories(tally, { seed: 2022, runs: 300, setting })).toBeUndefined();
    expect(tally).toMatchObject({ histories: 300, lost: 0, duplicate: 0, divergent: 0 });
    expect(tally.replay).toEqual({ notices: 0, writes: 0 });
    expect(tally.faults["crash before"] + tally.faults["crash after"]).toBeGreaterThan(100);
  });

  it("ends so when evaluate or deliver dies at any call, before it took effect or after", async () => {
    const tally = newTally();
    expect(await crashEverywhere(tally, { seed: 2022, runs: 2, setting })).toBeUndefined();
    expect(tally.faults["crash at every await"]).toBeGreaterThan(50);
  });

  it("is the same item for any permutation of its events, each up to four times", async () => {
    expect(await permutedHistories(setting, { seed: 2022, runs: 150 })).toBe(0);
  });

  it("loses no update of fifty writers at once", async () => {
    const { found, dead } = await concurrentWriters(setting, 50, 2022);
    expect(found).toEqual(nothing);
    expect(dead).toEqual([]);
  });
});

describe("a message that can never be done", () => {
  it("takes no healthy one with it into the dead-letter queue", async () => {
    const { found, dead, healthyDead } = await poisoned(setting, 500, 2022);
    expect(found).toEqual(nothing);
    expect(healthyDead).toBe(0);
    expect(dead.length).toBeGreaterThan(0);
  });

  it("is set aside with its field, and stops nothing", async () => {
    const { wrong, quarantined } = await fuzz(setting, { messages: 2000, seed: 2022 });
    expect(wrong).toEqual([]);
    expect(quarantined).toBeGreaterThan(1000);
  });
});

describe("a standard that replaces another while households change", () => {
  it("is followed to every household that a full re-judgement would find", async () => {
    const tally = newSweepTally();
    expect(await runSweepHistories(product, { seed: 2022, runs: 60 }, tally)).toBeUndefined();
    expect(tally.handedOn).toBeGreaterThan(60);
    expect(tally.faults["crash before"] + tally.faults["crash after"]).toBeGreaterThan(20);
  });

  it("is not, without a second pass", async () => {
    const rules = { ...soundSweep, secondPass: false };
    expect(await runSweepHistories(product, { seed: 1, runs: 400, rules })).toBeDefined();
  });
});

describe("the histories", () => {
  it("find seeded bugs", async () => {
    // Those that few histories find take too long for every day: npm run faults -- --mutants runs them all.
    const quick = new Set(["no tie-break between events", "no outbox flush on a duplicate", "tombstones ignored"]);
    const chosen = mutants.filter(({ name }) => quick.has(name));
    expect(chosen).toHaveLength(quick.size);
    for await (const { name, caughtBy } of runMutants({ seed: 2022, runs: 1000 }, chosen)) {
      expect(caughtBy, name).toBeDefined();
    }
  });
});
