import { assess, determinations, judge } from "#eligibility/judge.ts";
import type { Determination } from "#eligibility/judgement.ts";
import type { Situation, Subject } from "#eligibility/situation.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { type Contender, contender, type Outcome, roundedFen } from "./contender.ts";
import { judgedOn, type KnownHousehold } from "./households.ts";

/** This engine: outcomes and amounts with how each condition came out, then with the reasons, then all of `judge`. */
export function ourEngine(document: StandardDocument): [Contender, Contender, Contender] {
  const standard = compileStandard(document);
  return [
    contender({
      name: "this engine: verdicts, amounts, and how each condition came out",
      judge: (household) => assess(standard, household, judgedOn),
      outcomes: (situation) => outcomesIn(standard, situation),
    }),
    contender({
      name: "this engine: the same with reasons and values compared as objects",
      judge: (household) => determinations(standard, household, judgedOn),
      outcomes: determined,
    }),
    contender({
      name: "this engine: judge(), with missing facts, checks and watch points",
      judge: (household) => judge(standard, household, judgedOn).results,
      outcomes: determined,
    }),
  ];
}

function outcomesIn({ document }: Standard, situation: Situation): Outcome[] {
  return document.programmes.flatMap(({ id, of, amount }, place) => {
    const read = ({ outcomes, amounts }: Subject, member?: number): Outcome => ({
      programme: id,
      member,
      eligible: outcomes[place] === 1,
      fen: outcomes[place] === 1 && amount.value ? roundedFen(amounts[place] ?? Number.NaN) : undefined,
    });
    return of === "household" ? [read(situation)] : situation.members.map((member, index) => read(member, index));
  });
}

function determined(results: readonly Determination[], { members }: KnownHousehold): Outcome[] {
  return results.map(({ programme, person, verdict, amount }) => ({
    programme,
    member: person === undefined ? undefined : members.findIndex((each) => each.person === person),
    eligible: verdict === "eligible",
    fen: amount === undefined ? undefined : Math.round(amount * 100),
  }));
}
