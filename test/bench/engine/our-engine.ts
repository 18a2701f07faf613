import { tracedConditions } from "#eligibility/generated-code/generate.ts";
import { assess, judge } from "#eligibility/judge.ts";
import type { Determination, Reason } from "#eligibility/judgement.ts";
import { yuanRounded } from "#eligibility/money.ts";
import type { Situation, Subject } from "#eligibility/situation.ts";
import { type CompiledProgramme, compileStandard, type Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { truthOf } from "#eligibility/truth.ts";
import type { FactValue } from "#events/fact-value.ts";
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
      judge: (household) => determinations(standard, household),
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

/** Verdicts, amounts and reasons as `judge` gives them, without what is missing (nothing is) and without watch points. */
function determinations(standard: Standard, household: KnownHousehold): Determination[] {
  const situation = assess(standard, household, judgedOn);
  const determined: Determination[] = [];
  for (const programme of standard.programmes) {
    if (programme.definition.of === "household") determined.push(determine(programme, situation, situation));
    else {
      for (const member of situation.members) {
        determined.push(determine(programme, { ...situation, slots: [member] }, member, member.id));
      }
    }
  }
  return determined;
}

const verdicts = ["not-eligible", "eligible", "unknown"] as const;

function determine(
  { definition, place, screening, compared }: CompiledProgramme,
  situation: Situation,
  subject: Subject,
  person?: string,
): Determination {
  const verdict = verdicts[subject.outcomes[place] ?? 2] ?? "unknown";
  const reasons: Reason[] = [];
  for (const { condition, holds } of tracedConditions(subject, place, screening)) {
    const values: Record<string, FactValue> = {};
    for (const { name, read } of compared(condition)) {
      const value = read(situation);
      if (value !== undefined) values[name] = value;
    }
    reasons.push({ condition: condition.id, holds: holds ?? "unknown", values });
  }
  const { per, value, tiers } = definition.amount;
  const eligible = verdict === "eligible";
  const tier = eligible ? tiers?.find(({ when }) => !when || truthOf(situation, when)) : undefined;
  return {
    programme: definition.id,
    ...(person === undefined ? undefined : { person }),
    verdict,
    ...(eligible && value ? { amount: yuanRounded(subject.amounts[place] ?? Number.NaN) } : undefined),
    ...(tier ? { tier: tier.id } : undefined),
    per,
    reasons,
    missing: [],
    check: [],
  };
}

function determined(results: readonly Determination[], { members }: KnownHousehold): Outcome[] {
  return results.map(({ programme, person, verdict, amount }) => ({
    programme,
    member: person === undefined ? undefined : members.findIndex((each) => each.person === person),
    eligible: verdict === "eligible",
    fen: amount === undefined ? undefined : Math.round(amount * 100),
  }));
}
