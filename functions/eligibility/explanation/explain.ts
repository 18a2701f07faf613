import { assess } from "../assess.ts";
import { judge } from "../judge.ts";
import type { HouseholdFacts } from "../judgement.ts";
import type { Standard } from "../standard.ts";
import { areaInWords } from "../wording/values-in-words.ts";
import { type Language, vocabularyOf } from "../wording/vocabulary.ts";
import type { Account } from "./account.ts";
import { explainChanges } from "./explain-changes.ts";
import { explainProgramme } from "./explain-programme.ts";
import type { Explanation } from "./explanation.ts";
import { sayingsIn } from "./sayings.ts";

const order = ["eligible", "unknown", "not-eligible"] as const;

/**
 * Judges a household and puts all of it into words: verdicts with their reasons, what to ask, what to check, and when
 * it could change by itself. Values of sensitive facts are in none of it.
 *
 * @param on ISO date, in the standard's time zone.
 */
export function explain(standard: Standard, household: HouseholdFacts, on: string, language: Language): Explanation {
  const vocabulary = vocabularyOf(standard.document, language);
  const account: Account = {
    standard,
    assessment: assess(standard, household, on),
    judgement: judge(standard, household, on),
    vocabulary,
    sayings: sayingsIn[language],
  };
  const { judgement } = account;
  return {
    household: household.household,
    ...(household.area === undefined ? {} : { area: areaInWords(vocabulary, household.area) }),
    on,
    standards: standard.label,
    language,
    programmes: order.flatMap((verdict) =>
      judgement.results.filter((each) => each.verdict === verdict).map((each) => explainProgramme(account, each)),
    ),
    changes: explainChanges(account, household),
  };
}
