import { assess } from "#eligibility/assess.ts";
import { determinationsOf } from "#eligibility/determine.ts";
import { determinations, judge, possible } from "#eligibility/judge.ts";
import type { Determination } from "#eligibility/judgement.ts";
import { outcomeOf } from "#eligibility/programme-code.ts";
import type { Assessment, Subject } from "#eligibility/situation.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { type Contender, contender, type Outcome, roundedFen } from "./contender.ts";
import { judgedOn, type KnownHousehold } from "./households.ts";

/**
 * This engine, saying more and more: verdicts and amounts, with how each condition came out, from which reasons are read
 * on demand; then with the reasons and compared values of what concerns the family, as an evaluation reads them; then
 * with those of every programme; then all of `judge`.
 */
export function ourEngine(document: StandardDocument): [Contender, Contender, Contender, Contender] {
  const standard = compileStandard(document);
  return [
    contender({
      name: "this engine: every verdict and amount, how each condition came out",
      judge: (household) => assess(standard, household, judgedOn),
      outcomes: (assessment) => outcomesIn(standard, assessment),
    }),
    contender({
      name: "this engine: the same, reasons with values read where eligible or unknown",
      judge(household) {
        const assessment = assess(standard, household, judgedOn);
        return { assessment, told: determinationsOf(standard, assessment, possible) };
      },
      outcomes: ({ assessment, told }, household) => [
        ...determined(told, household),
        ...outcomesIn(standard, assessment).filter(({ eligible }) => !eligible),
      ],
    }),
    contender({
      name: "this engine: the same, all reasons with values read, of every programme",
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

function outcomesIn({ programmes }: Standard, assessment: Assessment): Outcome[] {
  return programmes.flatMap(({ definition: { id, of, amount }, place, amountPlace }) => {
    const read = ({ results }: Subject, member?: number): Outcome => {
      const eligible = outcomeOf(results[place]) === 1;
      const fen = eligible && amount.value ? roundedFen(results[amountPlace] ?? Number.NaN) : undefined;
      return { programme: id, member, eligible, fen };
    };
    return of === "household" ? [read(assessment)] : assessment.members.map((member, index) => read(member, index));
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
