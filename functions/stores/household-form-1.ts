import * as z from "zod/mini";
import { FactValue } from "#events/fact-value.ts";
import type { Household, Person } from "#household/aggregate.ts";
import { noticeKey } from "#household/notices.ts";
import type { Register, Registers } from "#household/register.ts";

// The first stored form, plain JSON text. Nothing writes it any more; items in it are read until they are next written.

const StoredStamp = z.tuple([z.number(), z.number(), z.string()]);
const StoredRegisters = z.record(z.string(), z.record(z.string(), z.nullable(FactValue)));
const StoredHousehold = z.object({
  f: z.literal(1),
  t: z.array(StoredStamp),
  h: StoredRegisters,
  m: z.record(z.string(), StoredRegisters),
  s: z.string(),
  n: z.record(
    z.string(),
    z.object({
      r: z.string(),
      a: z.string(),
      e: z.int(),
      n: z.int(),
      s: z.enum(["o", "w"]),
      g: z.string(),
      d: z.string(),
      u: z.optional(z.literal(1)),
    }),
  ),
});
const StoredPerson = z.object({
  f: z.literal(1),
  t: z.array(StoredStamp),
  h: z.optional(z.tuple([z.int(), z.nullable(z.string())])),
  w: z.optional(StoredRegisters),
  l: z.optional(z.array(z.string())),
});

/** A household as the first form kept it; determinations and watch points come again when it is next judged. */
export function readHouseholdForm1(id: string, version: number, text: string): Household {
  const stored = StoredHousehold.parse(JSON.parse(text));
  const notices = Object.values(stored.n).map(({ r, a, e, n, s, g, d, u }) => ({
    role: r,
    area: a,
    copy: false,
    episode: e,
    revision: n,
    status: s === "o" ? ("open" as const) : ("withdrawn" as const),
    digest: g,
    due: d,
    unsent: u === 1,
  }));
  return {
    household: id,
    version,
    facts: registersOf(stored.h, stored.t),
    members: Object.fromEntries(
      Object.entries(stored.m).map(([person, each]) => [person, registersOf(each, stored.t)]),
    ),
    standards: stored.s,
    determinations: [],
    watch: [],
    notices: Object.fromEntries(notices.map((state) => [noticeKey(state), state])),
  };
}

/** A person as the first form kept it. */
export function readPersonForm1(id: string, version: number, text: string): Person {
  const stored = StoredPerson.parse(JSON.parse(text));
  return {
    person: id,
    version,
    membership: stored.h ? { value: stored.h[1], stamp: stampAt(stored.t, stored.h[0]) } : undefined,
    waiting: registersOf(stored.w ?? {}, stored.t),
    leaving: stored.l ?? [],
  };
}

function registersOf(stored: z.infer<typeof StoredRegisters>, stamps: z.infer<typeof StoredStamp>[]): Registers {
  const registers: Record<string, Register> = {};
  for (const [number, facts] of Object.entries(stored)) {
    const stamp = stampAt(stamps, Number(number));
    for (const [name, value] of Object.entries(facts)) registers[name] = { value, stamp };
  }
  return registers;
}

function stampAt(stamps: z.infer<typeof StoredStamp>[], number: number) {
  const stored = stamps[number];
  if (!stored) throw new Error(`The stored item has no stamp number ${number}`);
  const [asOf, sequence, origin] = stored;
  return { asOf, sequence, origin };
}
