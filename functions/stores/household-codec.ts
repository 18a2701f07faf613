import * as z from "zod/mini";
import { FactValue } from "#events/fact-value.ts";
import type { Household, NoticeState, Person } from "#household/aggregate.ts";
import type { Register, Registers, Stamp } from "#household/register.ts";

// The stored form of households and persons: JSON text with short keys, since DynamoDB charges by the kilobyte. Stamps
// stand once in a list and facts hang below their number: sources report several facts at once.

/** Raised when the stored form changes; a reader takes every form up to its own. */
const form = 1;

const StoredStamp = z.tuple([z.number(), z.number(), z.string()]);
const StoredRegisters = z.record(z.string(), z.record(z.string(), z.nullable(FactValue)));
const StoredWatchPoint = z.union([
  z.strictObject({ on: z.string() }),
  z.strictObject({
    parameter: z.string(),
    area: z.string(),
    below: z.optional(z.number()),
    above: z.optional(z.number()),
  }),
]);
const StoredNotice = z.strictObject({
  r: z.string(),
  a: z.string(),
  e: z.int(),
  n: z.int(),
  s: z.enum(["o", "w"]),
  g: z.string(),
  d: z.string(),
  u: z.optional(z.literal(1)),
});
const StoredHousehold = z.strictObject({
  f: z.literal(form),
  t: z.array(StoredStamp),
  h: StoredRegisters,
  m: z.record(z.string(), StoredRegisters),
  s: z.string(),
  d: z.array(z.strictObject({ programme: z.string(), person: z.optional(z.string()), amount: z.optional(z.number()) })),
  w: z.array(StoredWatchPoint),
  n: z.record(z.string(), StoredNotice),
});
const StoredPerson = z.strictObject({
  f: z.literal(form),
  t: z.array(StoredStamp),
  h: z.optional(z.tuple([z.int(), z.nullable(z.string())])),
  w: z.optional(StoredRegisters),
  l: z.optional(z.array(z.string())),
});
type StoredStamp = z.infer<typeof StoredStamp>;
type StoredRegisters = z.infer<typeof StoredRegisters>;
type StoredNotice = z.infer<typeof StoredNotice>;

/** The text a household is stored as; the same household always gives the same text. */
export function encodeHousehold(household: Household): string {
  const stamps = new StampList([household.facts, ...Object.values(household.members)]);
  const stored: z.infer<typeof StoredHousehold> = {
    f: form,
    t: stamps.stored,
    h: stamps.encode(household.facts),
    m: Object.fromEntries(sortedEntries(household.members).map(([id, facts]) => [id, stamps.encode(facts)])),
    s: household.standards,
    d: [...household.determinations],
    w: [...household.watch],
    n: Object.fromEntries(sortedEntries(household.notices).map(([key, state]) => [key, encodeNotice(state)])),
  };
  return JSON.stringify(stored);
}

/** The household in a stored text. Throws where the text is not one this code wrote. */
export function decodeHousehold(id: string, version: number, text: string): Household {
  const stored = StoredHousehold.parse(JSON.parse(text));
  return {
    household: id,
    version,
    facts: decodeRegisters(stored.h, stored.t),
    members: Object.fromEntries(
      Object.entries(stored.m).map(([person, facts]) => [person, decodeRegisters(facts, stored.t)]),
    ),
    standards: stored.s,
    determinations: stored.d.map(({ programme, person, amount }) => ({
      programme,
      ...(person === undefined ? {} : { person }),
      ...(amount === undefined ? {} : { amount }),
    })),
    watch: stored.w.map((point) =>
      "on" in point
        ? point
        : {
            parameter: point.parameter,
            area: point.area,
            ...(point.below === undefined ? {} : { below: point.below }),
            ...(point.above === undefined ? {} : { above: point.above }),
          },
    ),
    notices: Object.fromEntries(Object.entries(stored.n).map(([key, state]) => [key, decodeNotice(state)])),
  };
}

/** The text a person is stored as. */
export function encodePerson(person: Person): string {
  const membership: Registers = person.membership ? { membership: person.membership } : {};
  const stamps = new StampList([membership, person.waiting]);
  const value = person.membership?.value;
  const stored: z.infer<typeof StoredPerson> = {
    f: form,
    t: stamps.stored,
    ...(person.membership
      ? { h: [stamps.indexOf(person.membership.stamp), typeof value === "string" ? value : null] }
      : {}),
    ...(Object.keys(person.waiting).length === 0 ? {} : { w: stamps.encode(person.waiting) }),
    ...(person.leaving.length === 0 ? {} : { l: [...person.leaving] }),
  };
  return JSON.stringify(stored);
}

/** The person in a stored text. Throws where the text is not one this code wrote. */
export function decodePerson(id: string, version: number, text: string): Person {
  const stored = StoredPerson.parse(JSON.parse(text));
  return {
    person: id,
    version,
    membership: stored.h ? { value: stored.h[1], stamp: stampAt(stored.t, stored.h[0]) } : undefined,
    waiting: stored.w ? decodeRegisters(stored.w, stored.t) : {},
    leaving: stored.l ?? [],
  };
}

/** The distinct stamps of an item, in an order that depends on nothing but themselves. */
class StampList {
  readonly stored: StoredStamp[];
  readonly #numbers = new Map<string, number>();

  constructor(all: readonly Registers[]) {
    const distinct = new Map<string, StoredStamp>();
    for (const registers of all) {
      for (const { stamp } of Object.values(registers)) {
        distinct.set(keyOf(stamp), [stamp.asOf, stamp.sequence, stamp.origin]);
      }
    }
    this.stored = sortedEntries(Object.fromEntries(distinct)).map(([, stamp]) => stamp);
    this.stored.forEach(([asOf, sequence, origin], number) => {
      this.#numbers.set(keyOf({ asOf, sequence, origin }), number);
    });
  }

  indexOf(stamp: Stamp): number {
    const number = this.#numbers.get(keyOf(stamp));
    if (number === undefined) throw new Error("A stamp is missing from the item's list of stamps");
    return number;
  }

  encode(registers: Registers): StoredRegisters {
    const grouped: StoredRegisters = {};
    for (const [name, { value, stamp }] of sortedEntries(registers)) {
      const number = this.indexOf(stamp);
      grouped[number] ??= {};
      grouped[number][name] = value;
    }
    return grouped;
  }
}

function keyOf({ asOf, sequence, origin }: Stamp): string {
  return `${asOf}/${sequence}/${origin}`;
}

function decodeRegisters(stored: StoredRegisters, stamps: readonly StoredStamp[]): Registers {
  const registers: Record<string, Register> = {};
  for (const [number, facts] of Object.entries(stored)) {
    const stamp = stampAt(stamps, Number(number));
    for (const [name, value] of Object.entries(facts)) registers[name] = { value, stamp };
  }
  return registers;
}

function stampAt(stamps: readonly StoredStamp[], number: number): Stamp {
  const stored = stamps[number];
  if (!stored) throw new Error(`The stored item has no stamp number ${number}`);
  const [asOf, sequence, origin] = stored;
  return { asOf, sequence, origin };
}

function encodeNotice(state: NoticeState): StoredNotice {
  return {
    r: state.role,
    a: state.area,
    e: state.episode,
    n: state.revision,
    s: state.status === "open" ? "o" : "w",
    g: state.digest,
    d: state.due,
    ...(state.unsent ? { u: 1 as const } : {}),
  };
}

function decodeNotice(stored: StoredNotice): NoticeState {
  return {
    role: stored.r,
    area: stored.a,
    episode: stored.e,
    revision: stored.n,
    status: stored.s === "o" ? "open" : "withdrawn",
    digest: stored.g,
    due: stored.d,
    unsent: stored.u === 1,
  };
}

function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
