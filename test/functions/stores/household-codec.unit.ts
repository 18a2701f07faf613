import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Household, Person } from "#household/aggregate.ts";
import { noticeKey } from "#household/notices.ts";
import { type Register, type Registers, voided } from "#household/register.ts";
import { decodeHousehold, decodePerson, encodeHousehold, encodePerson } from "#stores/household-codec.ts";
import { householdDictionary } from "#stores/household-dictionary.ts";
import { packText } from "#stores/packed-text.ts";

const value = fc.oneof(
  fc.constant(null),
  fc.string(),
  fc.boolean(),
  fc.integer({ min: 0, max: 10_000_000 }).map((fen) => fen / 100),
  fc.array(fc.string(), { maxLength: 3 }),
);
const stamp = fc.record({
  asOf: fc.integer({ min: 0, max: 1_700_000_000_000 }),
  sequence: fc.nat(),
  origin: fc.string({ minLength: 8, maxLength: 8 }),
});
const reported = fc.oneof(
  { weight: 5, arbitrary: fc.record({ value, stamp }) },
  { weight: 1, arbitrary: fc.record({ value, stamp, until: fc.constant("2022-12-31") }) },
  { weight: 1, arbitrary: stamp.map(voided) },
);
const register: fc.Arbitrary<Register> = fc.oneof(
  reported,
  fc.tuple(reported, reported).map(([latest, previous]) => ({ ...latest, previous })),
);
const registers: fc.Arbitrary<Registers> = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,9}$/), register, {
  maxKeys: 6,
  noNullPrototype: true,
});
const notice = fc.record({
  role: fc.constantFrom("child-director", "assistance-worker"),
  area: fc.constantFrom("330106001001", "330203"),
  copy: fc.boolean(),
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
  determinations: fc.subarray([
    { programme: "longevity-allowance", person: "p-1" },
    { programme: "longevity-allowance", person: "p-2", amount: 50 },
    { programme: "minimum-living-guarantee", amount: 321.5 },
    { programme: "free-electricity" },
  ]),
  watch: fc.subarray([
    { on: "2032-02-01" },
    { parameter: "minimumLivingGuarantee", area: "330106", below: 620 },
    { parameter: "longevityAge", area: "330106", below: 79, above: 81 },
  ]),
  notices: fc
    .array(notice, { maxLength: 3 })
    .map((states) => Object.fromEntries(states.map((state) => [noticeKey(state), state]))),
});
const person: fc.Arbitrary<Person> = fc.record({
  person: fc.constant("p-1"),
  version: fc.nat(),
  membership: fc.option(fc.record({ value: fc.constantFrom("h-1", null), stamp }), { nil: undefined }),
  waiting: registers,
  leaving: fc.subarray(["h-2", "h-3"]),
});

// A change of the dictionary or of the short names would leave what is stored unreadable: these bytes must stay readable.
const storedHousehold =
  "hZNLDsIwDETv4rUjjRNIS6+CsuBT2kUFlYBl7145tJBGBbJ9VuwZjxdc/NZ7bEroY8d0OJ7O9aVpKXAGpfhJy5QGplb7xaZRz8dFgQcEkJeuaUB5l6954i20tp815HwHYPhjE307ZaqclcnEOYjOGlgD0WSlOe2Tj7IzpWrvLfj67LowzMtYy+XSBBa1/RZj3dT3BzHp2AaFEaUhDCM=";
const storedPerson = "Q5E3NDM1MzMwsTAAAR0jHaXEpOSU1LT0DKXYWB2lDJAeuEYlULZOzcjPSVGyUsrQNYS4K0fJKlopQ9dIKbYWAA==";

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

  it("is the same bytes whatever order the facts and members were learnt in", () => {
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
        expect(encodeHousehold(other)).toEqual(encodeHousehold(each));
      }),
    );
  });

  it("reads the bytes of this form as they were first written", () => {
    const household = decodeHousehold("h-1", 4, Buffer.from(storedHousehold, "base64"));
    expect(household).toMatchObject({
      version: 4,
      standards: "zhejiang@2022.7",
      facts: { area: { value: "330106001001", stamp: { sequence: 17 } } },
      members: { "p-1": { monthlyIncome: { value: 620, previous: { value: 9000, stamp: { sequence: 3 } } } } },
      determinations: [{ programme: "minimum-living-guarantee", amount: 321 }],
      watch: [{ on: "2032-02-01" }, { parameter: "minimumLivingGuarantee", area: "330106", below: 620 }],
    });
    expect(Object.values(household.notices)).toMatchObject([
      { revision: 3, status: "open", unsent: true, copy: false },
    ]);
    expect(decodePerson("p-1", 2, Buffer.from(storedPerson, "base64"))).toMatchObject({
      membership: { value: "h-1", stamp: { sequence: 2 } },
      leaving: ["h-2"],
    });
  });

  it("refuses bytes of another form", () => {
    expect(() => decodeHousehold("h-1", 1, packText('{"f":3}', householdDictionary))).toThrow();
    expect(() => decodeHousehold("h-1", 1, Buffer.from("broken"))).toThrow();
  });
});
