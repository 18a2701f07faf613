import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseLoad } from "#outreach/case-load.ts";
import { decideCase } from "#outreach/decide-case.ts";
import { caseOf, hoursLater, noticeOf } from "./cases.ts";

const terms = { now: hoursLater(1), today: "2022-07-04", visitsPerDay: 2, childRoles: new Set(["child-director"]) };

const family = (number: number, about: Parameters<typeof noticeOf>[0] = {}) =>
  caseOf(noticeOf({ notice: `n-${number}`, household: `h-${number}`, ...about }));
const families = (count: number, due: string) => Array.from({ length: count }, (_, index) => family(index, { due }));

describe("a community", () => {
  it("is above its budget once somebody's turn comes after the day by which they were to be visited", () => {
    // Two a day from the fourth: four by the fifth.
    expect(caseLoad(families(4, "2022-07-05"), terms)).toMatchObject({ waiting: 2, villagesAboveBudget: [] });
    expect(caseLoad(families(5, "2022-07-05"), terms)).toMatchObject({
      ...{ open: 5, waiting: 3, villagesAboveBudget: ["330106001001"] },
    });
  });

  it("has no budget where its standard has none, and a town's office neither", () => {
    const many = families(40, "2022-07-04");
    expect(caseLoad(many, { ...terms, visitsPerDay: undefined }).villagesAboveBudget).toEqual([]);
    const ofTown = many.map((row) => ({ ...row, office: "330106001" }));
    expect(caseLoad(ofTown, terms)).toMatchObject({ open: 40, waiting: 0, villagesAboveBudget: [] });
  });
});

describe("a case that is overdue", () => {
  const at = { ...terms, today: "2022-07-12", now: hoursLater(8 * 24) };

  it("is somebody's once it was claimed, and for as long as the claim holds", () => {
    const raised = caseOf(noticeOf());
    const claimed = decideCase(raised, { kind: "claim", by: "s-1" }, at.now);
    if ("refused" in claimed) throw new Error(claimed.refused);
    expect(caseLoad([raised], at).unclaimedOverdue).toBe(1);
    expect(caseLoad([claimed.case], at).unclaimedOverdue).toBe(0);
    const muchLater = { ...at, now: hoursLater(60 * 24), today: "2022-09-02" };
    expect(caseLoad([claimed.case], muchLater).unclaimedOverdue).toBe(1);
  });

  it("is not overdue before the day is over", () => {
    expect(caseLoad([family(1)], { ...at, today: "2022-07-11" }).unclaimedOverdue).toBe(0);
  });
});

it("is the same whatever the order in which cases are read, and more cases never make it less", () => {
  const some = fc.array(
    fc.record({ days: fc.integer({ min: 4, max: 14 }), village: fc.constantFrom("330106001001", "330106001002") }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(some, (drawn) => {
      const rows = drawn.map(({ days, village }, index) =>
        family(index, { area: village, due: `2022-07-${String(days).padStart(2, "0")}` }),
      );
      const load = caseLoad(rows, { ...terms, today: "2022-07-08" });
      expect(caseLoad(rows.toReversed(), { ...terms, today: "2022-07-08" })).toEqual(load);
      const fewer = caseLoad(rows.slice(1), { ...terms, today: "2022-07-08" });
      expect(fewer.unclaimedOverdue).toBeLessThanOrEqual(load.unclaimedOverdue);
      expect(fewer.waiting).toBeLessThanOrEqual(load.waiting);
    }),
    { numRuns: 100 },
  );
});
