import { describe, expect, it } from "vitest";
import { turnsOf } from "#desk/pages/turns.ts";
import type { VisitPlan } from "#events/desk-api/visits.ts";
import { caseDetail } from "./case-builders.ts";

const today = "2022-07-05";
const planOf = (...visits: VisitPlan["visits"]): VisitPlan => ({
  today,
  visitsPerDay: 6,
  readAt: "2022-07-05T01:00:00Z",
  visits,
});
const inWords = (turns: ReturnType<typeof turnsOf>) => ({
  today: turns.today.map(([first]) => first?.household),
  waiting: turns.waiting.map(({ door: [first], on, why }) => `${first?.household} ${on} ${why}`),
});

describe("a list, by the plan of visits", () => {
  const first = caseDetail({ notice: "n-1", household: "h-1", stake: 900 });
  const second = caseDetail({ notice: "n-2", household: "h-2", stake: 500 });
  const third = caseDetail({ notice: "n-3", household: "h-3", stake: 100 });
  const plan = planOf(
    { notice: "n-1", on: today },
    { notice: "n-2", on: "2022-07-06", waits: "budget" },
    { notice: "n-3", on: "2022-07-07", waits: "gathering" },
  );

  it("is today's doors, and those that wait in the order of their turn, each with its reason", () => {
    expect(inWords(turnsOf([third, second, first], plan, today))).toEqual({
      today: ["h-1"],
      waiting: ["h-2 2022-07-06 budget", "h-3 2022-07-07 gathering"],
    });
  });

  it("kept over night gives the next day those whose turn has come", () => {
    expect(inWords(turnsOf([first, second, third], plan, "2022-07-06")).today).toEqual(["h-1", "h-2"]);
  });

  it("has of today what somebody began, with all that is at that door, before the desk has heard of it", () => {
    const begun = caseDetail({ notice: "n-3", household: "h-3", state: "claimed" });
    const beside = caseDetail({ notice: "n-4", household: "h-3" });
    const more = planOf(...plan.visits, { notice: "n-4", on: "2022-07-09", waits: "budget" });
    const turns = turnsOf([begun, beside, second], more, today);
    expect(turns.today.map((door) => door.map(({ notice }) => notice))).toEqual([["n-3", "n-4"]]);
    expect(turns.waiting).toHaveLength(1);
  });

  it("goes by the window for what the plan does not know, or where there is no plan", () => {
    const early = caseDetail({
      notice: "n-5",
      household: "h-5",
      window: { earliest: "2022-07-08", due: "2022-07-15", latest: "2022-07-22" },
    });
    const expected = { today: ["h-1"], waiting: ["h-5 2022-07-08 gathering"] };
    expect(inWords(turnsOf([early, first], plan, today))).toEqual(expected);
    expect(inWords(turnsOf([early, first], undefined, today))).toEqual(expected);
  });
});
