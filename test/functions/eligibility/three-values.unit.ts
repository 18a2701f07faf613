import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOf, dayOf } from "#eligibility/days.ts";
import type { Determination, HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { ParameterDefinition } from "#eligibility/standard-document.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import { determined, documentWith, judged } from "./families.ts";
import { namesOf, onlyKnown, partlyKnown } from "./random-families.ts";

const runs = { numRuns: 1500 };
// Every parameter has a value by then: what is unknown is unknown for want of facts.
const on = fc.integer({ min: dayOf("2022-01-01"), max: dayOf("2023-06-30") }).map(dateOf);

/** Determinations of two judgements of one household, side by side. */
function pairs(a: Judgement, b: Judgement): [Determination, Determination][] {
  expect(b.results).toHaveLength(a.results.length);
  return a.results.flatMap((each, index): [Determination, Determination][] => {
    const other = b.results[index];
    return other ? [[each, other]] : [];
  });
}

/** What a judgement says, without why: all that staff would be told differently. */
function said({ results }: Judgement) {
  return results.map(({ reasons: _, ...rest }) => rest);
}

const isDefinite = ({ verdict }: Determination) => verdict !== "unknown";

describe("forgetting facts of a family", () => {
  it("never turns a verdict into its opposite, nor an unknown one into a definite one", () => {
    fc.assert(
      fc.property(partlyKnown, on, ({ whole, known }, day) => {
        const little = judged(
          onlyKnown(whole, (name) => known.has(name)),
          day,
        );
        for (const [before, after] of pairs(judged(whole, day), little)) {
          if (isDefinite(after)) expect(after.verdict).toBe(before.verdict);
        }
      }),
      runs,
    );
  });

  it("leaves an amount as it is, or between bounds that hold it, or open; never at nothing", () => {
    fc.assert(
      fc.property(partlyKnown, on, ({ whole, known }, day) => {
        const little = judged(
          onlyKnown(whole, (name) => known.has(name)),
          day,
        );
        for (const [{ amount = Number.NaN }, after] of pairs(judged(whole, day), little)) {
          if (after.amount !== undefined) expect(after.amount).toBe(amount);
          if (after.between) {
            const [low, high] = after.between;
            expect(low).toBeLessThanOrEqual(amount);
            expect(high).toBeGreaterThanOrEqual(amount);
          }
          if (after.verdict === "unknown") expect(after).not.toHaveProperty("amount");
        }
      }),
      runs,
    );
  });
});

/** Determinations by what is known of a family: many verdicts miss the same facts, and each case is judged once. */
function determinedBy(whole: HouseholdFacts, day: string) {
  const before = new Map<string, readonly Determination[]>();
  const names = namesOf(whole);
  return (keep: (name: string) => boolean): readonly Determination[] => {
    const known = names.filter(keep).join();
    let results = before.get(known);
    if (!results) {
      results = determined(onlyKnown(whole, keep), day);
      before.set(known, results);
    }
    return results;
  };
}

describe("what is missing", () => {
  it("is there where a verdict is unknown, and nowhere else", () => {
    fc.assert(
      fc.property(partlyKnown, on, ({ whole, known }, day) => {
        const household = onlyKnown(whole, (name) => known.has(name));
        const names = namesOf(whole);
        for (const { verdict, missing } of judged(household, day).results) {
          expect(missing.length > 0).toBe(verdict === "unknown");
          for (const name of missing) {
            expect(names).toContain(name);
            expect(known.has(name), `${name} is known`).toBe(false);
          }
        }
      }),
      runs,
    );
  });

  it("is enough: filled in, it makes the verdict definite, whatever is filled in", () => {
    fc.assert(
      fc.property(partlyKnown, on, ({ whole, known }, day) => {
        const resultsOf = determinedBy(whole, day);
        for (const [index, { missing }] of resultsOf((name) => known.has(name)).entries()) {
          const filled = resultsOf((name) => known.has(name) || missing.includes(name));
          expect(filled[index]?.verdict).not.toBe("unknown");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is all that matters: whatever else is filled in, the verdict stays unknown", () => {
    fc.assert(
      fc.property(partlyKnown, on, ({ whole, known }, day) => {
        const resultsOf = determinedBy(whole, day);
        for (const [index, { verdict, missing }] of resultsOf((name) => known.has(name)).entries()) {
          if (verdict !== "unknown") continue;
          expect(resultsOf((name) => !missing.includes(name))[index]?.verdict).toBe("unknown");
        }
      }),
      { numRuns: 500 },
    );
  });

  // Ten seconds on a quiet machine, for it judges each family once for every fact that is missing.
  it("shrinks as it is filled in: the last of it is missing still, or the verdict is definite without it", {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(partlyKnown, on, ({ whole, known }, day) => {
        const resultsOf = determinedBy(whole, day);
        for (const [index, { missing }] of resultsOf((name) => known.has(name)).entries()) {
          for (const last of missing) {
            const result = resultsOf((name) => known.has(name) || (missing.includes(name) && name !== last))[index];
            expect(result?.missing).toEqual(result?.verdict === "unknown" ? [last] : []);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

function watchedDay({ watch }: Judgement): string | undefined {
  return watch.find((point) => "on" in point)?.on;
}

describe("watch points", () => {
  it("are not passed over: nothing changes between today and the watched day", () => {
    fc.assert(
      fc.property(partlyKnown, on, fc.double({ min: 0, max: 1, noNaN: true }), ({ whole, known }, day, share) => {
        const household = onlyKnown(whole, (name) => known.has(name));
        const judgement = judged(household, day);
        const watched = watchedDay(judgement);
        const last = watched === undefined ? dayOf("2150-01-01") : dayOf(watched) - 1;
        const between = dayOf(day) + Math.round(share * (last - dayOf(day)));
        for (const later of [between, last]) expect(said(judged(household, dateOf(later)))).toEqual(said(judgement));
      }),
      runs,
    );
  });

  it("are not passed over: nothing changes while a parameter stays between its watched values", () => {
    const { parameters } = zhejiangDocument();
    fc.assert(
      fc.property(
        partlyKnown,
        on,
        fc.constantFrom(...parameters),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ whole, known }, day, parameter, share) => {
          const household = onlyKnown(whole, (name) => known.has(name));
          const judgement = judged(household, day);
          const standard = compileStandard(
            documentWith(parameter.name, { "33": { "2021-01-01": within(parameter, judgement, household, share) } }),
          );
          expect(said(judged(household, day, standard))).toEqual(said(judgement));
        },
      ),
      runs,
    );
  });

  it("are where something may change: the county and the values around the one in force", () => {
    fc.assert(
      fc.property(partlyKnown, on, ({ whole, known }, day) => {
        const household = onlyKnown(whole, (name) => known.has(name));
        for (const point of judged(household, day).watch) {
          if ("on" in point) expect(dayOf(point.on)).toBeGreaterThan(dayOf(day));
          else {
            expect(household.area?.startsWith(point.area)).toBe(true);
            expect(point.below ?? Number.NEGATIVE_INFINITY).toBeLessThan(point.above ?? Number.POSITIVE_INFINITY);
          }
        }
      }),
      runs,
    );
  });
});

/** A value of a parameter strictly between its watched ones, in its steps: fen, whole years, thousandths. */
function within(
  { name, unit }: ParameterDefinition,
  { watch }: Judgement,
  { area }: HouseholdFacts,
  share: number,
): number {
  const steps = unit === "yuan" ? 100 : unit === undefined ? 1000 : 1;
  const point = watch.find((each) => "parameter" in each && each.parameter === name);
  const limits = point && "parameter" in point ? point : { below: undefined, above: undefined };
  if (area === undefined && point) throw new Error("Found a watched parameter of an area that nobody knows.");
  const lowest = limits.below === undefined ? 0 : Math.round(limits.below * steps) + 1;
  const highest = limits.above === undefined ? Math.max(lowest, 5000 * steps) : Math.round(limits.above * steps) - 1;
  return (lowest + Math.round(share * (highest - lowest))) / steps;
}
