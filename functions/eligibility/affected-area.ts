import type { Standard } from "./standard.ts";

/** The area of households whose own is unknown, or lies outside the standard. */
export const nowhere = "nowhere";

/**
 * The area by which a household is indexed: the code of its county, or of the larger area where the standard lists no
 * such county; `nowhere` where it lists nothing around it.
 */
export function indexedArea({ parametersOf }: Pick<Standard, "parametersOf">, area: string | undefined): string {
  return parametersOf(area).area?.slice(0, 6) ?? nowhere;
}

/** Every area by which households judged by a standard may be indexed. */
export function indexedAreas({ document }: Pick<Standard, "document">): string[] {
  return [...document.areas.map(({ code }) => code).filter((code) => code.length <= 6), nowhere];
}

/**
 * What a change from one standard to another can touch of one area: the whole of it, or only the households for whom a
 * move of the indexed parameter changes something. On whatever day: a value to come is found now, so that the household
 * is watched for its day.
 */
export interface AffectedArea {
  /** One of `indexedAreas`. */
  readonly area: string;
  readonly reach: Reach;
}

/**
 * `whole`, or the parameter's values (in its unit, such as yuan) between which it moves: `raisedTo` finds those for whom
 * something changes at this value or a lower one, `loweredTo` those for whom something changes at this one or a higher.
 */
export type Reach = "whole" | { readonly raisedTo?: number; readonly loweredTo?: number };
