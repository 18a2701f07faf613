import * as z from "zod/mini";
import type { WatchPoint } from "#eligibility/judgement.ts";
import type { Household, KeptDetermination, NoticeState, Person } from "#household/aggregate.ts";
import { noticeKey } from "#household/notices.ts";
import type { Registers } from "#household/register.ts";
import { householdDictionary } from "./household-dictionary.ts";
import { packText, unpackText } from "./packed-text.ts";
import { decodeRegisters, StampList, StoredRegisters, StoredStamp, sortedEntries } from "./stored-registers.ts";

// The stored form of households and persons: JSON with short keys, packed, since DynamoDB charges by the kilobyte. Stamps
// stand once in a list and facts hang below their number: sources report several facts at once.

/** Raised when the stored form changes; from the first release on a reader takes every form up to its own. */
const form = 2;

const Amount = z.nullable(z.number());
const StoredNotice = z.tuple([
  z.string(),
  z.string(),
  z.int(),
  z.int(),
  z.enum(["o", "w"]),
  z.string(),
  z.string(),
  // 1 where unsent, 2 where a copy, 3 both.
  z.int(),
]);
type StoredNotice = z.infer<typeof StoredNotice>;
const StoredHousehold = z.strictObject({
  f: z.literal(form),
  t: z.array(StoredStamp),
  h: StoredRegisters,
  m: z.record(z.string(), StoredRegisters),
  s: z.string(),
  /** Amounts by programme, or by programme and person. */
  d: z.record(z.string(), z.union([Amount, z.record(z.string(), Amount)])),
  /** The day to look again, and the limits of parameters, all of one area. */
  w: z.strictObject({
    on: z.optional(z.string()),
    a: z.optional(z.string()),
    p: z.optional(z.record(z.string(), z.tuple([Amount, Amount]))),
  }),
  n: z.array(StoredNotice),
});
const StoredPerson = z.strictObject({
  f: z.literal(form),
  t: z.array(StoredStamp),
  h: z.optional(StoredRegisters),
  w: z.optional(StoredRegisters),
  l: z.optional(z.array(z.string())),
});
type StoredHousehold = z.infer<typeof StoredHousehold>;

/** The bytes a household is stored as; the same household always gives the same bytes. */
export function encodeHousehold(household: Household): Uint8Array {
  const stamps = new StampList([household.facts, ...Object.values(household.members)]);
  const stored: StoredHousehold = {
    f: form,
    t: stamps.stored,
    h: stamps.encode(household.facts),
    m: Object.fromEntries(sortedEntries(household.members).map(([id, facts]) => [id, stamps.encode(facts)])),
    s: household.standards,
    d: encodeDeterminations(household.determinations),
    w: encodeWatch(household.watch),
    n: sortedEntries(household.notices).map(([, state]) => encodeNotice(state)),
  };
  return packText(JSON.stringify(stored), householdDictionary);
}

/** The household in stored bytes. Throws where they are none that this code wrote. */
export function decodeHousehold(id: string, version: number, state: Uint8Array): Household {
  const stored = StoredHousehold.parse(JSON.parse(unpackText(state, householdDictionary)));
  return {
    household: id,
    version,
    facts: decodeRegisters(stored.h, stored.t),
    members: Object.fromEntries(
      Object.entries(stored.m).map(([person, facts]) => [person, decodeRegisters(facts, stored.t)]),
    ),
    standards: stored.s,
    determinations: decodeDeterminations(stored.d),
    watch: decodeWatch(stored.w),
    notices: Object.fromEntries(stored.n.map(decodeNotice).map((state) => [noticeKey(state), state])),
  };
}

const membership = "household";

/** The bytes a person is stored as. */
export function encodePerson(person: Person): Uint8Array {
  const homes: Registers = person.membership ? { [membership]: person.membership } : {};
  const stamps = new StampList([homes, person.waiting]);
  const stored: z.infer<typeof StoredPerson> = {
    f: form,
    t: stamps.stored,
    ...(person.membership ? { h: stamps.encode(homes) } : {}),
    ...(Object.keys(person.waiting).length === 0 ? {} : { w: stamps.encode(person.waiting) }),
    ...(person.leaving.length === 0 ? {} : { l: [...person.leaving] }),
  };
  return packText(JSON.stringify(stored), householdDictionary);
}

/** The person in stored bytes. Throws where they are none that this code wrote. */
export function decodePerson(id: string, version: number, state: Uint8Array): Person {
  const stored = StoredPerson.parse(JSON.parse(unpackText(state, householdDictionary)));
  return {
    person: id,
    version,
    membership: stored.h ? decodeRegisters(stored.h, stored.t)[membership] : undefined,
    waiting: stored.w ? decodeRegisters(stored.w, stored.t) : {},
    leaving: stored.l ?? [],
  };
}

function encodeDeterminations(determinations: readonly KeptDetermination[]): StoredHousehold["d"] {
  const stored: StoredHousehold["d"] = {};
  for (const { programme, person, amount = null } of determinations) {
    if (person === undefined) {
      stored[programme] = amount;
      continue;
    }
    const known = stored[programme];
    stored[programme] = { ...(typeof known === "object" ? known : {}), [person]: amount };
  }
  return stored;
}

function decodeDeterminations(stored: StoredHousehold["d"]): KeptDetermination[] {
  const amountOf = (amount: number | null) => (amount === null ? {} : { amount });
  return Object.entries(stored).flatMap(([programme, kept]): KeptDetermination[] => {
    if (typeof kept !== "object" || kept === null) return [{ programme, ...amountOf(kept) }];
    return Object.entries(kept).map(([person, amount]) => ({ programme, person, ...amountOf(amount) }));
  });
}

function encodeWatch(watch: readonly WatchPoint[]): StoredHousehold["w"] {
  const stored: StoredHousehold["w"] = {};
  for (const point of watch) {
    if ("on" in point) {
      stored.on = point.on;
      continue;
    }
    stored.a = point.area;
    stored.p = { ...stored.p, [point.parameter]: [point.below ?? null, point.above ?? null] };
  }
  return stored;
}

function decodeWatch({ on, a: area, p: limits = {} }: StoredHousehold["w"]): WatchPoint[] {
  const points: WatchPoint[] = on === undefined ? [] : [{ on }];
  if (area === undefined) return points;
  for (const [parameter, [below, above]] of Object.entries(limits)) {
    points.push({
      parameter,
      area,
      ...(below === null ? {} : { below }),
      ...(above === null ? {} : { above }),
    });
  }
  return points;
}

function encodeNotice({ role, area, copy, episode, revision, status, digest, due, unsent }: NoticeState): StoredNotice {
  return [role, area, episode, revision, status === "open" ? "o" : "w", digest, due, (unsent ? 1 : 0) + (copy ? 2 : 0)];
}

function decodeNotice([role, area, episode, revision, status, digest, due, marks]: StoredNotice): NoticeState {
  return {
    role,
    area,
    copy: marks >= 2,
    episode,
    revision,
    status: status === "o" ? "open" : "withdrawn",
    digest,
    due,
    unsent: marks % 2 === 1,
  };
}
