import type { Verdict } from "#events/outreach-notice.ts";
import { assess } from "./assess.ts";
import { determinationsOf } from "./determine.ts";
import type { Determination, HouseholdFacts, Judgement } from "./judgement.ts";
import type { Standard } from "./standard.ts";
import { watchPointsOf } from "./watch-points.ts";

const everyVerdict = (): boolean => true;

/** The verdicts that concern the family: it qualifies, or would if what is not known were so. */
export const possible = (verdict: Verdict): boolean => verdict !== "not-eligible";

/**
 * The verdicts of every programme with amounts, reasons and missing facts, as of a day; without watch points.
 *
 * @param isWanted which verdicts: those that are not wanted are not put into words, which takes most of the time.
 */
export function determinations(
  standard: Standard,
  household: HouseholdFacts,
  on: string,
  isWanted: (verdict: Verdict) => boolean = everyVerdict,
): Determination[] {
  return determinationsOf(standard, assess(standard, household, on), isWanted);
}

/**
 * Judges a household by every programme of a standard, as of a day (ISO date, in the standard's time zone).
 *
 * @param isWanted which verdicts are to be among the results; watch points are always those of all programmes.
 */
export function judge(
  standard: Standard,
  household: HouseholdFacts,
  on: string,
  isWanted: (verdict: Verdict) => boolean = everyVerdict,
): Judgement {
  const assessment = assess(standard, household, on);
  return {
    household: household.household,
    on,
    standards: standard.label,
    results: determinationsOf(standard, assessment, isWanted),
    watch: watchPointsOf(standard, assessment),
  };
}
