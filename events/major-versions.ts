import { householdChanged } from "./household-changed.ts";
import type { Problem } from "./problem.ts";

/** A major version of the event that can be read. */
export interface MajorVersion {
  /** The event's name and major version on the bus, such as `household.changed.v1`. */
  readonly detailType: string;
  /**
   * Says a Detail in the words of the current version. What is malformed stays as it is: the current version's schema
   * tells what is wrong with it, so that one malformed change does not hold up its neighbours.
   */
  inCurrentWords(detail: unknown): unknown;
}

/**
 * The majors that can be read: the current one, and while sources change over the one before or after it. Never more
 * than two: a source has until the next major to follow.
 */
export const readableMajors: readonly MajorVersion[] = [
  { detailType: householdChanged, inCurrentWords: (detail) => detail },
];

/** A Detail in the current version's words, or why it cannot be read at all. */
export type ReadDetail =
  | { readonly detail: unknown; readonly problem?: undefined }
  | { readonly detail?: undefined; readonly problem: Problem };

/** Reads a Detail of whichever major its event's name says. */
export function readDetail(
  detailType: string,
  detail: unknown,
  majors: readonly MajorVersion[] = readableMajors,
): ReadDetail {
  const major = majors.find((each) => each.detailType === detailType);
  if (major) return { detail: major.inCurrentWords(detail) };
  const expected = majors.map((each) => each.detailType).join(" or ");
  return { problem: { field: "detail-type", found: "text", expected } };
}
