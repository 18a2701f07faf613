import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseClosely } from "#cli/parse-household.ts";
import { wellFormed } from "#cli/well-formed-household.ts";
import { households } from "#test/cli/population/synthetic.ts";
import { zhejiang } from "#test/standards/zhejiang.ts";

const latest = "2026-11-26";
const isWellFormed = wellFormed(zhejiang(), latest);
const population = households(200);

describe("a quick look at a household on file", () => {
  it("finds nothing wrong with a population", () => {
    expect(population.filter((household) => !isWellFormed(household))).toEqual([]);
  });

  it("never takes what the contract and the dictionary refuse", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...population),
        fc.array(damage, { minLength: 1, maxLength: 2 }),
        (household, damages) => {
          const damaged = damages.reduce<unknown>((input, each) => damagedAt(input, each), household);
          if (isWellFormed(damaged)) expect(parseClosely(damaged, zhejiang(), latest).problems).toBeUndefined();
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["a member twice", { members: [{ person: "p-1" }, { person: "p-1" }] }],
    ["a derived fact", { facts: { incomePerPerson: 5 } }],
    ["a third decimal", { facts: { otherMonthlyIncome: 0.001 } }],
    ["a day that does not exist", { members: [{ person: "p-1", facts: { birthDate: "2021-02-29" } }] }],
    ["a birth to come", { members: [{ person: "p-1", facts: { birthDate: "2026-11-27" } }] }],
    ["a birth of long ago", { members: [{ person: "p-1", facts: { birthDate: "1900-01-01" } }] }],
    ["a home that is nowhere", { area: "330199001001" }],
    ["a field of another name", { address: "" }],
    ["a number without end", { facts: { otherMonthlyIncome: Number.POSITIVE_INFINITY } }],
  ])("refuses %s, as the contract does", (_, part) => {
    const household = { household: "h-1", area: "330106001001", members: [], ...part };
    expect(isWellFormed(household)).toBe(false);
    expect(parseClosely(household, zhejiang(), latest).problems).toHaveLength(1);
  });

  it("leaves to the schemas what is rare", () => {
    const born = { household: "h-1", area: "33", members: [{ person: "p-1", facts: { birthDate: "2020-02-29" } }] };
    expect(isWellFormed(born)).toBe(false);
    expect(parseClosely(born, zhejiang(), latest).problems).toBeUndefined();
  });
});

/** A value that belongs somewhere, or nowhere, put in place of another; or a field more. */
interface Damage {
  readonly place: number;
  readonly value: unknown;
  readonly name: string | undefined;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat(60),
  value: fc.constantFrom<unknown>(
    ...[
      null,
      true,
      false,
      -1,
      0,
      4,
      5,
      1.5,
      0.01,
      1e9,
      1e300,
      "",
      "33",
      "3301",
      "330106001001",
      "330199001001",
      "99",
      "h-1",
      "p-",
      "head",
    ],
    ...[
      "2022-02-28",
      "2022-02-30",
      "2022-13-01",
      "2099-01-01",
      "1700-01-01",
      "x".repeat(501),
      [],
      ["a"],
      ["x".repeat(201)],
      {},
      { birthDate: 1 },
    ],
  ),
  name: fc.option(fc.constantFrom("enrolled", "facts", "sex", "savings", "__proto__", "stage"), { nil: undefined }),
});

/** The household with the value at one of its places, counted through all of it. */
function damagedAt(input: unknown, { place, value, name }: Damage): unknown {
  let left = place;
  const copy = (node: unknown): unknown => {
    left -= 1;
    if (left === 0 && name === undefined) return value;
    if (Array.isArray(node)) return node.map(copy);
    if (typeof node !== "object" || node === null) return node;
    const fields = Object.entries(node).map(([key, each]): [string, unknown] => [key, copy(each)]);
    return Object.fromEntries(left <= 0 && left > -5 && name !== undefined ? [...fields, [name, value]] : fields);
  };
  return copy(input);
}
