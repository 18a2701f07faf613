import { type CharityReferral, charityReferred } from "#events/charity-referral.ts";
import { type HouseholdChanged, householdChanged } from "#events/household-changed.ts";
import type { Case, HistoryEntry } from "./case.ts";
import { charityReferral } from "./charity-referral.ts";
import { outcomeReport } from "./outcome-report.ts";

/** What the desk puts on the bus, under its own name. */
export type DeskEvent =
  | { readonly detailType: typeof householdChanged; readonly detail: HouseholdChanged }
  | { readonly detailType: typeof charityReferred; readonly detail: CharityReferral };

/** The kinds of entries that the bus must be told of. */
const told: ReadonlySet<HistoryEntry["kind"]> = new Set(["closed", "reopened", "referred"]);

/** True for an entry that the bus must be told of. */
export function isTold({ kind }: Pick<HistoryEntry, "kind">): boolean {
  return told.has(kind);
}

/**
 * What the bus is told after an entry in a case's history. The last entry tells all that those before it did, so that one
 * that could not be told is made up for by the next.
 */
export function deskEvents(about: Case, entry: HistoryEntry): DeskEvent[] {
  if (!isTold(entry)) return [];
  const outcome = outcomeReport(about, entry);
  const referral = charityReferral(about, entry);
  return [
    ...(outcome ? [{ detailType: householdChanged, detail: outcome } as const] : []),
    ...(referral ? [{ detailType: charityReferred, detail: referral } as const] : []),
  ];
}
