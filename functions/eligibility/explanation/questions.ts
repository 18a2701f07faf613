import { packDescription } from "../wording/parameter-in-force.ts";
import type { Account } from "./account.ts";
import type { Question } from "./explanation.ts";

/** What to ask for missing facts (`household.savings`, `person:p-81c2.birthDate`): the household's first, each once. */
export function questionsFor(account: Account, missing: readonly string[]): Question[] {
  const questions = [...new Set(missing)].map((fact) => questionFor(account, fact));
  return [
    ...questions.filter(({ person }) => person === undefined),
    ...questions.filter(({ person }) => person !== undefined),
  ];
}

function questionFor({ standard, assessment, vocabulary, sayings }: Account, fact: string): Question {
  const { language } = vocabulary;
  if (fact.startsWith("parameter.")) {
    const parameter = vocabulary.parameter(fact.slice("parameter.".length));
    return { fact, text: sayings.noParameter(packDescription(parameter)[language]) };
  }
  const person = assessment.members.find(({ id }) => fact.startsWith(`person:${id}.`))?.id;
  const definition = standard.facts.get(fact.replace(/:[^.]+/, ""));
  // The area is asked for even where a pack has no such fact: parameters depend on it.
  return { fact, ...(person === undefined ? {} : { person }), text: definition?.question[language] ?? sayings.area };
}
