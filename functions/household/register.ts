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

/** What one change said of a fact; `null` is a withdrawn fact's tombstone. */
export interface Report {
  readonly value: FactValue | null;
  readonly stamp: Stamp;
  /** ISO date of the last day of the family's authorisation, for facts that may be known only with it. */
  readonly until?: string;
  /** True where its source has taken the report back: it says nothing, and holds its place so that it cannot return. */
  readonly void?: true;
}

/**
 * A last-writer-wins register: the latest report of one fact, and the one before, which holds again where the latest is
 * taken back. Older reports are forgotten: where both are taken back the fact is unknown, and staff ask for it.
 */
export interface Register extends Report {
  readonly previous?: Report;
}

/** Facts by name. */
export type Registers = Readonly<Record<string, Register>>;

/** Negative where `a` is earlier than `b`, 0 where they are the same stamp. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.asOf !== b.asOf) return a.asOf - b.asOf;
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  return compareTexts(a.origin, b.origin);
}

/** A report that has been taken back by its source. */
export function voided(stamp: Stamp): Register {
  return { value: null, stamp, void: true };
}

/** Both registers of one fact in one: of all their reports the two latest. Gives `ours` itself where nothing is new. */
export function mergeRegister(ours: Register, theirs: Register): Register {
  const [latest, previous] = latestTwo([...reportsOf(ours), ...reportsOf(theirs)]);
  if (!latest) return ours;
  if (sameReport(latest, ours) && sameReport(previous, ours.previous)) return ours;
  return previous ? { ...latest, previous } : latest;
}

function reportsOf({ previous, ...latest }: Register): Report[] {
  return previous ? [latest, previous] : [latest];
}

function latestTwo(reports: readonly Report[]): Report[] {
  const sorted = [...reports].sort((a, b) => compareStamps(b.stamp, a.stamp));
  const distinct: Report[] = [];
  for (const report of sorted) {
    const last = distinct.at(-1);
    if (last && compareStamps(last.stamp, report.stamp) === 0) distinct[distinct.length - 1] = chosen(last, report);
    else distinct.push(report);
  }
  return distinct.slice(0, 2);
}

/** Of two reports with one stamp: what is taken back stays so; two values are a source's mistake, the larger text wins. */
function chosen(a: Report, b: Report): Report {
  if (a.void || b.void) return a.void ? a : b;
  return compareTexts(textOf(a), textOf(b)) < 0 ? b : a;
}

function textOf({ value, until }: Report): string {
  return JSON.stringify([value, until]);
}

function sameReport(a: Report | undefined, b: Report | undefined): boolean {
  if (!a || !b) return a === b;
  return compareStamps(a.stamp, b.stamp) === 0 && a.void === b.void && textOf(a) === textOf(b);
}

/**
 * Both sets of registers in one, each fact by its latest reports. Returns `ours` itself when `theirs` brings nothing
 * new, so that "nothing changed" is an identity check.
 */
export function mergeRegisters(ours: Registers, theirs: Registers): Registers {
  let merged: Record<string, Register> | undefined;
  for (const [name, register] of Object.entries(theirs)) {
    const known = Object.hasOwn(ours, name) ? ours[name] : undefined;
    const next = known ? mergeRegister(known, register) : register;
    if (next === known) continue;
    merged ??= { ...ours };
    merged[name] = next;
  }
  return merged ?? ours;
}

/** The report that holds: the latest that its source has not taken back. */
export function holding(register: Register): Report | undefined {
  if (!register.void) return register;
  return register.previous?.void ? undefined : register.previous;
}

/** The value of a fact on a day; undefined where nobody knows it, where it was withdrawn or its authorisation is over. */
export function valueOn(register: Register, today: string): FactValue | undefined {
  const report = holding(register);
  if (!report || report.value === null) return undefined;
  return report.until !== undefined && report.until < today ? undefined : report.value;
}

/** The facts known on a day, by name. */
export function valuesOn(registers: Registers, today: string): Record<string, FactValue> {
  const values: Record<string, FactValue> = {};
  for (const [name, register] of Object.entries(registers)) {
    const value = valueOn(register, today);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** The first last day, on or after a day, of an authorisation by which a fact is known. */
export function nextExpiry(registers: Registers, today: string): string | undefined {
  let next: string | undefined;
  for (const register of Object.values(registers)) {
    const until = holding(register)?.until;
    if (until !== undefined && until >= today && (next === undefined || until < next)) next = until;
  }
  return next;
}

// Plain code-unit order: the same on every machine, whatever its locale.
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
