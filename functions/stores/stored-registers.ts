import * as z from "zod/mini";
import { FactValue } from "#events/fact-value.ts";
import { compareStamps, type Register, type Registers, type Report, type Stamp } from "#household/register.ts";

/** A report's stamp, its moment in seconds where that is whole. */
export const StoredStamp = z.tuple([z.number(), z.number(), z.string()]);
export type StoredStamp = z.infer<typeof StoredStamp>;

/** Facts below the number of their stamp. */
const Grouped = z.record(z.string(), z.record(z.string(), z.nullable(FactValue)));

/** Registers: the latest reports, those before, and the few that were taken back or end with an authorisation. */
export const StoredRegisters = z.strictObject({
  c: Grouped,
  p: z.optional(Grouped),
  /** Names whose latest (`x`) or previous (`y`) report was taken back. */
  x: z.optional(z.array(z.string())),
  y: z.optional(z.array(z.string())),
  /** Last days of authorisations, of latest (`u`) and previous (`v`) reports. */
  u: z.optional(z.record(z.string(), z.string())),
  v: z.optional(z.record(z.string(), z.string())),
});
export type StoredRegisters = z.infer<typeof StoredRegisters>;

/** The distinct stamps of an item, in an order that depends on nothing but themselves. */
export class StampList {
  readonly stored: StoredStamp[];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(all: readonly Registers[]) {
    const distinct = new Map<string, Stamp>();
    for (const registers of all) {
      for (const register of Object.values(registers)) {
        for (const { stamp } of register.previous ? [register, register.previous] : [register]) {
          distinct.set(keyOf(stamp), stamp);
        }
      }
    }
    const sorted = [...distinct.values()].sort(compareStamps);
    this.stored = sorted.map(({ asOf, sequence, origin }) => [asOf, sequence, origin]);
    this.#numbers = new Map(sorted.map((stamp, number) => [keyOf(stamp), number]));
  }

  encode(registers: Registers): StoredRegisters {
    const latest = sortedEntries(registers);
    const previous = latest.flatMap(([name, register]): [string, Report][] =>
      register.previous ? [[name, register.previous]] : [],
    );
    return {
      c: this.#grouped(latest),
      ...(previous.length > 0 ? { p: this.#grouped(previous) } : {}),
      ...namesOfVoid("x", latest),
      ...namesOfVoid("y", previous),
      ...lastDays("u", latest),
      ...lastDays("v", previous),
    };
  }

  #grouped(reports: readonly (readonly [string, Report])[]): z.infer<typeof Grouped> {
    const grouped: z.infer<typeof Grouped> = {};
    for (const [name, { value, stamp }] of reports) {
      const number = this.#numbers.get(keyOf(stamp));
      if (number === undefined) throw new Error("A stamp is missing from the item's list of stamps");
      grouped[number] ??= {};
      grouped[number][name] = value;
    }
    return grouped;
  }
}

function keyOf({ asOf, sequence, origin }: Stamp): string {
  return `${asOf}/${sequence}/${origin}`;
}

function namesOfVoid(key: "x" | "y", reports: readonly (readonly [string, Report])[]) {
  const names = reports.filter(([, report]) => report.void).map(([name]) => name);
  return names.length > 0 ? { [key]: names } : {};
}

function lastDays(key: "u" | "v", reports: readonly (readonly [string, Report])[]) {
  const days = reports.flatMap(([name, { until }]) => (until === undefined ? [] : [[name, until] as const]));
  return days.length > 0 ? { [key]: Object.fromEntries(days) } : {};
}

/** The registers that were stored. */
export function decodeRegisters(stored: StoredRegisters, stamps: readonly StoredStamp[]): Registers {
  const previous = reportsOf(stored.p ?? {}, stamps, stored.y, stored.v);
  const registers: Record<string, Register> = {};
  for (const [name, report] of Object.entries(reportsOf(stored.c, stamps, stored.x, stored.u))) {
    const before = previous[name];
    registers[name] = before ? { ...report, previous: before } : report;
  }
  return registers;
}

function reportsOf(
  grouped: z.infer<typeof Grouped>,
  stamps: readonly StoredStamp[],
  takenBack: readonly string[] = [],
  until: Readonly<Record<string, string>> = {},
): Record<string, Report> {
  const reports: Record<string, Report> = {};
  for (const [number, facts] of Object.entries(grouped)) {
    const stamp = stampAt(stamps, Number(number));
    for (const [name, value] of Object.entries(facts)) {
      const lastDay = until[name];
      reports[name] = {
        value,
        stamp,
        ...(lastDay === undefined ? {} : { until: lastDay }),
        ...(takenBack.includes(name) ? { void: true as const } : {}),
      };
    }
  }
  return reports;
}

function stampAt(stamps: readonly StoredStamp[], number: number): Stamp {
  const stored = stamps[number];
  if (!stored) throw new Error(`The stored item has no stamp number ${number}`);
  const [asOf, sequence, origin] = stored;
  return { asOf, sequence, origin };
}

/** Entries in the order of their names. */
export function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
