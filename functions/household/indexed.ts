import { indexedArea } from "#eligibility/affected-area.ts";
import type { WatchPoint } from "#eligibility/judgement.ts";
import type { Standard } from "#eligibility/standard.ts";

/**
 * Where the indexes hold a household, so that a change of the standard finds it: by its area, and by the values of the
 * standard's indexed parameter at which something would change for it.
 */
export interface Indexed {
  /** As `indexedArea` gives it. */
  readonly area: string;
  /** Something changes as soon as the parameter is at least this, in its unit; `neverRaised` where nothing does. */
  readonly raisedAt: number;
  /** Something changes as soon as the parameter is at most this; absent where nothing does. */
  readonly loweredAt?: number;
}

/** More than any parameter will be: every household stands in the index, so that an area can be walked whole. */
export const neverRaised = 1_000_000_000_000;

/** Where the indexes hold a household that lives in an area and has these watch points. */
export function indexedOf(standard: Standard, area: string | undefined, watch: readonly WatchPoint[]): Indexed {
  const { indexedParameter } = standard.document;
  const limits = watch.find((point) => "parameter" in point && point.parameter === indexedParameter);
  const place = { area: indexedArea(standard, area) };
  if (!limits || !("parameter" in limits)) return { ...place, raisedAt: neverRaised };
  const { below, above } = limits;
  // Without limits the parameter has no value there yet: any value would change something.
  if (below === undefined && above === undefined) return { ...place, raisedAt: 0 };
  return { ...place, raisedAt: above ?? neverRaised, ...(below === undefined ? {} : { loweredAt: below }) };
}

/** True where both are the same place. */
export function isSamePlace(a: Indexed | undefined, b: Indexed | undefined): boolean {
  return a?.area === b?.area && a?.raisedAt === b?.raisedAt && a?.loweredAt === b?.loweredAt;
}
