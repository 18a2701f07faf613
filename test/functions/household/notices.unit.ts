import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NoticeProgramme } from "#events/outreach-notice.ts";
import { decideNotices, hasUnsent, noticeId, sent, unsentMessages } from "#household/notices.ts";
import type { DueNotice } from "#outreach/due-notices.ts";

const guarantee: NoticeProgramme = {
  id: "minimum-living-guarantee",
  verdict: "eligible",
  amount: 321,
  per: "month",
  reasons: ["income-below-standard"],
  missing: [],
  check: [],
};
const due = (changes: Partial<DueNotice> = {}): DueNotice => ({
  role: "assistance-worker",
  area: "330106001001",
  copy: false,
  dueDays: 7,
  programmes: [guarantee],
  ...changes,
});
const judged = { household: "h-204", standards: "zhejiang@2022.7" };

describe("a notice", () => {
  it("is raised when a programme becomes due, with the day by which staff should have visited", () => {
    const notices = decideNotices({}, [due()], "2022-07-04");
    expect(unsentMessages(notices, [due()], judged)).toEqual([
      {
        type: "outreach.notice",
        notice: noticeId("h-204", "assistance-worker@330106", 1),
        revision: 1,
        status: "open",
        household: "h-204",
        area: "330106001001",
        role: "assistance-worker",
        programmes: [guarantee],
        due: "2022-07-11",
        standards: "zhejiang@2022.7",
      },
    ]);
  });

  it("is revised when what it says changes, and keeps its identifier and its day", () => {
    const raised = sent(decideNotices({}, [due()], "2022-07-04"));
    const more = due({ programmes: [{ ...guarantee, amount: 400 }] });
    const revised = unsentMessages(decideNotices(raised, [more], "2022-07-20"), [more], judged);
    expect(revised).toMatchObject([{ revision: 2, status: "open", due: "2022-07-11" }]);
    expect(revised[0]?.notice).toBe(noticeId("h-204", "assistance-worker@330106", 1));
  });

  it("is due sooner when something more urgent joins it, and never later", () => {
    const raised = sent(decideNotices({}, [due()], "2022-07-04"));
    const joined = (dueDays: number) => [due({ dueDays, programmes: [{ ...guarantee, amount: 400 }] })];
    const dayOf = (notices: ReturnType<typeof decideNotices>) => Object.values(notices).map((each) => each.due);
    expect(dayOf(decideNotices(raised, joined(3), "2022-07-05"))).toEqual(["2022-07-08"]);
    expect(dayOf(decideNotices(raised, joined(30), "2022-07-05"))).toEqual(["2022-07-11"]);
  });

  it("is withdrawn, with nothing offered, when nothing is due any more", () => {
    const raised = sent(decideNotices({}, [due()], "2022-07-04"));
    expect(unsentMessages(decideNotices(raised, [], "2022-07-05"), [], judged)).toMatchObject([
      { revision: 2, status: "withdrawn", programmes: [], area: "330106001001" },
    ]);
  });

  it("leaves the county that the family left and is raised in the county it moved to", () => {
    const raised = sent(decideNotices({}, [due()], "2022-07-04"));
    const moved = [due({ area: "330203002001" })];
    const messages = unsentMessages(decideNotices(raised, moved, "2022-08-01"), moved, judged);
    expect(messages.map(({ area, status }) => ({ area, status }))).toEqual([
      { area: "330106001001", status: "withdrawn" },
      { area: "330203002001", status: "open" },
    ]);
    expect(new Set(messages.map(({ notice }) => notice)).size).toBe(2);
  });

  it("waits to be sent until it is marked sent", () => {
    const raised = decideNotices({}, [due()], "2022-07-04");
    expect(decideNotices(raised, [due()], "2022-07-05")).toBe(raised);
    expect(hasUnsent(raised)).toBe(true);
    expect(hasUnsent(sent(raised))).toBe(false);
  });
});

describe("the notices of a household", () => {
  const bundle = fc.constantFrom(
    due(),
    due({ programmes: [{ ...guarantee, amount: 12.5 }] }),
    due({ role: "disability-worker" }),
    due({ area: "330203002001" }),
  );
  const oneARole = fc
    .uniqueArray(bundle, { selector: ({ role }) => role, maxLength: 2 })
    .map((bundles) => [...bundles].sort((a, b) => (a.role < b.role ? -1 : 1)));

  it("are open exactly where something is due, whatever was due before, and their revisions only grow", () => {
    fc.assert(
      fc.property(fc.array(oneARole, { minLength: 1 }), (days) => {
        let notices = {};
        const revisions = new Map<string, number>();
        for (const today of days) {
          notices = decideNotices(notices, today, "2022-07-04");
          for (const { notice, revision } of unsentMessages(notices, today, judged)) {
            expect(revision).toBe((revisions.get(notice) ?? 0) + 1);
            revisions.set(notice, revision);
          }
          notices = sent(notices);
          const open = Object.values<{ status: string; role: string; area: string }>(notices)
            .filter(({ status }) => status === "open")
            .map(({ role, area }) => `${role} ${area}`);
          expect(open.sort()).toEqual(today.map(({ role, area }) => `${role} ${area}`).sort());
        }
      }),
    );
  });
});
