import { describe, expect, it } from "vitest";
import { storeNewSweep } from "#functions/sweep/begin-sweep.ts";
import { type Household, newHousehold } from "#household/aggregate.ts";
import { neverRaised } from "#household/indexed.ts";
import { findIn } from "#test/fakes/in-memory-indexes.ts";
import { calendarDue, sweeping } from "./sweeping.ts";

const county = "330106";
const begun = "2022-07-04T00:05:00+08:00";
const due = { type: "sweep.due", sweep: "s" };

/** So many families of a county whose verdict changes when the standard reaches 950, and as many for whom none does. */
function families(count: number): Household[] {
  return Array.from({ length: 2 * count }, (_, index) => ({
    ...newHousehold(`h-${index}`),
    indexed: { area: county, raisedAt: index < count ? 950 : neverRaised },
  }));
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `h-${index}`).sort();
}

/** A sweep that has begun and not moved yet. */
async function begin(system: ReturnType<typeof sweeping>, reach: "whole" | { raisedTo: number } = { raisedTo: 1000 }) {
  const reason = { by: "standard" as const, from: "small@1", to: "small@2", areas: [{ area: county, reach }] };
  return await storeNewSweep(system.sweeps, { sweep: "s", reason, now: new Date(begun) });
}

describe("a sweep after a standard", () => {
  it("hands on exactly those for whom the new value changes something, and looks a second time", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(40)) });
    await begin(system);
    await system.receiveUntilDone(due);
    expect(system.handedOn.slice(0, 40).sort()).toEqual(ids(40));
    expect(system.handedOn.slice(40).sort()).toEqual(ids(40));
    expect(system.stored("s")).toMatchObject({ state: "finished", progress: { pass: 2, shards: 4, found: [40, 40] } });
  });

  it("finds in its second pass nobody who was judged since, and who was kept back", async () => {
    let left = families(4).slice(0, 1);
    const system = sweeping({ findHouseholds: findIn(() => left) });
    await begin(system);
    expect(await system.receive(due)).toBe(true);
    expect(system.handedOn).toEqual(["h-0"]);
    // h-0 was judged by the new standard; another had been judged by the former one a moment ago.
    left = families(4).slice(3, 4);
    system.clock.time = Date.parse(begun) + 301_000;
    expect(await system.receive(due)).toBe(false);
    expect(system.handedOn).toEqual(["h-0", "h-3"]);
  });

  it("waits with its second pass until nobody can judge by the former standard any more", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(1)) });
    await begin(system);
    expect(await system.receive(due)).toBe(true);
    const waited = (system.clock.time - Date.parse(begun)) / 1000;
    expect(system.putBack).toEqual([300 - waited]);
    expect(system.stored("s")).toMatchObject({ state: "running", progress: { pass: 2, shards: 0, found: [1, 0] } });
    expect(await system.receive(due)).toBe(true);
    expect(system.handedOn).toEqual(["h-0"]);
  });

  it("walks an area whole where no index bounds what changes", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(10)) });
    await begin(system, "whole");
    await system.receiveUntilDone(due);
    expect(system.stored("s").progress.found).toEqual([20, 20]);
  });

  it("comes again at once when its time is up, and goes on where it was", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(40)), budgetSeconds: 1 });
    await begin(system);
    expect(await system.receive(due)).toBe(true);
    expect(system.putBack).toEqual([1]);
    expect(system.handedOn.length).toBeLessThan(40);
    await system.receiveUntilDone(due);
    expect(system.stored("s").progress.found).toEqual([40, 40]);
    expect(system.handedOn).toHaveLength(80);
  });

  it("is not begun twice by one name", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(3)) });
    await begin(system);
    await system.receiveUntilDone(due);
    expect((await begin(system)).state).toBe("finished");
  });
});

describe("what goes wrong", () => {
  it("hands on again what a queue did not take, and loses nobody", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(40)) });
    await begin(system);
    let sends = 0;
    system.faults.send = () => ++sends % 3 === 0;
    await system.receiveUntilDone(due);
    expect([...new Set(system.handedOn)].sort()).toEqual(ids(40));
    expect(system.stored("s")).toMatchObject({ state: "finished", progress: { found: [40, 40] } });
  });

  it("is no harm for others: a worker that dies at any read leaves the sweep to the next", async () => {
    for (let death = 1; death <= 20; death += 1) {
      const system = sweeping({ findHouseholds: findIn(() => families(20)) });
      await begin(system);
      let reads = 0;
      system.faults.find = () => {
        reads += 1;
        if (reads === death) throw new Error("the worker dies");
      };
      await system.receiveUntilDone(due);
      expect([...new Set(system.handedOn)].sort()).toEqual(ids(20));
      expect(system.stored("s").progress.found).toEqual([20, 20]);
    }
  });

  it("lets one of two workers on the same sweep go on, and neither undo what the other noted", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(40)), budgetSeconds: 3 });
    await begin(system);
    const both = await Promise.all([system.receive(due), system.receive(due)]);
    expect(both.filter((again) => again)).toHaveLength(1);
    await system.receiveUntilDone(due);
    expect([...new Set(system.handedOn)].sort()).toEqual(ids(40));
    expect(system.stored("s")).toMatchObject({ state: "finished", progress: { found: [40, 40] } });
  });

  it("leaves a paused sweep alone, and takes it up where it was when it is resumed", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(40)), budgetSeconds: 1 });
    await begin(system);
    expect(await system.receive(due)).toBe(true);
    const before = system.handedOn.length;
    await system.sweeps.write({ ...system.stored("s"), state: "paused" });
    expect(await system.receive(due)).toBe(false);
    expect(system.handedOn).toHaveLength(before);
    await system.sweeps.write({ ...system.stored("s"), state: "running" });
    await system.receiveUntilDone(due);
    expect(system.handedOn).toHaveLength(80);
  });

  it("stops in the middle where it is paused in the middle", async () => {
    const system = sweeping({ findHouseholds: findIn(() => families(40)) });
    await begin(system);
    let reads = 0;
    system.faults.find = () => {
      reads += 1;
      if (reads === 6) void system.sweeps.write({ ...system.stored("s"), state: "paused" });
    };
    expect(await system.receive(due)).toBe(false);
    expect(system.stored("s").state).toBe("paused");
    expect(system.stored("s").progress.found[0]).toBeLessThan(40);
  });

  it("brings a message that nobody understands to the dead letters, and not to an end of its own", async () => {
    const system = sweeping({ findHouseholds: findIn(() => []) });
    expect(await system.receive({ type: "sweep.forgotten" })).toBe(true);
    expect(system.putBack).toEqual([]);
  });
});

describe("a day that has come", () => {
  const today = "2022-07-04";
  const born = (days: readonly string[]) =>
    days.map((on, index): Household => ({ ...newHousehold(`h-${index}`), watch: [{ on }] }));

  it("finds the households whose day it is, and those of every day before", async () => {
    const system = sweeping({ findHouseholds: findIn(() => born([today, "2022-07-01", "2022-07-05", "2019-01-01"])) });
    await system.receiveUntilDone(calendarDue("2022-07-03T16:05:00Z"));
    expect(system.handedOn.sort()).toEqual(["h-0", "h-1", "h-3"]);
    expect(system.stored("calendar-2022-07-03T16:05:00Z")).toMatchObject({
      state: "finished",
      reason: { by: "calendar", until: today },
      progress: { found: [3] },
    });
  });

  it("is the day in the standard's time zone", async () => {
    const late = sweeping({ findHouseholds: findIn(() => born([today])), now: "2022-07-03T15:59:59Z" });
    await late.receiveUntilDone(calendarDue("2022-07-02T16:05:00Z"));
    expect(late.handedOn).toEqual([]);
  });

  it("is gone through once, though the schedule told it twice", async () => {
    const system = sweeping({ findHouseholds: findIn(() => born([today])) });
    await system.receiveUntilDone(calendarDue("2022-07-03T16:05:00Z"));
    await system.receiveUntilDone(calendarDue("2022-07-03T16:05:00Z"));
    expect(system.handedOn).toEqual(["h-0"]);
  });
});
