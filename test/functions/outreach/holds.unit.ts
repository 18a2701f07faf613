import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutcomeCode } from "#events/case-vocabulary.ts";
import type { DueNotice } from "#outreach/due-notices.ts";
import { holdsOn, type KnownOutcome, quietUntil, withHolds } from "#outreach/holds.ts";
import { programmeDigest } from "#outreach/programme-digest.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import { programmeOf } from "./cases.ts";

const { outreach: rules } = zhejiangDocument();
const guarantee = programmeOf("minimum-living-guarantee");
const housing = programmeOf("housing-assistance", { verdict: "unknown" });
const longevity = programmeOf("longevity-allowance", { person: "p-2", amount: 100 });
const due: readonly DueNotice[] = [
  {
    role: "assistance-worker",
    area: "330106001001",
    copy: false,
    dueDays: 7,
    programmes: [guarantee, housing],
    urgency: "normal",
  },
  { role: "elder-care-worker", area: "330106001001", copy: false, dueDays: 15, programmes: [longevity] },
];
const found = (code: OutcomeCode, about: Partial<KnownOutcome> = {}): KnownOutcome => ({
  notice: "n-1",
  code,
  role: "assistance-worker",
  area: "330106001001",
  on: "2022-07-04",
  programmes: [guarantee, housing].map((each) => ({ id: each.id, said: programmeDigest(each) })),
  ...about,
});
const rolesTold = (outcomes: readonly KnownOutcome[], today = "2022-07-05", deaths: readonly string[] = []) =>
  withHolds(due, holdsOn(rules, { outcomes, deaths }, today)).due.map(({ role }) => role);

describe("after what staff found", () => {
  it("a refusal keeps the same worker from the door until its period is over, and no longer", () => {
    const refused = [found("refused-no-need")];
    const until = quietUntil(rules, "refused-no-need", "2022-07-04");
    expect(until).toBe("2022-12-31");
    expect(rolesTold(refused, "2022-12-31")).toEqual(["elder-care-worker"]);
    expect(rolesTold(refused, "2023-01-01")).toEqual(["assistance-worker", "elder-care-worker"]);
  });

  it("what waits is told with its reason, and the day to look again", () => {
    const { held, again } = withHolds(
      due,
      holdsOn(rules, { outcomes: [found("applied-helped")], deaths: [] }, "2022-07-05"),
    );
    expect(held).toMatchObject([
      { programme: "minimum-living-guarantee", because: "applied-helped", until: "2022-08-18", notice: "n-1" },
      { programme: "housing-assistance" },
    ]);
    expect(again).toBe("2022-08-19");
  });

  it("a refusal of one programme leaves what else is due", () => {
    const one = found("refused-stigma", { programmes: [{ id: "free-electricity", said: "x" }] });
    expect(rolesTold([one])).toEqual(["assistance-worker", "elder-care-worker"]);
  });

  it("a fact found wrong waits for its source, and no longer than until the notice says something else", () => {
    const wrong = found("data-wrong-fact");
    expect(rolesTold([wrong])).toEqual(["elder-care-worker"]);
    const before = [{ id: guarantee.id, said: programmeDigest({ ...guarantee, amount: 900 }) }];
    expect(rolesTold([found("data-wrong-fact", { programmes: before })])).toContain("assistance-worker");
  });

  it("a family that has moved is visited by nobody there, and by everybody where it lives now", () => {
    expect(rolesTold([found("moved-away")])).toEqual([]);
    expect(rolesTold([found("moved-away", { area: "330203001001" })])).toHaveLength(2);
  });

  it("a death found at the door, or told by its source, keeps everybody away for a time but the most urgent", () => {
    expect(rolesTold([found("deceased", { person: "p-1" })])).toEqual([]);
    expect(rolesTold([], "2022-07-05", ["2022-07-04"])).toEqual([]);
    expect(rolesTold([], "2022-07-12", ["2022-07-04"])).toHaveLength(2);
    const urgent = due.map((notice) => ({ ...notice, urgency: "urgent" as const }));
    expect(withHolds(urgent, holdsOn(rules, { outcomes: [], deaths: ["2022-07-04"] }, "2022-07-05")).due).toHaveLength(
      2,
    );
  });

  it("every outcome has its period in the standard", () => {
    for (const code of OutcomeCode.options)
      expect([code, quietUntil(rules, code, "2022-07-04")]).toEqual([code, expect.any(String)]);
  });
});

describe("holds", () => {
  const outcome = fc.record({
    code: fc.constantFrom(...OutcomeCode.options),
    on: fc.constantFrom("2022-06-01", "2022-07-01", "2022-07-04"),
    role: fc.constantFrom("assistance-worker", "elder-care-worker"),
    area: fc.constantFrom("330106001001", "330203001001"),
    picks: fc.subarray([guarantee, housing, longevity]),
  });
  const outcomes = fc.array(outcome, { maxLength: 6 }).map((all) =>
    all.map(({ picks, ...each }, index) =>
      found(each.code, {
        ...each,
        notice: `n-${index}`,
        programmes: picks.map((programme) => ({
          id: programme.id,
          ...(programme.person === undefined ? {} : { person: programme.person }),
          said: programmeDigest(programme),
        })),
      }),
    ),
  );

  it("depend on what was found and not on the order in which it came; what is told or waits is all that is due", () => {
    fc.assert(
      fc.property(outcomes, fc.constantFrom("2022-07-04", "2022-07-20", "2023-06-30"), (known, today) => {
        const told = withHolds(due, holdsOn(rules, { outcomes: known, deaths: [] }, today));
        const again = withHolds(due, holdsOn(rules, { outcomes: [...known].reverse(), deaths: [] }, today));
        expect(again.due).toEqual(told.due);
        const eligible = (notices: readonly DueNotice[]) =>
          notices.flatMap(({ programmes }) =>
            programmes.filter(({ verdict }) => verdict === "eligible").map(({ id }) => id),
          );
        const waiting = told.held.map(({ programme }) => programme);
        expect([...eligible(told.due), ...waiting].sort()).toEqual(expect.arrayContaining(eligible(due)));
      }),
    );
  });

  it("are over at the latest on the day to look again: nothing waits for ever", () => {
    fc.assert(
      fc.property(outcomes, (known) => {
        let today = "2022-07-04";
        for (let looks = 0; looks < 20; looks += 1) {
          const { again } = withHolds(due, holdsOn(rules, { outcomes: known, deaths: [] }, today));
          if (again === undefined) return;
          expect(again > today).toBe(true);
          today = again;
        }
        expect.unreachable("something still waits");
      }),
    );
  });
});
