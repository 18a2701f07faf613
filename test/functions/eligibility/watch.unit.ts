import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOf, dayOf } from "#eligibility/days.ts";
import { judge } from "#eligibility/judge.ts";
import type { HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { ComparisonOperator } from "#eligibility/tree.ts";
import { documentOf, household, programme } from "./random-standard.ts";
import { quantityTree, truthTree } from "./random-trees.ts";

const on = "2022-07-01";

/** What a judgement says, without why and where it is watched. */
function said({ results }: Judgement) {
  return results.map(({ verdict, amount, between }) => ({ verdict, amount, between }));
}

function limitOf({ watch }: Judgement) {
  const point = watch.find((each) => "parameter" in each);
  return { below: -1, above: 41, ...point };
}

const cases = fc.record({
  ofHousehold: truthTree(3, []),
  ofPerson: truthTree(2, [0]),
  amount: quantityTree(2, [0]),
  limit: fc.integer({ min: 0, max: 30 }),
  household,
});

function documentWith(
  { ofHousehold, ofPerson, amount }: Pick<Parameters<typeof programmes>[0], "ofHousehold" | "ofPerson" | "amount">,
  limit: number | undefined,
): StandardDocument {
  return documentOf(programmes({ ofHousehold, ofPerson, amount }), limit);
}

function programmes({
  ofHousehold,
  ofPerson,
  amount,
}: {
  ofHousehold: Parameters<typeof programme>[2];
  ofPerson: Parameters<typeof programme>[2];
  amount: Parameters<typeof programme>[3];
}) {
  return [
    programme("first", "household", { op: "boolean", value: true }),
    programme("a", "household", ofHousehold),
    programme("b", "person", ofPerson, amount),
  ];
}

describe("watch points", () => {
  it("are not passed over: before the watched day nothing changes by itself", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 12_000 }), ({ limit, household: of, ...trees }, days) => {
        const standard = compileStandard(documentWith(trees, limit));
        const judgement = judge(standard, of, on);
        const day = judgement.watch.find((each) => "on" in each)?.on;
        // Half the way there, and the last day before.
        const until = day === undefined ? dayOf(on) + days : dayOf(day) - 1;
        for (const later of [until, Math.ceil((dayOf(on) + until) / 2)]) {
          expect(said(judge(standard, of, dateOf(later)))).toEqual(said(judgement));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("are not passed over: between the watched values of a parameter nothing changes", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 40_000 }), ({ limit, household: of, ...trees }, thousandths) => {
        const judgement = judge(compileStandard(documentWith(trees, limit)), of, on);
        const { below, above } = limitOf(judgement);
        const value = thousandths / 1000;
        if (value <= below || value >= above) return;

        expect(said(judge(compileStandard(documentWith(trees, value)), of, on))).toEqual(said(judgement));
      }),
      { numRuns: 3000 },
    );
  });

  it("tell of the first value of a parameter that has none yet", () => {
    fc.assert(
      fc.property(cases, ({ limit, household: of, ...trees }) => {
        const judgement = judge(compileStandard(documentWith(trees, undefined)), of, on);
        if (judgement.watch.some((each) => "parameter" in each)) return;
        expect(said(judge(compileStandard(documentWith(trees, limit)), of, on))).toEqual(said(judgement));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the watched values of a limit that a condition compares with", () => {
  const family: HouseholdFacts = { household: "h-1", area: "33", facts: {}, members: [{ person: "p", facts: {} }] };
  const cases = fc.record({
    thousandths: fc.integer({ min: 100, max: 4000 }),
    fen: fc.integer({ min: 0, max: 300_000 }),
    limit: fc.integer({ min: 1, max: 200_000 }),
    op: fc.constantFrom<ComparisonOperator>("<", "<=", ">", ">=", "==", "!="),
  });

  /** The standard's judgement of an income, where the limit has a value in fen. */
  function judgedBy({ thousandths, fen, op }: { thousandths: number; fen: number; op: ComparisonOperator }) {
    const factor = { op: "number", value: thousandths / 1000 } as const;
    const right = { op: "*", left: factor, right: { op: "parameter", name: "limit" } } as const;
    const left = { op: "fact", of: "household", name: "income" } as const;
    const condition = programme("a", "household", { op, left, right, money: true });
    return (limit: number) => {
      const document = documentOf([condition], Math.round(limit) / 100);
      const parameters = document.parameters.map((each) => ({ ...each, unit: "yuan" }));
      return judge(compileStandard({ ...document, parameters }), { ...family, facts: { income: fen / 100 } }, on);
    };
  }

  it("are exact to the fen: at them the verdict is another, and a fen nearer it is not", () => {
    fc.assert(
      fc.property(cases, ({ limit, ...rest }) => {
        const at = judgedBy(rest);
        const [now] = at(limit).results;
        const points = at(limit).watch.flatMap((point) => ("on" in point ? [] : [point]));
        const reached = points.flatMap(({ below, above }) => [
          ...(below === undefined ? [] : [{ value: below * 100, nearer: below * 100 + 1 }]),
          ...(above === undefined ? [] : [{ value: above * 100, nearer: above * 100 - 1 }]),
        ]);
        for (const { value, nearer } of reached) {
          expect(at(value).results[0]?.verdict).not.toBe(now?.verdict);
          expect(at(nearer).results[0]?.verdict).toBe(now?.verdict);
        }
      }),
      { numRuns: 500 },
    );
  });
});
