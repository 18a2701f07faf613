import { indexedArea } from "#eligibility/affected-area.ts";
import { dayOf } from "#eligibility/days.ts";
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

/**
 * How far above the parameter's value a limit is told exactly. One that is farther off is told as this multiple, and one
 * below the value as just below it: an index is paid for each time its key moves, and families change their income
 * often. A standard that rises by more than this at once, or falls, finds some families in vain.
 */
const exactWithin = 1.15;

/**
 * Where the indexes hold a household that lives in an area and has these watch points: at its limits or, where they are
 * far off, a little nearer than they are.
 *
 * @param today ISO date in the standard's time zone.
 */
export function indexedOf(
  standard: Standard,
  area: string | undefined,
  watch: readonly WatchPoint[],
  today: string,
): Indexed {
  const { indexedParameter } = standard.document;
  const limits = watch.find((point) => "parameter" in point && point.parameter === indexedParameter);
  const place = { area: indexedArea(standard, area) };
  if (!limits || !("parameter" in limits)) return { ...place, raisedAt: neverRaised };
  const { below, above } = limits;
  // Without limits the parameter has no value there yet: any value would change something.
  if (below === undefined && above === undefined) return { ...place, raisedAt: 0 };
  const value = valueInForce(standard, area, today);
  return {
    ...place,
    raisedAt: above === undefined ? neverRaised : nearerAbove(above, value),
    ...(below === undefined ? {} : { loweredAt: nearerBelow(below, value) }),
  };
}

/** The indexed parameter's value on a day, in its unit; not a number where it has none there. */
function valueInForce({ document, parametersOf }: Standard, area: string | undefined, today: string): number {
  const place = document.parameters.findIndex(({ name }) => name === document.indexedParameter);
  const value = parametersOf(area).valuesOn(dayOf(today))[place] ?? Number.NaN;
  return document.parameters[place]?.unit === "yuan" ? value / 100 : value;
}

/** A limit above the value, or a nearer one: whoever looks for families up to the limit finds this one too. */
function nearerAbove(limit: number, value: number): number {
  return Number.isNaN(value) ? limit : Math.min(limit, Math.floor(value * exactWithin * 100) / 100);
}

function nearerBelow(limit: number, value: number): number {
  // Not the value itself: whoever was judged by a new value stands outside the range that a sweep looks for once more.
  return Number.isNaN(value) ? limit : Math.max(limit, (Math.round(value * 100) - 1) / 100);
}

/** True where both are the same place. */
export function isSamePlace(a: Indexed | undefined, b: Indexed | undefined): boolean {
  return a?.area === b?.area && a?.raisedAt === b?.raisedAt && a?.loweredAt === b?.loweredAt;
}
