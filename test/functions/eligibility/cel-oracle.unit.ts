import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "#cli/population/random.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { judgedOn, knownHouseholds } from "#test/bench/engine/households.ts";
import { measuredPack } from "#test/bench/engine/measured-pack.ts";
import { zhejiang } from "#test/standards/zhejiang.ts";
import { bufbuildCel } from "./cel/bufbuild.ts";
import { celBinder } from "./cel/cel-household.ts";
import { type CelVerdict, celStandard } from "./cel/cel-standard.ts";
import { byName, contradiction, forgetting, neverForgotten, verdictsByName } from "./cel/verdicts.ts";
import { onlyKnown, partlyKnown, wholeFamily } from "./random-families.ts";
import { date, documentOf, household, programme } from "./random-standard.ts";
import { quantityTree, truthTree } from "./random-trees.ts";

/*
 * Another implementation of CEL judges the same conditions, written as CEL from the checked trees, with numbers, ages and
 * dates of its own. `npm run bench -- engine` does the same over twenty times as many verdicts.
 */

const measured = compileStandard(await measuredPack());
const measuredByCel = celStandard(measured.document, bufbuildCel, celBinder(measured.document, judgedOn));
const zhejiangByCel = celStandard(zhejiang().document, bufbuildCel, celBinder(zhejiang().document, judgedOn));
const households = knownHouseholds(1000);

type Verdicts = ReadonlyMap<string, CelVerdict>;

/** Where CEL has an answer, ours is the same one. */
function differences(ours: Verdicts, cel: Verdicts): string[] {
  expect(ours.size).toBe(cel.size);
  return [...cel].flatMap(([name, expected]) => {
    const own = ours.get(name);
    const open =
      (expected.eligible !== undefined && own?.eligible === undefined) ||
      (expected.amount !== undefined && own?.eligible === true && own.amount === undefined);
    const different = open ? "unknown, and known to CEL" : contradiction(own, expected);
    return different === undefined ? [] : [`${name}: ${different}`];
  });
}

describe("CEL as @bufbuild/cel has it", () => {
  it("says the same of households of whom everything is known", () => {
    let verdicts = 0;
    for (const each of households) {
      const cel = byName(measuredByCel(each));
      verdicts += cel.size;
      expect([...cel.values()].filter(({ eligible }) => eligible === undefined)).toEqual([]);
      expect(differences(verdictsByName(measured, each, judgedOn), cel), each.household).toEqual([]);
    }
    expect(verdicts).toBeGreaterThan(12_000);
  });

  it("says the same by the Zhejiang pack of families of whom everything is known", () => {
    fc.assert(
      fc.property(wholeFamily, (family) => {
        expect(differences(verdictsByName(zhejiang(), family, judgedOn), byName(zhejiangByCel(family)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("says nothing else wherever it can say anything of families of whom little is known", () => {
    fc.assert(
      fc.property(partlyKnown, ({ whole, known }) => {
        const little = onlyKnown(whole, (name) => known.has(name));
        expect(differences(verdictsByName(zhejiang(), little, judgedOn), byName(zhejiangByCel(little)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("says the same of any condition and number that a document may hold", () => {
    const persons = fc.record({
      birthDate: date,
      since: date,
      score: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom("a", "b"),
      able: fc.boolean(),
    });
    const cases = fc.record({
      ofHousehold: truthTree(3, []),
      ofPerson: truthTree(3, [0]),
      amount: quantityTree(2, [0]),
      limit: fc.integer({ min: 0, max: 30 }),
      income: fc.integer({ min: 0, max: 30 }),
      list: fc.subarray(["a", "b"]),
      household,
      everything: fc.boolean(),
      persons: fc.array(persons, { minLength: 3, maxLength: 3 }),
    });
    fc.assert(
      fc.property(cases, ({ ofHousehold, ofPerson, amount, limit, everything, household: some, ...all }) => {
        const first = programme("first", "household", { op: "boolean", value: true });
        const document = documentOf(
          [first, programme("a", "household", ofHousehold), programme("b", "person", ofPerson, amount)],
          limit,
        );
        const whole: HouseholdFacts = {
          ...some,
          facts: { income: all.income, list: all.list },
          members: some.members.map(({ person }, index) => ({ person, facts: { ...all.persons[index] } })),
        };
        const judged = everything ? whole : some;
        const cel = celStandard(document, bufbuildCel, celBinder(document, judgedOn));
        const ours = verdictsByName(compileStandard(document), judged, judgedOn);
        expect(differences(ours, byName(cel(judged)))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("verdicts where facts are forgotten", () => {
  it.each([0.02, 0.1, 0.5, 0.9])("never differ from those of all facts: %f of them forgotten", (share) => {
    const random = randomStream(1, `forgetting ${share}`);
    const kept = neverForgotten(measured);
    const wrong: string[] = [];
    let open = 0;
    for (const each of households) {
      const whole = verdictsByName(measured, each, judgedOn);
      for (const [name, little] of verdictsByName(measured, forgetting(each, { share, random, kept }), judgedOn)) {
        if (little.eligible === undefined) open += 1;
        const different = contradiction(little, whole.get(name));
        if (different !== undefined) wrong.push(`${each.household} ${name}: ${different}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(open).toBeGreaterThan(0);
  });
});
