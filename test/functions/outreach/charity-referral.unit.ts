import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Determination, HouseholdFacts } from "#eligibility/judgement.ts";
import { CharityReferral } from "#events/charity-referral.ts";
import type { Case, CaseOutcome, HistoryEntry } from "#outreach/case.ts";
import { standingOfNeed } from "#outreach/charity-referral.ts";
import { type CaseCommand, decideCase } from "#outreach/decide-case.ts";
import { deskEvents, isTold } from "#outreach/desk-events.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import { caseOf, hoursLater, noticeOf } from "./cases.ts";

const by = "s-wang";

describe("for a family whose need was seen", () => {
  const household: HouseholdFacts = {
    household: "h-204",
    area: "330106001001",
    facts: { enrolments: ["free-electricity"] },
    members: [{ person: "p-1", facts: {} }],
  };
  const verdict = (programme: string, about: Partial<Determination> = {}): Determination => ({
    programme,
    verdict: "eligible",
    per: "month",
    reasons: [],
    missing: [],
    check: [],
    ...about,
  });
  const found = (code: CaseOutcome["code"], ...programmes: string[]): CaseOutcome => ({
    code,
    programmes,
    at: hoursLater(1).toISOString(),
    by,
    wrongFacts: [],
    needSeen: true,
  });
  const foundBefore = (code: CaseOutcome["code"], on: string, id: string) => ({
    notice: "n-before",
    code,
    role: "assistance-worker",
    area: "330106001001",
    on,
    programmes: [{ id, said: "x" }],
  });
  const terms = {
    rules: zhejiangDocument().outreach,
    today: "2022-07-04",
    isAskable: (fact: string) => fact === "household.monthlyRent",
  };
  const standing = (
    results: readonly Determination[],
    outcome = found("not-eligible-income", "minimum-living-guarantee"),
    earlier: readonly ReturnType<typeof foundBefore>[] = [],
  ) => standingOfNeed({ household, results, found: outcome, before: earlier }, terms);
  const unknown = (missing: string) => verdict("housing-assistance", { verdict: "unknown", missing: [missing] });

  it("a referral to charity is proposed when no programme is left that may answer it", () => {
    expect(standing([])).toBe("proposed");
    // What was just found not so, what is received, and a status that gives nothing by itself answer nothing.
    const nothing = [
      verdict("minimum-living-guarantee"),
      verdict("free-electricity"),
      verdict("low-income-margin", { per: "none" }),
    ];
    expect(standing(nothing)).toBe("proposed");
    expect(standing([unknown("household.registeredArea")])).toBe("proposed");
  });

  it("a programme comes first that it may qualify for, and a fact that can be asked", () => {
    expect(standing([verdict("temporary-assistance")])).toBe("programme-first");
    expect(standing([unknown("household.monthlyRent")])).toBe("ask-first");
    // Declined is not found out: it may still be taken up.
    expect(standing([verdict("minimum-living-guarantee")], found("refused-stigma", "minimum-living-guarantee"))).toBe(
      "programme-first",
    );
  });

  it("what staff found out before counts for as long as they are not sent again for it", () => {
    const results = [verdict("temporary-assistance")];
    const outcome = found("refused-no-need", "minimum-living-guarantee");
    expect(standing(results, outcome, [foundBefore("not-eligible-income", "2022-07-01", "temporary-assistance")])).toBe(
      "proposed",
    );
    expect(standing(results, outcome, [foundBefore("not-eligible-income", "2019-07-01", "temporary-assistance")])).toBe(
      "programme-first",
    );
  });
});

const commands: readonly CaseCommand[] = [
  { kind: "close", by, outcome: "referred-charity" },
  { kind: "close", by, outcome: "not-eligible-income", needSeen: true },
  { kind: "close", by, outcome: "applied-helped" },
  { kind: "reopen", by, reason: "closed-by-mistake" },
  { kind: "refer", by },
  { kind: "claim", by },
];

/** A case worked on, and what stands in its history. */
function worked(chosen: readonly number[]): {
  readonly states: readonly Case[];
  readonly entries: readonly HistoryEntry[];
} {
  const states: Case[] = [caseOf(noticeOf({ notice: "n-charity" }))];
  const entries: HistoryEntry[] = [{ number: 1, at: hoursLater(0).toISOString(), kind: "raised", noticeRevision: 1 }];
  for (const [step, index] of chosen.entries()) {
    const command = commands[index];
    const last = states.at(-1);
    if (!command || !last) continue;
    const decided = decideCase(last, command, hoursLater(step + 1));
    if ("refused" in decided) continue;
    states.push(decided.case);
    entries.push({ number: entries.length + 1, at: hoursLater(step + 1).toISOString(), ...decided.event });
  }
  return { states, entries };
}

/** The platform as any consumer of the queue: of each referral it keeps the highest revision. */
function platform(told: readonly CharityReferral[]): Map<string, CharityReferral> {
  const kept = new Map<string, CharityReferral>();
  for (const referral of told) {
    if ((kept.get(referral.referral)?.revision ?? 0) < referral.revision) kept.set(referral.referral, referral);
  }
  return kept;
}

it("the charity platform ends with what the case says, however often, late and in whatever order it is told, and whatever was lost before the last", () => {
  const play = fc.record({
    chosen: fc.array(fc.nat({ max: commands.length - 1 }), { maxLength: 12 }),
    lost: fc.array(fc.boolean(), { maxLength: 12 }),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(play, ({ chosen, lost, seed }) => {
      const { states, entries } = worked(chosen);
      const end = states.at(-1);
      const last = entries.findLastIndex(isTold);
      const told = entries.flatMap((entry, index) => {
        const about = states[index];
        // Of what the bus must be told only the last waits with the case; what was before it may never have been told.
        if (!about || (index !== last && lost[index])) return [];
        return deskEvents(about, entry).flatMap(({ detail }) => ("referral" in detail ? [detail] : []));
      });
      for (const each of told) expect(CharityReferral.safeParse(each).success).toBe(true);
      const arriving = [...told, ...told].sort((a, b) => hash(seed, a) - hash(seed, b));
      const [kept, ...others] = [...platform(arriving).values()];
      expect(others).toEqual([]);
      expect(kept?.status).toBe({ referred: "open", withdrawn: "withdrawn", none: undefined }[end?.charity ?? "none"]);
      const everReferred = states.some(({ charity }) => charity === "referred");
      expect(end?.charity !== undefined).toBe(everReferred);
    }),
  );
});

function hash(seed: number, { revision, at }: CharityReferral): number {
  return ((seed + 1) * (revision + Date.parse(at))) % 97;
}

describe("a referral", () => {
  it("besides what the case was closed with is for need that was seen, once, and is taken back with the case", () => {
    const closed = worked([1]).states.at(-1) ?? caseOf();
    const refused = (one: Case) => {
      const decided = decideCase(one, { kind: "refer", by }, hoursLater(9));
      return "refused" in decided ? decided.refused : undefined;
    };
    expect(refused(caseOf())).toBe("not-closed");
    expect(refused(worked([2]).states.at(-1) ?? caseOf())).toBe("no-need-seen");
    expect(refused(closed)).toBeUndefined();
    expect(refused(worked([1, 4]).states.at(-1) ?? caseOf())).toBe("already-referred");
    expect(worked([1, 4, 3]).states.at(-1)).toMatchObject({ charity: "withdrawn" });
    expect(worked([1, 4, 3, 2]).states.at(-1)).toMatchObject({
      charity: "withdrawn",
      outcome: { code: "applied-helped" },
    });
  });

  it("that is told in place of the outcome before it tells that outcome as well", () => {
    const { states, entries } = worked([1, 4]);
    const [last, entry] = [states.at(-1), entries.at(-1)];
    const events = last && entry ? deskEvents(last, entry) : [];
    expect(events.map(({ detail }) => detail)).toMatchObject([
      { changes: [{ outcome: { notice: "n-charity", code: "not-eligible-income" } }] },
      { referral: "r-charity", status: "open", revision: 3 },
    ]);
  });
});
