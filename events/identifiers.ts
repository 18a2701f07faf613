import * as z from "zod/mini";

// Identifiers are opaque on purpose: they travel through queues, logs and keys, where no personal data may be.

/** `h-…`: a household. */
export const HouseholdId = z
  .string({ error: "a household identifier such as h-204" })
  .check(z.regex(/^h-[A-Za-z0-9][A-Za-z0-9-]{0,61}$/, { error: "a household identifier such as h-204" }));

/** `p-…`: a person. */
export const PersonId = z
  .string({ error: "a person identifier such as p-81c2" })
  .check(z.regex(/^p-[A-Za-z0-9][A-Za-z0-9-]{0,61}$/, { error: "a person identifier such as p-81c2" }));

/** `n-…`: a notice. */
export const NoticeId = z
  .string({ error: "a notice identifier such as n-5Xk2" })
  .check(z.regex(/^n-[A-Za-z0-9_-]{1,62}$/, { error: "a notice identifier such as n-5Xk2" }));

/** A statistical division code: 2 digits province, 4 prefecture, 6 county, 9 town, 12 village or community. */
export const AreaCode = z
  .string({ error: "an area code of 2, 4, 6, 9 or 12 digits, as text" })
  .check(z.regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/, { error: "an area code of 2, 4, 6, 9 or 12 digits" }));

/** The registered name of a source system, such as `human-resources`. */
export const SourceName = z
  .string({ error: "a source system's name such as human-resources" })
  .check(z.regex(/^[a-z][a-z0-9-]{1,62}$/, { error: "a source system's name such as human-resources" }));

/** The identifier of a programme in a pack, such as `minimum-living-guarantee`. */
export const ProgrammeId = z
  .string({ error: "a programme such as minimum-living-guarantee" })
  .check(z.regex(/^[a-z][a-z0-9-]{1,62}$/, { error: "a programme such as minimum-living-guarantee" }));

/** The county (6 digits) an area lies in; undefined for a province or prefecture. */
export function countyOf(area: string): string | undefined {
  return area.length >= 6 ? area.slice(0, 6) : undefined;
}

/** The town (9 digits) an area lies in; the area itself where it is known no closer. */
export function townOf(area: string): string {
  return area.slice(0, 9);
}
