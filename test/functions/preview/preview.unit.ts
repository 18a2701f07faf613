import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { type Breakdown, type Part, StandardsPreview } from "#events/standards-preview.ts";
import { compare, comparisonOf } from "#preview/compare.ts";
import { previewOf } from "#preview/preview.ts";
import { count, merge, newTally, type Tally } from "#preview/tally.ts";
import { firstOfJune, households } from "#test/cli/population/synthetic.ts";
import { zhejiang } from "#test/standards/zhejiang.ts";
import { withParameterTimes } from "./standards-that-differ.ts";

const population = households(2400).map(householdFacts);
const raised = comparisonOf(zhejiang(), compileStandard(withParameterTimes("minimumLivingGuarantee", 1.5)));
const first = comparisonOf(undefined, zhejiang());
const scope = { on: firstOfJune, area: undefined, read: "whole" as const };

const compared = new Map(
  [first, raised].map((each) => [each, population.map((one) => compare(each, one, firstOfJune))]),
);

function tallyOf(chosen: readonly number[], comparison = raised): Tally {
  const tally = newTally();
  for (const index of chosen) {
    const household = population[index];
    const moved = compared.get(comparison)?.[index];
    if (household && moved) count(tally, comparison, household, firstOfJune, moved);
  }
  return tally;
}

const everybody = population.map((_, index) => index);

describe("a preview", () => {
  it("is the same however the households were shared out and in whatever order they were counted", () => {
    const whole = previewOf(tallyOf(everybody.slice(0, 300)), raised, scope);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(everybody.slice(0, 300), { minLength: 300 }),
        fc.integer({ min: 1, max: 299 }),
        fc.integer({ min: 1, max: 299 }),
        (order, a, b) => {
          const cuts = [0, Math.min(a, b), Math.max(a, b), 300];
          const [one, two, three] = cuts.slice(1).map((end, index) => tallyOf(order.slice(cuts[index], end)));
          if (!one || !two || !three) throw new Error("expected three shards");
          const left = merge(merge(copyOf(one), copyOf(two)), copyOf(three));
          const right = merge(copyOf(three), merge(copyOf(two), copyOf(one)));
          expect(previewOf(left, raised, scope)).toEqual(whole);
          expect(previewOf(right, raised, scope)).toEqual(whole);
        },
      ),
      { numRuns: 8 },
    );
  });

  it("keeps its contract, and every number in it adds up", () => {
    const preview = StandardsPreview.parse(previewOf(tallyOf(everybody, first), first, scope));
    expect(preview).toMatchObject({ standards: zhejiang().label, against: null, households: population.length });
    for (const { whole, moves } of preview.programmes) {
      const told = moves.find(({ move }) => move === "newly-eligible");
      expect(whole?.eligible).toEqual({ before: 0, after: told?.count ?? 0 });
      expect(whole?.money.before).toEqual({ low: 0, high: 0 });
      expect(whole?.money.after.low).toBe(told?.after.low ?? 0);
    }
  });

  it("tells nothing of fewer than five households, nor of what is left when one number is taken from another", () => {
    fc.assert(
      fc.property(fc.subarray(everybody, { minLength: 0 }), fc.boolean(), (chosen, anew) => {
        const comparison = anew ? first : raised;
        expectNothingOfFew(previewOf(tallyOf(chosen, comparison), comparison, scope));
      }),
      { numRuns: 30 },
    );
  });
});

function copyOf(tally: Tally): Tally {
  return structuredClone(tally);
}

function expectNothingOfFew(preview: StandardsPreview): void {
  const moves = preview.programmes.flatMap((each) => each.moves);
  for (const breakdown of [...preview.found, ...moves]) expectSafe(breakdown);
  for (const { alike, compositions, counties } of moves) {
    expectLeft(alike, (each) => each.composition, compositions);
    expectLeft(alike, (each) => each.county, counties);
  }
  expectNoUnionBeyondItsParts(preview);
}

function expectTellable(households: number | null): void {
  if (households !== null && households !== 0) expect(households).toBeGreaterThanOrEqual(5);
}

function expectSafe({ households, counties, compositions, disabilities, before, after }: Breakdown): void {
  expectTellable(households);
  if (households === null) {
    expect([counties, compositions, disabilities]).toEqual([[], [], []]);
    expect([before, after]).toEqual([
      { low: 0, high: 0 },
      { low: 0, high: 0 },
    ]);
    return;
  }
  for (const parts of [counties, compositions, disabilities]) {
    for (const part of parts) expectTellable(part.households);
    expectTellable(households - parts.reduce((sum, part) => sum + part.households, 0));
  }
}

/** Families alike are a share of a part that is told: what is left of that part is none, or enough. */
function expectLeft<Alike extends { readonly households: number }>(
  alike: readonly Alike[],
  partOf: (each: Alike) => string,
  parts: readonly Part[],
): void {
  for (const part of new Set(alike.map(partOf))) {
    const whole = parts.find((each) => each.part === part);
    expect(whole, part).toBeDefined();
    const those = alike.filter((each) => partOf(each) === part).reduce((sum, each) => sum + each.households, 0);
    expectTellable((whole?.households ?? 0) - those);
  }
}

/** More households together than in the parts told would tell of those untold. */
function expectNoUnionBeyondItsParts({ found, programmes }: StandardsPreview): void {
  for (const { move, households, counties } of found) {
    const moves = programmes.flatMap((each) => each.moves.filter((one) => move === "any" || one.move === move));
    expect(households ?? 0).toBeLessThanOrEqual(moves.reduce((sum, each) => sum + (each.households ?? 0), 0));
    for (const county of counties) {
      const there = moves.flatMap((each) => each.counties.filter(({ part }) => part === county.part));
      expect(county.households).toBeLessThanOrEqual(there.reduce((sum, each) => sum + each.households, 0));
    }
  }
}
