import type { Verdict } from "#events/outreach-notice.ts";
import type { Language } from "../wording/vocabulary.ts";

/** A household's verdicts as a person would read them to the family, in one language; no sensitive value in it. */
export interface Explanation {
  readonly household: string;
  /** The residence in words; absent where nobody knows it. */
  readonly area?: string;
  /** ISO date of judgement. */
  readonly on: string;
  /** The standard's name and version. */
  readonly standards: string;
  readonly language: Language;
  /** What the family may qualify for first, then what is not known yet, then the rest. */
  readonly programmes: readonly ExplainedProgramme[];
  /** When verdicts or amounts could change by themselves. */
  readonly changes: readonly ExplainedChange[];
}

export interface ExplainedProgramme {
  readonly programme: string;
  readonly name: string;
  /** Present where the programme is a person's. */
  readonly person?: string;
  readonly verdict: Verdict;
  readonly verdictInWords: string;
  /** What it comes to, with its period, or between what it lies; absent unless the family may qualify. */
  readonly amount?: string;
  /** The text of the tier that applies. */
  readonly tier?: string;
  /** The parameters that the amount is worked out from. */
  readonly amountFrom: readonly ComparedInWords[];
  /** True where the household or person receives it already. */
  readonly enrolled: boolean;
  /** The conditions that decide, in their order, all of them. */
  readonly conditions: readonly ExplainedCondition[];
  /** What to ask: it decides the verdict, or the amount where the verdict is known. */
  readonly ask: readonly Question[];
  /** What staff must check with the family. */
  readonly check: readonly ExplainedCondition[];
}

export interface ExplainedCondition {
  readonly condition: string;
  readonly text: string;
  readonly holds: boolean | "unknown";
  /** What is compared: facts and parameters, each with its value. */
  readonly compared: readonly ComparedInWords[];
  /** Where the condition stands in law. */
  readonly source: string;
}

export interface ComparedInWords {
  /** Its name in the pack: `household.incomePerPerson`, `parameter.minimumLivingGuarantee`. */
  readonly name: string;
  /** Label and value, and of a parameter since when and by which rule it is so. */
  readonly text: string;
}

export interface Question {
  /** The missing fact, as verdicts name it: `person:p-81c2.birthDate`. */
  readonly fact: string;
  /** Whom it is about; absent for the household. */
  readonly person?: string;
  readonly text: string;
}

export interface ExplainedChange {
  /** The day from which something could change; absent where it is not a day that changes it. */
  readonly on?: string;
  readonly parameter?: string;
  readonly text: string;
  /** What would be judged otherwise on that day if nothing else changed; empty where it comes out the same. */
  readonly effects: readonly string[];
}
