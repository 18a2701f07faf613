import { describe, expect, it } from "vitest";
import { assess } from "#eligibility/assess.ts";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { determinations } from "#eligibility/judge.ts";
import type { Determination, HouseholdFacts } from "#eligibility/judgement.ts";
import { outcomeOf } from "#eligibility/programme-code.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { Household } from "#household/aggregate.ts";
import { sent } from "#household/notices.ts";
import { settle, withCurrentArea } from "#household/settle.ts";
import { type Compared, type Comparison, compare, comparisonOf } from "#preview/compare.ts";
import { firstOfJune, households } from "#test/cli/population/synthetic.ts";
import { zhejiang, zhejiangDocument } from "#test/standards/zhejiang.ts";
import { reported } from "./reported-household.ts";
import { servedBy, withConditions, withoutProgrammes, withParameterTimes } from "./standards-that-differ.ts";

const everybody = households(1500);
// Families to whom something may be due tell most.
const entitled = everybody.filter((onFile) => {
  const assessment = assess(zhejiang(), householdFacts(onFile), firstOfJune);
  return [assessment, ...assessment.members].some((subject) =>
    zhejiang().programmes.some(
      ({ definition, place }) =>
        (subject === assessment) === (definition.of === "household") && outcomeOf(subject.results[place]) === 1,
    ),
  );
});
const retired = entitled.slice(-5).map((household) => ({ ...household, area: "330104001001" }));
const population = [...entitled.slice(0, 70), ...everybody.slice(0, 25), ...retired];

// What publishing does: every household that was settled by the one standard is settled by the other.
describe("what a preview finds is what publishing then does, household by household,", () => {
  it.each([
    ["when the guarantee rises", withParameterTimes("minimumLivingGuarantee", 1.3)],
    ["when the guarantee falls", withParameterTimes("minimumLivingGuarantee", 0.6)],
    ["when longevity is paid more", withParameterTimes("longevityAllowance[80]", 2)],
    ["when programmes end", withoutProgrammes("longevity-allowance", "utility-relief")],
    ["when another role serves a programme", servedBy("longevity-allowance", "assistance-worker")],
    ["when a condition goes", withConditions("education-assistance", (id) => id !== "learner-of-assisted-family")],
    ["when nothing changes", { ...zhejiangDocument(), version: "the same" }],
  ])("%s", (_, document) => {
    expectSame(zhejiang(), compileStandard(document));
    expectSame(compileStandard(document), zhejiang());
  });

  it("when a standard is the first", () => {
    const first = comparisonOf(undefined, zhejiang());
    for (const onFile of population) {
      const compared = compare(first, householdFacts(onFile), firstOfJune);
      expect(notices(compared)).toEqual(messages(settled(zhejiang(), reported(onFile))));
      expect(subjects(first, compared)).toEqual(moves(undefined, zhejiang(), householdFacts(onFile)));
    }
  });
});

it("is nothing where everybody has died", () => {
  const [onFile] = population;
  if (!onFile) throw new Error("expected a household");
  const members = onFile.members.map((member) => ({ ...member, facts: { ...member.facts, deceased: true } }));
  const comparison = comparisonOf(undefined, zhejiang());
  const dead = householdFacts({ ...onFile, members });
  expect(compare(comparison, dead, firstOfJune)).toEqual({ subjects: [], notices: [] });
});

function expectSame(from: Standard, to: Standard): void {
  const comparison = comparisonOf(from, to);
  for (const onFile of population) {
    const before = settled(from, reported(onFile));
    const after = settled(to, before.household);
    const compared = compare(comparison, householdFacts(onFile), firstOfJune);
    expect(notices(compared)).toEqual(messages(after));
    expect(subjects(comparison, compared)).toEqual(moves(from, to, householdFacts(onFile)));
  }
}

function settled(standard: Standard, household: Household): ReturnType<typeof settle> {
  const after = settle(standard, household, firstOfJune);
  return { ...after, household: { ...after.household, notices: sent(after.household.notices) } };
}

function notices({ notices }: Compared): string[] {
  return notices.map(({ move, role, area, copy }) => `${move} ${role} ${area} ${copy}`).sort();
}

/** What the second of two settlements tells staff. */
function messages({ messages }: ReturnType<typeof settle>): string[] {
  return messages
    .map(({ status, revision, role, area, copy }) => {
      const move = status === "withdrawn" ? "withdrawn" : revision === 1 ? "raised" : "updated";
      return `${move} ${role} ${area} ${copy === true}`;
    })
    .sort();
}

/** Each subject that is eligible or unknown, before or after: programme, move, and in fen what those eligible receive. */
function subjects({ programmes }: Comparison, { subjects }: Compared): string[] {
  return subjects
    .map(({ programme, move, before, after }) =>
      [
        programmes[programme]?.id,
        move,
        wasEligible.includes(move) ? before : "-",
        isEligible.includes(move) ? after : "-",
      ].join(" "),
    )
    .sort();
}

const throughout = ["still-eligible", "amount-raised", "amount-lowered"];
const wasEligible: readonly string[] = [...throughout, "no-longer-eligible", "now-in-doubt"];
const isEligible: readonly string[] = [...throughout, "newly-eligible", "settled-eligible"];

/** The same from the determinations of either standard. */
function moves(from: Standard | undefined, to: Standard, household: HouseholdFacts): string[] {
  const determined = (standard: Standard) =>
    determinations(standard, withCurrentArea(standard.document, household), firstOfJune);
  const before = from ? determined(from) : [];
  const after = determined(to);
  const key = ({ programme, person }: Determination) => `${programme} ${person ?? ""}`;
  return [...new Set([...before, ...after].map(key))]
    .flatMap((each) => {
      const had = before.find((determination) => key(determination) === each);
      const has = after.find((determination) => key(determination) === each);
      const move = moveNames[`${had?.verdict ?? "not-eligible"} > ${has?.verdict ?? "not-eligible"}`];
      if (move === undefined) return [];
      const [received, receives] = [fen(had), fen(has)];
      const more = Number(receives.split(",")[1]) - Number(received.split(",")[1]);
      const name = move === "still-eligible" && more !== 0 ? (more > 0 ? "amount-raised" : "amount-lowered") : move;
      return [`${each.split(" ")[0]} ${name} ${received} ${receives}`];
    })
    .sort();
}

const moveNames: Readonly<Record<string, string>> = {
  "not-eligible > eligible": "newly-eligible",
  "unknown > eligible": "settled-eligible",
  "eligible > eligible": "still-eligible",
  "eligible > not-eligible": "no-longer-eligible",
  "eligible > unknown": "now-in-doubt",
  "not-eligible > unknown": "now-unknown",
  "unknown > unknown": "still-unknown",
  "unknown > not-eligible": "ruled-out",
};

function fen(determination: Determination | undefined): string {
  if (determination?.verdict !== "eligible") return "-";
  const { amount = 0, between = [amount, amount] } = determination;
  return between.map((yuan) => Math.round(Math.max(0, yuan) * 100)).join(",");
}
