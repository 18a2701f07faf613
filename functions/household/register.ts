import type { FactValue } from "#events/fact-value.ts";

/** When and by whom a fact was set: what decides which of two reports of one fact is the later. */
export interface Stamp {
  /** The moment from which the fact is so, in milliseconds since 1970. */
  readonly asOf: number;
  /** The source's own sequence number. */
  readonly sequence: number;
  /** A short digest of source and event identifier: the last tie-break, the same on every machine. */
  readonly origin: string;
}

/** A last-writer-wins register: one fact with its stamp; `null` is a withdrawn fact's tombstone. */
export interface Register {
  readonly value: FactValue | null;
  readonly stamp: Stamp;
}

/** Facts by name. */
export type Registers = Readonly<Record<string, Register>>;

/** Negative where `a` is earlier than `b`, 0 where they are the same stamp. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.asOf !== b.asOf) return a.asOf - b.asOf;
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  return compareTexts(a.origin, b.origin);
}

/** The later of two reports. One stamp with two values is a source's mistake; the larger JSON text wins, anywhere. */
export function laterOf(a: Register, b: Register): Register {
  const order = compareStamps(a.stamp, b.stamp) || compareTexts(JSON.stringify(a.value), JSON.stringify(b.value));
  return order < 0 ? b : a;
}

/**
 * Both sets of registers in one, each fact by its later report. Returns `ours` itself when `theirs` brings nothing new,
 * so that "nothing changed" is an identity check.
 */
export function mergeRegisters(ours: Registers, theirs: Registers): Registers {
  let merged: Record<string, Register> | undefined;
  for (const [name, register] of Object.entries(theirs)) {
    const known = Object.hasOwn(ours, name) ? ours[name] : undefined;
    if (known && laterOf(known, register) === known) continue;
    merged ??= { ...ours };
    merged[name] = register;
  }
  return merged ?? ours;
}

/** The facts known now, by name: tombstones are facts nobody knows. */
export function valuesOf(registers: Registers): Record<string, FactValue> {
  const values: Record<string, FactValue> = {};
  for (const [name, { value }] of Object.entries(registers)) if (value !== null) values[name] = value;
  return values;
}

// Plain code-unit order: the same on every machine, whatever its locale.
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
