import { isDeepStrictEqual } from "node:util";
import { type AffectedArea, indexedAreas, nowhere } from "#eligibility/affected-area.ts";
import { dayOf } from "#eligibility/days.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";

/**
 * What of each area a change of standards can touch on a day, where nothing but values of the indexed parameter differs:
 * then the index of the households table finds everybody for whom something changes. Undefined where anything else
 * differs: who is touched then, only a look at everybody tells.
 *
 * @param on ISO date, which must be the day by which the households were judged last: an index knows no other.
 */
export function touchedAreas(from: Standard, to: Standard, on: string): AffectedArea[] | undefined {
  const { indexedParameter } = to.document;
  if (indexedParameter === undefined || !isDeepStrictEqual(textBeside(from.document), textBeside(to.document)))
    return undefined;
  const place = to.document.parameters.findIndex(({ name }) => name === indexedParameter);
  const inFen = to.document.parameters[place]?.unit === "yuan";
  const day = dayOf(on);
  return indexedAreas(to).flatMap((area): AffectedArea[] => {
    const there = area === nowhere ? undefined : area;
    const before = from.parametersOf(there).valuesOn(day)[place] ?? Number.NaN;
    const after = to.parametersOf(there).valuesOn(day)[place] ?? Number.NaN;
    if (Object.is(before, after)) return [];
    if (Number.isNaN(before) || Number.isNaN(after)) return [{ area, reach: "whole" }];
    const value = inFen ? after / 100 : after;
    return [{ area, reach: after > before ? { raisedTo: value } : { loweredTo: value } }];
  });
}

/** A standard's document without its version and the values of the indexed parameter. */
function textBeside({ version: _, ...document }: StandardDocument): object {
  const parameters = document.parameters.map((parameter) =>
    parameter.name === document.indexedParameter ? { ...parameter, areas: {} } : parameter,
  );
  return { ...document, parameters };
}
