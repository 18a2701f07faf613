import type { StandardDocument } from "#eligibility/standard-document.ts";
import { countyOf } from "#events/identifiers.ts";

/**
 * The areas whose cases are listed and counted: the standard's counties, and what stands above them, for families that are
 * known no closer. No case is in two of them.
 */
export function areasOfCases({ areas }: Pick<StandardDocument, "areas">): readonly string[] {
  return areas.map(({ code }) => code).filter((code) => isAboveCounties(code) || countyOf(code) === code);
}

/** True for an area above the counties: no county's staff have its cases. */
export function isAboveCounties(area: string): boolean {
  return countyOf(area) === undefined;
}
