import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysAfter } from "#events/calendar.ts";
import type { CaseRow } from "#outreach/case.ts";
import { type PlannedVisit, planVisits } from "#outreach/plan-visits.ts";
import { caseOf, hoursLater, noticeOf, programmeOf } from "./cases.ts";

const today = "2022-07-05";
const childRoles = new Set(["child-director"]);
const terms = { now: hoursLater(24), today, visitsPerDay: 2, childRoles };
let made = 0;
function row(about: Partial<CaseRow> & { yuan?: number } = {}): CaseRow {
  made += 1;
  const { yuan = 100, ...rest } = about;
  const programmes = [programmeOf("minimum-living-guarantee", { amount: yuan })];
  const { content: _content, ...plain } = caseOf(noticeOf({ notice: `n-${made}`, household: `h-${made}`, programmes }));
  return { ...plain, ...rest };
}
const dayOf = (plan: readonly PlannedVisit[], each: CaseRow) => plan.find((visit) => visit.case === each.case)?.on;

describe("an office's plan of visits", () => {
  it("gives each family its day, the most pressing and the most money first, as many a day as can be visited", () => {
    const [little, much, more, high] = [row(), row({ yuan: 900 }), row({ yuan: 901 }), row({ urgency: "high" })];
    const plan = planVisits([little, much, more, high], terms);
    expect([high, more, much, little].map((each) => dayOf(plan, each))).toEqual([
      today,
      today,
      "2022-07-06",
      "2022-07-06",
    ]);
    expect(plan.find((visit) => visit.case === little.case)?.waits).toBe("budget");
  });

  it("is one visit for all that waits at one door", () => {
    const [guarantee, care] = [row({ household: "h-204" }), row({ household: "h-204", role: "disability-worker" })];
    const plan = planVisits([row({ yuan: 500 }), guarantee, care], terms);
    expect([guarantee, care].map((each) => dayOf(plan, each))).toEqual([today, today]);
    expect(plan.find((visit) => visit.case === care.case)?.together).toEqual([guarantee.case]);
  });

  it("does not tell by the day of a family's other cases that there is one about its children", () => {
    const [little, much, more] = [row({ household: "h-204" }), row({ yuan: 900 }), row({ yuan: 901 })];
    const child = row({ household: "h-204", role: "child-director", urgency: "urgent" });
    const plan = planVisits([little, much, more, child], { ...terms, visitsPerDay: 3 });
    expect([child, more, much, little].map((each) => dayOf(plan, each))).toEqual([today, today, today, "2022-07-06"]);
    expect(plan.flatMap(({ together }) => together)).toEqual([]);
  });

  it("waits for changes that come together, and not for those that come later", () => {
    const gathering = row({ window: { earliest: "2022-07-07", due: "2022-07-12", latest: "2022-07-19" } });
    expect(planVisits([gathering], terms)).toMatchObject([{ on: "2022-07-07", waits: "gathering" }]);
    expect(planVisits([gathering], { ...terms, today: "2022-07-07" })).toMatchObject([{ on: "2022-07-07" }]);
    expect(planVisits([gathering], { ...terms, today: "2022-07-07" })[0]).not.toHaveProperty("waits");
  });

  it("is never full for what is urgent or begun, and what is closed is not in it", () => {
    const urgent = [1, 2, 3].map(() => row({ urgency: "urgent" }));
    const begun = row({ claim: { by: "s-wang", until: "2022-07-09T00:00:00.000Z" } });
    const closed = row({ noticeStatus: "withdrawn" });
    const plan = planVisits([...urgent, begun, closed, row()], terms);
    expect(plan.filter(({ on }) => on === today)).toHaveLength(4);
    expect(plan).toHaveLength(5);
  });
});

describe("every plan", () => {
  const rows = fc
    .array(
      fc.record({
        household: fc.constantFrom("h-1", "h-2", "h-3", "h-4", "h-5", "h-6", "h-7", "h-8"),
        urgency: fc.constantFrom<CaseRow["urgency"]>("urgent", "high", "normal", "low"),
        yuan: fc.integer({ min: 0, max: 3 }),
        earliest: fc.integer({ min: -3, max: 3 }),
        claimed: fc.boolean(),
      }),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map(({ earliest, claimed, ...about }) =>
        row({
          ...about,
          window: { earliest: daysAfter(today, earliest), due: daysAfter(today, earliest + 6), latest: "2022-08-01" },
          ...(claimed ? { claim: { by: "s-wang", until: "2022-07-09T00:00:00.000Z" } } : {}),
        }),
      ),
    );

  it("drops nothing, and is the same in whatever order the cases come", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 3 }), (all, visitsPerDay) => {
        const plan = planVisits(all, { ...terms, visitsPerDay });
        expect(plan.map((visit) => visit.case).sort()).toEqual(all.map((each) => each.case).sort());
        expect(planVisits([...all].reverse(), { ...terms, visitsPerDay })).toEqual(plan);
      }),
    );
  });

  it("keeps a family together, no day beyond what can be visited but for what is begun or urgent, and nobody waits behind the less pressing", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 3 }), (all, visitsPerDay) => {
        const plan = planVisits(all, { ...terms, visitsPerDay });
        const days = new Map<string, Set<string>>();
        for (const { household, case: id } of all) {
          const on = plan.find((visit) => visit.case === id)?.on ?? "";
          days.set(household, (days.get(household) ?? new Set()).add(on));
        }
        expect([...days.values()].every((each) => each.size === 1)).toBe(true);
        const later = [...days].filter(([, on]) => !on.has(today));
        const perDay = new Map<string, number>();
        for (const [, [on = ""]] of later) perDay.set(on, (perDay.get(on) ?? 0) + 1);
        expect(Math.max(0, ...perDay.values())).toBeLessThanOrEqual(visitsPerDay);
        const last = plan.map(({ on }) => on).reduce((a, b) => (a > b ? a : b), today);
        const earliest = all.map(({ window }) => window.earliest).reduce((a, b) => (a > b ? a : b), today);
        expect(last <= daysAfter(earliest, Math.ceil(days.size / visitsPerDay))).toBe(true);
      }),
    );
  });
});
