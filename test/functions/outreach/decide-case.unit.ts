import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutcomeCode } from "#events/case-vocabulary.ts";
import { visitOutcomes } from "#events/visit-outcome.ts";
import { type Case, isOverdue, levelOf, stateOf, withNotice } from "#outreach/case.ts";
import { type CaseCommand, decideCase, leaseDays } from "#outreach/decide-case.ts";
import { caseOf, hoursLater, noticeOf, programmeOf, raisedAt } from "./cases.ts";

/** The case after commands that must all be taken, one an hour. */
function caseAfter(start: Case, ...commands: CaseCommand[]): Case {
  return commands.reduce((known, command, index) => {
    const decision = decideCase(known, command, hoursLater(index + 1));
    if ("refused" in decision) throw new Error(`${command.kind} was refused: ${decision.refused}`);
    return decision.case;
  }, start);
}

const by = "s-wang";
const closing = (outcome: OutcomeCode, about: Partial<CaseCommand & { kind: "close" }> = {}): CaseCommand => ({
  kind: "close",
  by,
  outcome,
  ...about,
});

describe("a case", () => {
  it("is queued, claimed, contacted and closed as staff work it", () => {
    const states: string[] = [];
    let known = caseOf();
    const commands: CaseCommand[] = [
      { kind: "claim", by },
      { kind: "contact", by, way: "visit", reached: true },
      closing("applied-helped"),
    ];
    states.push(stateOf(known, raisedAt));
    for (const command of commands) {
      known = caseAfter(known, command);
      states.push(stateOf(known, hoursLater(2)));
    }
    expect(states).toEqual(["queued", "claimed", "contacted", "closed"]);
    expect(known).toMatchObject({ revision: 3, contacts: 1, outcome: { code: "applied-helped", by } });
  });

  it("held by one worker is not another's, until the lease is over", () => {
    const claimed = caseAfter(caseOf(), { kind: "claim", by });
    const other: CaseCommand = { kind: "claim", by: "s-li" };
    expect(decideCase(claimed, other, hoursLater(24))).toEqual({ refused: "claimed-by-another" });
    const lapsed = hoursLater(leaseDays * 24 + 2);
    expect(stateOf(claimed, lapsed)).toBe("queued");
    expect(decideCase(claimed, other, lapsed)).toMatchObject({ case: { claim: { by: "s-li" } } });
  });

  it("given back is anybody's, and only its holder gives it back", () => {
    const claimed = caseAfter(caseOf(), { kind: "claim", by });
    expect(decideCase(claimed, { kind: "release", by: "s-li" }, hoursLater(2))).toEqual({
      refused: "claimed-by-another",
    });
    expect(stateOf(caseAfter(claimed, { kind: "release", by }), hoursLater(2))).toBe("queued");
  });

  it("is given to somebody else by the supervisor", () => {
    const given = caseAfter(caseOf(), { kind: "claim", by }, { kind: "reassign", by: "s-town", to: "s-li" });
    expect(given.claim?.by).toBe("s-li");
  });

  it("closed stays closed, unless it was closed by mistake", () => {
    const closed = caseAfter(caseOf(), closing("refused-no-need"));
    expect(decideCase(closed, { kind: "claim", by }, hoursLater(3))).toEqual({ refused: "closed" });
    const open = caseAfter(closed, { kind: "reopen", by, reason: "wrong family" });
    expect(stateOf(open, hoursLater(3))).toBe("queued");
    expect(open.outcome).toBeUndefined();
  });

  it("is closed by whoever comes with an outcome, though the lease is over or the visit recalled", () => {
    const recalled = withNotice(caseOf(), noticeOf({ revision: 2, status: "withdrawn", why: "deceased" }), raisedAt);
    expect(recalled && stateOf(recalled.case, raisedAt)).toBe("withdrawn");
    expect(recalled && decideCase(recalled.case, { kind: "claim", by }, raisedAt)).toEqual({ refused: "withdrawn" });
    expect(recalled && stateOf(caseAfter(recalled.case, closing("deceased", { person: "p-1" })), raisedAt)).toBe(
      "closed",
    );
  });

  it("takes an outcome of programmes that the notice tells, and of wrong facts that are named", () => {
    const refusal = (command: CaseCommand) => decideCase(caseOf(), command, hoursLater(1));
    expect(refusal(closing("refused-no-need", { programmes: ["orphan-support"] }))).toEqual({
      refused: "unknown-programme",
    });
    expect(refusal(closing("data-wrong-fact"))).toEqual({ refused: "wrong-fact-missing" });
    expect(refusal(closing("deceased"))).toEqual({ refused: "person-missing" });
  });

  it("keeps when an outcome was found without signal, but none before the case or after it is told", () => {
    const found = (on: string) => caseAfter(caseOf(), closing("applied-self", { on })).outcome?.at;
    expect(found("2022-07-04T09:30:00+08:00")).toBe("2022-07-04T01:30:00.000Z");
    expect(found("2031-01-01T00:00:00+08:00")).toBe(hoursLater(1).toISOString());
    expect(found("2001-01-01T00:00:00+08:00")).toBe(raisedAt.toISOString());
  });

  it("climbs from village to town to county by the day alone, and closed it has come down", () => {
    const known = caseOf();
    expect(["2022-07-11", "2022-07-12", "2022-07-19", "2022-07-26"].map((today) => levelOf(known, today))).toEqual([
      "village",
      "village",
      "town",
      "county",
    ]);
    expect(isOverdue(known, "2022-07-11")).toBe(false);
    expect(isOverdue(known, "2022-07-12")).toBe(true);
    expect(levelOf(caseAfter(known, closing("applied-self")), "2022-07-26")).toBe("village");
  });

  it("counts money at stake by the month", () => {
    const programmes = [
      programmeOf("minimum-living-guarantee", { amount: 321.5 }),
      programmeOf("price-subsidy", { amount: 120, per: "year" }),
      programmeOf("temporary-assistance", { verdict: "unknown", amount: 5000, per: "once" }),
    ];
    expect(caseOf(noticeOf({ programmes })).stake).toBe(331.5);
  });
});

it("all nineteen outcomes have words in both languages", () => {
  expect(Object.keys(visitOutcomes).sort()).toEqual([...OutcomeCode.options].sort());
  expect(OutcomeCode.options).toHaveLength(19);
});

describe("notices and commands", () => {
  const command = fc.oneof(
    fc.constantFrom<CaseCommand>(
      { kind: "claim", by },
      { kind: "release", by },
      { kind: "contact", by, way: "phone", reached: false },
      closing("refused-stigma"),
      { kind: "reopen", by, reason: "by mistake" },
    ),
  );
  const revision = fc.record({ revision: fc.integer({ min: 2, max: 6 }), open: fc.boolean() });

  it("may come in any order: the newest notice and the work of staff are the same", () => {
    fc.assert(
      fc.property(fc.array(command), fc.uniqueArray(revision, { selector: (each) => each.revision }), (work, told) => {
        const notices = told.map(({ revision: each, open }) =>
          noticeOf({ revision: each, status: open ? "open" : "withdrawn", due: `2022-07-1${each}` }),
        );
        // What an open notice refuses a recalled one may refuse too: only what was taken is compared.
        const worked = takeAll(caseOf(), work);
        const noticesFirst = takeAll(tellAll(caseOf(), notices), worked.taken);
        const noticesLast = tellAll(takeAll(caseOf(), worked.taken).case, [...notices].reverse());
        if (noticesFirst.taken.length === worked.taken.length) expect(noticesFirst.case).toEqual(noticesLast);
      }),
    );
  });

  function takeAll(start: Case, commands: readonly CaseCommand[]) {
    const taken: CaseCommand[] = [];
    let known = start;
    for (const each of commands) {
      const decision = decideCase(known, each, hoursLater(1));
      if ("refused" in decision) continue;
      known = decision.case;
      taken.push(each);
    }
    return { case: known, taken };
  }

  function tellAll(start: Case, notices: readonly ReturnType<typeof noticeOf>[]): Case {
    return notices.reduce((known, notice) => withNotice(known, notice, hoursLater(1))?.case ?? known, start);
  }
});
