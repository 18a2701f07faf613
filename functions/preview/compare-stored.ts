import type { HouseholdFacts } from "#eligibility/judgement.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { Household } from "#household/aggregate.ts";
import { knownFacts } from "#household/known-facts.ts";
import { noticeKey, sent } from "#household/notices.ts";
import { settle } from "#household/settle.ts";
import { type Compared, type Comparison, compareWith } from "./compare.ts";
import type { NoticeMove } from "./notice-moves.ts";

/**
 * Compares a stored household. What becomes of its notices is settled as the pipeline settles it, first by the one
 * standard and then by the other: what staff found, whom they are not to visit for now, and what they were told already
 * count as well.
 *
 * @param on ISO date, in the time zone of the standards.
 */
export function compareStored(
  comparison: Comparison,
  stored: Household,
  on: string,
): { readonly household: HouseholdFacts; readonly compared: Compared } {
  const household = knownFacts(stored, on);
  const { from, to } = comparison;
  const compared = compareWith(comparison, household, on, () => {
    const before = from ? settled(from, stored, on) : { ...stored, notices: {} };
    return settledMoves(before, to, on);
  });
  return { household, compared };
}

function settled(standard: Standard, stored: Household, on: string): Household {
  const { household } = settle(standard, stored, on);
  return { ...household, notices: sent(household.notices) };
}

function settledMoves({ notices: before, ...stored }: Household, to: Standard, on: string): NoticeMove[] {
  const { household, messages } = settle(to, { ...stored, notices: before }, on);
  return messages.map(({ status, role, area, office = area, copy = false }): NoticeMove => {
    const key = noticeKey({ role, area, copy });
    const known = before[key];
    const isOpen = known?.status === "open" && known.episode === household.notices[key]?.episode;
    const move = status === "withdrawn" ? "withdrawn" : isOpen ? "updated" : "raised";
    return { move, role, area, office, copy };
  });
}
