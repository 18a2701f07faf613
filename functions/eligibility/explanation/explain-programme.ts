import type { Determination } from "../judgement.ts";
import { missingOf } from "../missing.ts";
import type { Situation } from "../situation.ts";
import type { CompiledProgramme } from "../standard.ts";
import type { Condition } from "../standard-document.ts";
import { truthOf } from "../truth.ts";
import { sourcesInWords } from "../wording/values-in-words.ts";
import type { Account } from "./account.ts";
import { amountInWords, tierInWords } from "./amount-in-words.ts";
import { comparedInWords, parameterInWords } from "./compared-in-words.ts";
import type { ComparedInWords, ExplainedCondition, ExplainedProgramme } from "./explanation.ts";
import { parametersTold } from "./parameters-told.ts";
import { questionsFor } from "./questions.ts";

/** One verdict in words. */
export function explainProgramme(account: Account, determination: Determination): ExplainedProgramme {
  const { standard, vocabulary, sayings } = account;
  const programme = standard.programmes.find(({ definition }) => definition.id === determination.programme);
  if (!programme) throw new Error(`The standard has no programme ${determination.programme}.`);
  const situation = situationOf(account, determination);
  const { definition, screening, verification } = programme;
  const { person, verdict } = determination;
  const amount = amountInWords(account, definition, determination);
  const tier = tierInWords(account, definition, determination);
  const explained = (condition: Condition) => explainCondition(account, programme, condition, situation);
  return {
    programme: definition.id,
    name: definition.name[vocabulary.language],
    ...(person === undefined ? {} : { person }),
    verdict,
    verdictInWords: sayings.verdict[verdict],
    ...(amount === undefined ? {} : { amount }),
    ...(tier === undefined ? {} : { tier }),
    amountFrom: verdict === "eligible" ? amountFrom(account, programme, situation) : [],
    enrolled: isEnrolled(situation, definition.id),
    conditions: screening.map(explained),
    ask: questionsFor(account, [...determination.missing, ...missingForAmount(programme, determination, situation)]),
    check: verification.filter(({ id }) => determination.check.includes(id)).map(explained),
  };
}

function situationOf({ assessment }: Account, { person }: Determination): Situation {
  const member = assessment.members.find(({ id }) => id === person);
  return { assessment, slots: member ? [member] : [] };
}

function explainCondition(
  account: Account,
  programme: CompiledProgramme,
  condition: Condition,
  situation: Situation,
): ExplainedCondition {
  const { language } = account.vocabulary;
  return {
    condition: condition.id,
    text: condition.text[language],
    holds: truthOf(situation, condition.when) ?? "unknown",
    compared: comparedInWords(account, programme, condition, situation),
    source: sourcesInWords(condition.source, language),
  };
}

function amountFrom(
  account: Account,
  { definition: { amount } }: CompiledProgramme,
  situation: Situation,
): ComparedInWords[] {
  if (!amount.value) return [];
  return [...parametersTold(situation, amount.value)].map((name) => ({
    name: `parameter.${name}`,
    text: parameterInWords(account, name),
  }));
}

function isEnrolled({ assessment, slots: [person] }: Situation, programme: string): boolean {
  const enrolments = (person ?? assessment).facts["enrolments"];
  return Array.isArray(enrolments) && enrolments.includes(programme);
}

/** What leaves the amount open of a programme that the family may qualify for. */
function missingForAmount(
  { definition }: CompiledProgramme,
  { verdict }: Determination,
  situation: Situation,
): string[] {
  const { value } = definition.amount;
  if (verdict !== "eligible" || !value) return [];
  return [...new Set(missingOf(situation, value))].sort();
}
