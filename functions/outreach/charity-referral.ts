import type { Determination, HouseholdFacts } from "#eligibility/judgement.ts";
import type { CharityReferral } from "#events/charity-referral.ts";
import { visitOutcomes } from "#events/visit-outcome.ts";
import type { Case, CaseOutcome, CaseRow, HistoryEntry } from "./case.ts";
import { isEnrolled, isOfTheDead } from "./due-notices.ts";
import { type KnownOutcome, quietUntil } from "./holds.ts";
import type { OutreachRules } from "./outreach-rules.ts";

/**
 * What may be said of charity (浙里有善) for a family: it was referred, or the referral was taken back; or need was seen and
 * either a programme may answer it (`programme-first`), or one might once a fact is asked for (`ask-first`), or none does,
 * so that a referral is proposed.
 */
export type CharityStanding = "referred" | "withdrawn" | "programme-first" | "ask-first" | "proposed";

/** What a case says of need: that the family was referred to charity, or that need was seen and it was not. */
export function needOf({ outcome, charity }: Pick<CaseRow, "outcome" | "charity">): "seen" | "referred" | undefined {
  if (charity === "referred") return "referred";
  return outcome?.needSeen ? "seen" : undefined;
}

/** What is known of a family whose need was seen. */
export interface FamilyInNeed {
  readonly household: HouseholdFacts;
  /** The verdicts on it that are possible: eligible or unknown. */
  readonly results: readonly Determination[];
  /** What was found as need was seen. */
  readonly found: CaseOutcome;
  /** What staff found before. */
  readonly before: readonly KnownOutcome[];
}

export interface NeedTerms {
  readonly rules: OutreachRules | undefined;
  /** ISO date in the standard's time zone. */
  readonly today: string;
  /** True for a fact that staff can ask the family for, such as `household.monthlyRent`. */
  readonly isAskable: (fact: string) => boolean;
}

/**
 * Where a family stands whose need was seen: a referral is proposed only when no programme is left that it may qualify
 * for, nor one that staff could still ask about. What it receives, and what staff found it not eligible for, answers
 * nothing.
 */
export function standingOfNeed(
  { household, results, found, before }: FamilyInNeed,
  { rules, today, isAskable }: NeedTerms,
): Extract<CharityStanding, "programme-first" | "ask-first" | "proposed"> {
  const still = before.filter(({ code, on }) => (quietUntil(rules, code, on) ?? "") >= today);
  const foundOut = new Set(
    [
      { code: found.code, ids: found.programmes },
      ...still.map(({ code, programmes }) => ({ code, ids: idsOf(programmes) })),
    ]
      .filter(({ code }) => visitOutcomes[code].kind === "not-eligible")
      .flatMap(({ ids }) => ids),
  );
  const left = results.filter(
    (each) =>
      !foundOut.has(each.programme) &&
      !isEnrolled(household, each) &&
      !isOfTheDead(household, each) &&
      // A status that only opens other programmes helps nobody by itself.
      each.per !== "none",
  );
  if (left.some(({ verdict }) => verdict === "eligible")) return "programme-first";
  const canBeAsked = left.some(({ verdict, missing }) => verdict === "unknown" && missing.some(isAskable));
  return canBeAsked ? "ask-first" : "proposed";
}

function idsOf(programmes: KnownOutcome["programmes"]): string[] {
  return programmes.map(({ id }) => id);
}

/** A case's referral, by its identifier; it has at most one. */
export function referralId({ case: notice }: Pick<CaseRow, "case">): string {
  return notice.replace(/^n-/, "r-");
}

/**
 * What is told of a case's referral after an entry in its history; undefined where there never was one. It says how the
 * case now is, not what the entry did: told late, twice, or of the last entry alone it comes to the same.
 */
export function charityReferral(about: Case, { number, at }: HistoryEntry): CharityReferral | undefined {
  if (about.charity === undefined) return undefined;
  return {
    type: "charity.referral",
    referral: referralId(about),
    revision: number,
    status: about.charity === "referred" ? "open" : "withdrawn",
    notice: about.case,
    household: about.household,
    area: about.area,
    office: about.office,
    role: about.role,
    at,
  };
}
