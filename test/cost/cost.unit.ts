import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMeasured, readQuotas, readWorstDays } from "../../cost/measured.ts";
import { monthlyCost, totalOf } from "../../cost/monthly-cost.ts";
import { readPrices } from "../../cost/price-file.ts";
import { simulateDays } from "../../cost/simulate-days.ts";
import { type Capacity, drain } from "../../cost/worst-days.ts";

const units = {
  eventBridgeChunks: 0.05,
  sqsRequests: 0.1,
  sqsFairRequests: 0,
  lambdaInvocations: 0.02,
  lambdaGigabyteSeconds: 0.006,
  readUnits: 1.8,
  writeUnits: 1.1,
  logBytes: 10,
};
const nothing = {
  bytesPerHousehold: 0,
  archivedBytesPerChange: 0,
  archiveMonths: 0,
  logMonths: 0,
  metrics: 0,
  alarmMetrics: 0,
  dashboards: 0,
  keys: 0,
};

describe("a month", () => {
  const prices = readPrices("us-east-1");

  it("costs what its units cost at list prices", () => {
    const cost = monthlyCost({ households: 0, changesAMonth: 1_000_000 }, units, nothing, prices);
    expect(cost.EventBridge).toBeCloseTo(0.05, 9);
    expect(cost.SQS).toBeCloseTo(0.04, 9);
    expect(cost.DynamoDB).toBeCloseTo(1.8 * 0.125 + 1.1 * 0.625, 9);
    expect(cost.KMS).toBe(0);
  });

  it("costs what stands there, whether anything changes or not", () => {
    const standing = { ...nothing, bytesPerHousehold: 1000, keys: 2, alarmMetrics: 10 };
    const cost = monthlyCost({ households: 1_000_000, changesAMonth: 0 }, units, standing, prices);
    expect(cost).toMatchObject({ KMS: 2, CloudWatch: 1, EventBridge: 0 });
    expect(cost.DynamoDB).toBeCloseTo(0.45, 9);
    expect(totalOf(cost)).toBeCloseTo(2 + 1 + 0.45 + 3.5, 9);
  });

  it("says which prices of a region are not its own", () => {
    const china = readPrices("cn-northwest-1");
    expect(china.converted).toContain("sqsRequest");
    expect(china.converted).not.toContain("dynamoDbWriteUnit");
    expect(china.unit.dynamoDbWriteUnit * china.yuanPerDollar).toBeCloseTo(11.1538e-6, 12);
    expect(readPrices("us-east-1").converted).toEqual([]);
  });

  it("cannot be told for a region without a price file", () => {
    expect(() => readPrices("eu-west-1")).toThrow("eu-west-1.yaml");
  });
});

const capacity: Capacity = {
  eventsASecond: 100,
  evaluate: { concurrency: 50, eachASecond: 100 },
  deliver: { concurrency: 10, eachASecond: 100 },
  concurrencyAtStart: 5,
  concurrencyMoreAMinute: 300,
  noticesPerChange: 0.05,
  writeUnitsASecond: 40_000,
  writeUnitsPerChange: 1.1,
};

describe("a bad day", () => {
  it("that is within all limits never waits", () => {
    expect(drain({ changes: 1000, changesPerEvent: 1, minutes: 60 }, capacity)).toEqual({
      mostWaiting: 0,
      minutesToDrain: 0,
      longestWaitMinutes: 0,
      boundBy: "nothing",
    });
  });

  it("waits on the bus when its events are many", () => {
    const day = drain({ changes: 60_000, changesPerEvent: 1, minutes: 1 }, capacity);
    expect(day).toMatchObject({ boundBy: "bus", minutesToDrain: 9 });
  });

  it("waits for functions when it is packed", () => {
    const day = drain({ changes: 6_000_000, changesPerEvent: 50, minutes: 1 }, { ...capacity, eventsASecond: 10_000 });
    expect(day.boundBy).toBe("evaluate");
    expect(day.minutesToDrain).toBeGreaterThan(18);
  });

  it("is over when the last notice is on its list", () => {
    const load = { changes: 600_000, changesPerEvent: 50, minutes: 1 };
    const of = (noticesPerChange: number) => drain(load, { ...capacity, eventsASecond: 10_000, noticesPerChange });
    expect(of(1)).toMatchObject({ boundBy: "deliver" });
    // 600,000 notices at 1,000 a second, after a minute at half of that.
    expect(of(1)).toMatchObject({ minutesToDrain: 10, longestWaitMinutes: 10 });
    expect(of(0.05)).toMatchObject({ boundBy: "evaluate", minutesToDrain: 2 });
  });

  it("is over sooner or as soon with more of anything", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 600 }),
        fc.constantFrom<Partial<Capacity>>(
          { eventsASecond: 200 },
          { writeUnitsASecond: 80_000 },
          { evaluate: { concurrency: 100, eachASecond: 100 } },
          { evaluate: { concurrency: 50, eachASecond: 200 } },
          { deliver: { concurrency: 20, eachASecond: 100 } },
          { deliver: { concurrency: 10, eachASecond: 200 } },
        ),
        (changes, changesPerEvent, minutes, more) => {
          const load = { changes, changesPerEvent, minutes };
          const before = drain(load, capacity);
          const after = drain(load, { ...capacity, ...more });
          expect(after.minutesToDrain).toBeLessThanOrEqual(before.minutesToDrain);
        },
      ),
    );
  });
});

describe("the province's worst days", () => {
  const work = { households: 25_000_000, concurrency: 50, sweepConcurrency: 20, deliverConcurrency: 10 };
  // Of a machine of its own: what is measured depends on the one that measures.
  const measured = { ...readMeasured(), changesASecondPerInstance: 200, noticesASecondPerInstance: 50 };
  const drained = (id: string, change: Partial<typeof work> = {}) => {
    const results = simulateDays(readWorstDays(), { ...work, ...change }, measured, readQuotas());
    const found = results.find(({ day }) => day.id === id);
    if (!found) throw new Error(`there is no day ${id}`);
    return found;
  };

  it("are the term's beginning, the standards' rise and a typhoon of 50,000 reports", () => {
    expect(drained("term").changes).toBe(8_750_000);
    expect(drained("standard").changes).toBe(500_000);
    expect(drained("typhoon").changes).toBe(50_000);
  });

  it("let a sweep drain through instances of its own, however many work on changes", () => {
    const deliverConcurrency = 1000;
    const { mostWaiting, minutesToDrain } = drained("standard", { deliverConcurrency }).drained;
    expect(mostWaiting).toBeGreaterThan(0);
    const few = (one: "concurrency" | "sweepConcurrency") =>
      drained("standard", { deliverConcurrency, [one]: 2 }).drained;
    expect(few("concurrency")).toMatchObject({ mostWaiting, minutesToDrain });
    expect(few("sweepConcurrency").minutesToDrain).toBeGreaterThan(5 * minutesToDrain);
  });

  it("wait longer for fewer instances", () => {
    expect(drained("term", { concurrency: 1 }).drained).toMatchObject({ boundBy: "evaluate" });
    expect(drained("term", { concurrency: 1 }).drained.minutesToDrain).toBeGreaterThan(60);
  });
});
