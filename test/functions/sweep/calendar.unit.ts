import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysAfter } from "#events/calendar.ts";
import { inChunks } from "#stores/in-chunks.ts";
import { findIn } from "#test/fakes/in-memory-indexes.ts";
import { pipeline, reported } from "#test/functions/evaluate/pipeline.ts";
import { calendarDue, sweeping } from "./sweeping.ts";

const hours = 3_600_000;

/** Households with what evaluate makes of them, and a daily run that looks for those whose day has come. */
function calendar(today: string) {
  const system = pipeline({ today });
  const households = () => [...system.items.keys()].flatMap((id) => system.household(id) ?? []);
  const swept = sweeping({ findHouseholds: findIn(households) });
  const started: string[] = [];
  return {
    system,
    /** An elder of a well-off family who turns eighty on a day. */
    async elder(id: string, day: string): Promise<void> {
      const birthDate = `${Number(day.slice(0, 4)) - 80}${day.slice(4)}`;
      const asOf = "2022-06-01";
      await system.run(
        reported("population", [
          { household: id, asOf, set: { area: "330106001001", registeredArea: "330106001001" } },
          { person: `p-${id}`, asOf, set: { household: id, birthDate, deceased: false, sex: "female" } },
        ]),
        reported("civil-affairs", [{ household: id, asOf, set: { otherMonthlyIncome: 0 } }]),
        reported("human-resources", [{ person: `p-${id}`, asOf, set: { monthlyIncome: 9000 } }]),
      );
      started.push(id);
    },
    /** The daily run of a day; clocks of sweep and evaluate may be off by so many hours. */
    async run(day: string, off: { sweep?: number; evaluate?: number; delivered?: number } = {}): Promise<void> {
      const time = `${daysAfter(day, -1)}T16:05:00Z`;
      for (let delivery = 0; delivery < (off.delivered ?? 1); delivery += 1) {
        swept.clock.time = Date.parse(time) + (off.sweep ?? 0) * hours;
        await swept.receiveUntilDone(calendarDue(time));
      }
      await this.judge(day, off.evaluate);
    },
    /** Evaluate takes what was handed on; some of it twice. */
    async judge(day: string, off = 0): Promise<void> {
      const moment = Date.parse(`${day}T00:06:00+08:00`) + (off + 8) * hours;
      system.clock.today = new Date(moment).toISOString().slice(0, 10);
      const due = swept.handedOn.splice(0);
      for (const households of inChunks([...due, ...due.slice(0, 3)], 2)) {
        expect(await system.run({ type: "households.due", households: [...new Set(households)] })).toEqual([]);
      }
    },
    /** Writes of each household since it was first known, and what was told of it. */
    since(written: number) {
      const writes = system.writes.slice(written).filter((each) => each.startsWith("write h-"));
      return {
        writes: started.map((id) => writes.filter((each) => each === `write ${id}`).length),
        notices: started.map((id) => system.notices().filter(({ household }) => household === id).length),
      };
    },
  };
}

describe("every household whose day has come is judged once, and told once", () => {
  const birthdays = ["2022-07-11", "2022-07-12", "2022-07-13", "2022-07-14"];

  async function withElders() {
    const days = calendar("2022-07-09");
    for (const [index, day] of birthdays.entries()) await days.elder(`h-${index}`, day);
    return { days, written: days.system.writes.length };
  }

  it("on its day", async () => {
    const { days, written } = await withElders();
    for (const day of birthdays) {
      await days.run(day);
      const told = birthdays.map((each) => (each <= day ? 1 : 0));
      expect(days.since(written)).toEqual({ writes: told, notices: told });
    }
  });

  it("when the run was missed for three days and then came twice", async () => {
    const { days, written } = await withElders();
    await days.run("2022-07-10");
    await days.run("2022-07-14", { delivered: 2 });
    await days.run("2022-07-14");
    expect(days.since(written)).toEqual({ writes: [1, 1, 1, 1], notices: [1, 1, 1, 1] });
  });

  it.each([
    ["the sweep's clock is 25 hours ahead", { sweep: 25 }],
    ["the sweep's clock is 25 hours behind", { sweep: -25 }],
    ["evaluate's clock is 25 hours ahead", { evaluate: 25 }],
    ["evaluate's clock is 25 hours behind", { evaluate: -25 }],
    ["both clocks are 25 hours ahead", { sweep: 25, evaluate: 25 }],
    ["both clocks are 25 hours behind", { sweep: -25, evaluate: -25 }],
  ])("when %s on one of the days", async (_, off) => {
    const { days, written } = await withElders();
    for (const [index, day] of [...birthdays, "2022-07-15"].entries()) await days.run(day, index === 1 ? off : {});
    expect(days.since(written)).toEqual({ writes: [1, 1, 1, 1], notices: [1, 1, 1, 1] });
  });

  it("whatever days are missed, doubled or run by clocks that are off, once all is in order again", async () => {
    const run = fc.record({
      delivered: fc.constantFrom(0, 1, 1, 2),
      sweep: fc.constantFrom(0, 0, 25, -25),
      evaluate: fc.constantFrom(0, 0, 25, -25),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 5, maxLength: 5 }), async (runs) => {
        const { days, written } = await withElders();
        for (const [index, off] of runs.entries()) await days.run(daysAfter("2022-07-10", index), off);
        await days.run("2022-07-16");
        expect(days.since(written)).toEqual({ writes: [1, 1, 1, 1], notices: [1, 1, 1, 1] });
      }),
      { numRuns: 25 },
    );
  });
});
