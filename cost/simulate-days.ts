import type { Measured, Quotas, WorstDay } from "./measured.ts";
import type { UnitsPerChange } from "./monthly-cost.ts";
import { type Capacity, type Drained, drain } from "./worst-days.ts";

export interface WorstDayResult {
  readonly day: WorstDay;
  readonly changes: number;
  readonly drained: Drained;
}

/** Whose days they are, and how many instances work at once: evaluate's on changes and besides on what a sweep found. */
export interface DaysWork {
  readonly households: number;
  readonly concurrency: number;
  readonly sweepConcurrency: number;
  readonly deliverConcurrency: number;
}

/** Lets each day come: how much waits at most, for how long, and how long after its last change nothing does. */
export function simulateDays(
  days: readonly WorstDay[],
  { households, concurrency, sweepConcurrency, deliverConcurrency }: DaysWork,
  measured: Measured,
  quotas: Quotas,
): WorstDayResult[] {
  const capacity = (day: WorstDay, units: UnitsPerChange, instances: number): Capacity => ({
    eventsASecond: Math.min(quotas.eventBridgePutsASecond.value, quotas.eventBridgeInvocationsASecond.value),
    evaluate: { concurrency: instances, eachASecond: measured.changesASecondPerInstance },
    deliver: { concurrency: deliverConcurrency, eachASecond: measured.noticesASecondPerInstance },
    concurrencyAtStart: quotas.lambdaConcurrencyAtStart.value,
    concurrencyMoreAMinute: quotas.lambdaConcurrencyMoreAMinute.value,
    noticesPerChange: day.noticesPerChange ?? measured.noticesPerChange,
    writeUnitsASecond: quotas.dynamoDbWriteUnitsASecond.value,
    writeUnitsPerChange: units.writeUnits,
  });
  return days.map((day) => {
    if (day.sweptShare !== undefined) {
      // Found by the index at once, in messages of a hundred that no bus hands over, for instances of their own.
      const changes = Math.round(households * day.sweptShare);
      const load = { changes, changesPerEvent: 100, minutes: 1 };
      return {
        day,
        changes,
        drained: drain(load, { ...capacity(day, measured.packed, sweepConcurrency), eventsASecond: 1e9 }),
      };
    }
    const changes = Math.round(day.changes ?? households * (day.changesPerHousehold ?? 0));
    const units = day.packed ? measured.packed : measured.single;
    const changesPerEvent = day.packed ? measured.changesPerEvent : 1;
    const load = { changes, changesPerEvent, minutes: 60 * (day.hours ?? 8) };
    return { day, changes, drained: drain(load, capacity(day, units, concurrency)) };
  });
}
