import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Household, Person } from "#household/aggregate.ts";
import type { Registers } from "#household/register.ts";
import { decodeHousehold, decodePerson, encodeHousehold, encodePerson } from "#stores/household-codec.ts";

const value = fc.oneof(
  fc.constant(null),
  fc.string(),
  fc.boolean(),
  fc.integer({ min: 0, max: 10_000_000 }).map((fen) => fen / 100),
  fc.array(fc.string(), { maxLength: 3 }),
);
const register = fc.record({
  value,
  stamp: fc.record({
    asOf: fc.integer({ min: 0, max: 1_700_000_000_000 }),
    sequence: fc.nat(),
    origin: fc.string({ minLength: 8, maxLength: 8 }),
  }),
});
const registers: fc.Arbitrary<Registers> = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,9}$/), register, {
  maxKeys: 6,
  noNullPrototype: true,
});
const notice = fc.record({
  role: fc.constantFrom("child-director", "assistance-worker"),
  area: fc.constantFrom("330106001001", "330203"),
  episode: fc.integer({ min: 1, max: 3 }),
  revision: fc.integer({ min: 1, max: 90 }),
  status: fc.constantFrom<"open" | "withdrawn">("open", "withdrawn"),
  digest: fc.string(),
  due: fc.constant("2022-07-11"),
  unsent: fc.boolean(),
});
const household: fc.Arbitrary<Household> = fc.record({
  household: fc.constant("h-1"),
  version: fc.nat(),
  facts: registers,
  members: fc.dictionary(fc.constantFrom("p-1", "p-2", "p-3"), registers, { noNullPrototype: true }),
  standards: fc.constantFrom("", "zhejiang@2022.7"),
  determinations: fc.array(
    fc.oneof(
      fc.record({ programme: fc.constant("longevity-allowance"), person: fc.constant("p-1") }),
      fc.record({ programme: fc.constant("minimum-living-guarantee"), amount: fc.constant(321.5) }),
    ),
  ),
  watch: fc.array(
    fc.oneof(
      fc.record({ on: fc.constant("2032-02-01") }),
      fc.record({ parameter: fc.constant("minimumLivingGuarantee"), area: fc.constant("330106"), below: fc.nat() }),
    ),
  ),
  notices: fc.dictionary(fc.constantFrom("child-director@330106", "assistance-worker@330106"), notice, {
    noNullPrototype: true,
  }),
});
const person: fc.Arbitrary<Person> = fc.record({
  person: fc.constant("p-1"),
  version: fc.nat(),
  membership: fc.option(fc.record({ value: fc.constantFrom("h-1", null), stamp: register.map(({ stamp }) => stamp) }), {
    nil: undefined,
  }),
  waiting: registers,
  leaving: fc.subarray(["h-2", "h-3"]),
});

describe("the stored form", () => {
  it("gives back every household it was given", () => {
    fc.assert(
      fc.property(household, (each) => {
        expect(decodeHousehold(each.household, each.version, encodeHousehold(each))).toEqual(each);
      }),
    );
  });

  it("gives back every person it was given", () => {
    fc.assert(
      fc.property(person, (each) => {
        expect(decodePerson(each.person, each.version, encodePerson(each))).toEqual(each);
      }),
    );
  });

  it("is the same text whatever order the facts and members were learnt in", () => {
    fc.assert(
      fc.property(household, (each) => {
        const reversed = <Value>(record: Readonly<Record<string, Value>>) =>
          Object.fromEntries(Object.entries(record).reverse());
        const other = {
          ...each,
          facts: reversed(each.facts),
          members: reversed(
            Object.fromEntries(Object.entries(each.members).map(([id, facts]) => [id, reversed(facts)])),
          ),
        };
        expect(encodeHousehold(other)).toBe(encodeHousehold(each));
      }),
    );
  });

  it("refuses a text of another form", () => {
    expect(() => decodeHousehold("h-1", 1, '{"f":2}')).toThrow();
  });
});
