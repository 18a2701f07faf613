import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeHousehold } from "#cli/population/make-household.ts";
import { opaqueIds } from "#cli/population/opaque-ids.ts";
import { villagesOf } from "#cli/population/villages.ts";
import { indexedArea, indexedAreas } from "#eligibility/affected-area.ts";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { judge } from "#eligibility/judge.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { indexedOf } from "#household/indexed.ts";
import { onlyKnown, partlyKnown } from "#test/functions/eligibility/random-families.ts";
import { zhejiang, zhejiangDocument } from "#test/standards/zhejiang.ts";

const on = "2022-07-01";
const county = "330106";

/** The Zhejiang pack with another guarantee in one county. */
function withGuarantee(value: number): Standard {
  const document = zhejiangDocument();
  const parameters = document.parameters.map((parameter) =>
    parameter.name === document.indexedParameter
      ? { ...parameter, areas: { ...parameter.areas, [county]: { "2021-12-31": value } } }
      : parameter,
  );
  return compileStandard({ ...document, parameters });
}

const values = [300, 850, 941, 1000, 1029, 1400, 6000];
const standards = new Map(values.map((value) => [value, withGuarantee(value)]));
const standardAt = (value: number) => standards.get(value) ?? withGuarantee(value);

/** All that staff or the family would notice of a judgement. */
function said(standard: Standard, of: HouseholdFacts): string {
  const { results } = judge(standard, of, on);
  return JSON.stringify(results.map(({ reasons: _, ...told }) => told));
}

/** Whether the index finds a household when the guarantee moves. */
function isFound(of: HouseholdFacts, from: number, to: number): boolean {
  const standard = standardAt(from);
  const { raisedAt, loweredAt } = indexedOf(standard, of.area, judge(standard, of, on).watch, on);
  return to > from ? raisedAt <= to : loweredAt !== undefined && loweredAt >= to;
}

const someFamily = partlyKnown.map(({ whole, known }) => onlyKnown(whole, (name) => known.has(name)));
const moves = values.flatMap((from) => values.filter((to) => to !== from).map((to) => [from, to] as const));

describe("when the guarantee moves, the index finds", () => {
  it("every family for whom anything changes, whatever is known of it", () => {
    fc.assert(
      fc.property(someFamily, fc.constantFrom(...moves), (family, [from, to]) => {
        const of = { ...family, area: `${county}001001` };
        if (!isFound(of, from, to)) expect(said(standardAt(to), of)).toBe(said(standardAt(from), of));
      }),
      { numRuns: 400 },
    );
  });

  it("of a population, hardly anybody else", () => {
    const context = { seed: 1, ids: opaqueIds(1), on, villages: villagesOf([county]) };
    const counts = { found: 0, changed: 0 };
    for (let index = 0; index < 350; index += 1) {
      const of = householdFacts(makeHousehold(index, context));
      if (isFound(of, 941, 1000)) counts.found += 1;
      if (said(standardAt(941), of) !== said(standardAt(1000), of)) counts.changed += 1;
    }
    expect(counts.changed).toBeGreaterThan(5);
    expect(counts.found / counts.changed).toBeLessThanOrEqual(1.05);
  });
});

describe("whoever was judged by the new value", () => {
  it("is not found a second time, by the greatest of new values nor by the least", () => {
    fc.assert(
      fc.property(someFamily, fc.constantFrom(...values), (family, value) => {
        const of = { ...family, area: `${county}001001` };
        const { raisedAt, loweredAt = 0 } = indexedOf(
          standardAt(value),
          of.area,
          judge(standardAt(value), of, on).watch,
          on,
        );
        expect([raisedAt > value, loweredAt < value]).toEqual([true, true]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the area that a household is indexed by", () => {
  it.each([
    ["330106001001", "330106"],
    // No county of the pack has this code any more: its prefecture's parameters hold.
    ["330199001", "3301"],
    ["110101001001", "nowhere"],
    [undefined, "nowhere"],
  ])("%s is %s, and one of those a sweep knows", (area, expected) => {
    expect(indexedArea(zhejiang(), area)).toBe(expected);
    expect(indexedAreas(zhejiang())).toContain(expected);
  });
});
