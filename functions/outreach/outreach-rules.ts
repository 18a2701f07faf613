import { areaRegister } from "#eligibility/area-register.ts";
import type { Role, StandardDocument } from "#eligibility/standard-document.ts";
import type { Urgency } from "#events/case-vocabulary.ts";

/** What a standard says of outreach beside its roles; a standard without it has no such rules. */
export type OutreachRules = NonNullable<StandardDocument["outreach"]>;

/** How pressing a role's visits are: as the standard says, or else by the days it gives. */
export function urgencyOf({ urgency, dueDays }: Role): Urgency {
  if (urgency) return urgency;
  if (dueDays <= 1) return "urgent";
  if (dueDays <= 3) return "high";
  return dueDays <= 7 ? "normal" : "low";
}

/**
 * The office of a level that serves an area: what the code knows no closer, or has no town, is the county's. Of an area that
 * the standard does not list among its neighbours it is the nearest above it, for nobody works where nobody knows of.
 */
export function officeOf(document: StandardDocument, area: string, level: Role["level"]): string {
  const rules = document.outreach;
  const office = areaRegister(document).staffed(area.slice(0, digits[level]));
  return office.length === digits.town && isTownless(rules, area) ? area.slice(0, digits.county) : office;
}

/** True where villages lie directly under the county: its town is only a place in the code. */
export function isTownless(rules: OutreachRules | undefined, area: string): boolean {
  return rules?.townless.some((code) => area.startsWith(code)) ?? false;
}

/** An island's longer way: days more, and a telephone call first. */
export function islandOf(rules: OutreachRules | undefined, area: string): { readonly moreDays: number } | undefined {
  return rules?.islands.find(({ code }) => area.startsWith(code));
}

const digits: Readonly<Record<Role["level"], number>> = { province: 2, prefecture: 4, county: 6, town: 9, village: 12 };
