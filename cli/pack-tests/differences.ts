import { isDeepStrictEqual } from "node:util";
import type { Determination, Reason } from "#eligibility/judgement.ts";
import type { ExpectedDetermination } from "#functions/publish/test-file.ts";
import type { Path } from "#functions/publish/yaml-file.ts";

/** A field of a verdict that is not as expected. */
export interface Difference {
  /** Where the expectation stands within that of the verdict. */
  readonly path: Path;
  readonly found: unknown;
  readonly expected: unknown;
}

/** Compares a verdict with what is expected of it, field by field; what is not named may be anything. */
export function differencesOf(
  expectation: ExpectedDetermination,
  determination: Determination | undefined,
): Difference[] {
  if (!determination) return [{ path: [], found: "nobody to judge", expected: expectation.verdict ?? "a verdict" }];
  const { reasons = [], ...fields } = expectation;
  return [
    ...Object.entries(fields).flatMap(([field, expected]): Difference[] => {
      const found: unknown = Reflect.get(determination, field);
      return isSame(found, expected) ? [] : [{ path: [field], found, expected }];
    }),
    ...reasons.flatMap((reason, index) => reasonDifferences(reason, index, determination.reasons)),
  ];
}

/** null is what is not there; of lists the order does not matter. */
function isSame(found: unknown, expected: unknown): boolean {
  if (expected === null) return found === undefined;
  if (Array.isArray(found) && Array.isArray(expected) && expected.every((each) => typeof each === "string")) {
    return isDeepStrictEqual(found.toSorted(), expected.toSorted());
  }
  return isDeepStrictEqual(found, expected);
}

type ExpectedReason = NonNullable<ExpectedDetermination["reasons"]>[number];

function reasonDifferences(
  { condition, holds, values = {} }: ExpectedReason,
  index: number,
  reasons: readonly Reason[],
): Difference[] {
  const path = ["reasons", index, condition];
  const found = reasons.find((reason) => reason.condition === condition);
  if (!found) return [{ path, found: undefined, expected: holds ?? "a reason" }];
  return [
    ...(holds === undefined || holds === found.holds ? [] : [{ path, found: found.holds, expected: holds }]),
    ...Object.entries(values).flatMap(([name, expected]): Difference[] =>
      isDeepStrictEqual(found.values[name], expected)
        ? []
        : [{ path: [...path, name], found: found.values[name], expected }],
    ),
  ];
}
