import { type AffectedArea, indexedAreas, type Reach } from "./affected-area.ts";
import { differentAreas, type JudgedDifference, judgedDifferences, parametersJudgedBy } from "./judged-differences.ts";
import { type ParameterMove, parameterMoves } from "./parameter-moves.ts";
import type { StandardDocument } from "./standard-document.ts";

/** Why households of an area must be judged again, and which. */
export interface AffectedBy {
  readonly what: JudgedDifference["what"] | "areas";
  readonly name: string;
  /** Of `indexedAreas`; those in which it makes the whole area be judged, or only part of it. */
  readonly areas: readonly string[];
  readonly reach: "whole" | "part";
}

/** What another standard can touch, and why. */
export interface Affected {
  /** Those in which something can change, by code. */
  readonly areas: readonly AffectedArea[];
  readonly by: readonly AffectedBy[];
}

/**
 * What of the households can change when one standard follows another on a day (ISO date in its time zone), or by what
 * it says of later days: to be found by the indexes in which households stand since they were judged by `from`.
 *
 * Sound: whoever is not found has, on that day and until its own next watch day, the same verdicts, amounts and
 * notices by both. Where nothing but the indexed parameter's values differ, only those are found for whom that changes
 * something; whatever else differs and is read by a programme has its areas looked at whole.
 *
 * @param from undefined where none was in force: then nobody has been judged.
 */
export function affectedAreas(from: StandardDocument | undefined, to: StandardDocument, on: string): Affected {
  if (!from) return { areas: [], by: [] };
  const everywhere = [...new Set([...indexedAreas({ document: from }), ...indexedAreas({ document: to })])].sort();
  const judged = parametersJudgedBy(to);
  const moves = parameterMoves(from, to, on).filter(({ parameter }) => judged.has(parameter));
  const indexed = from.indexedParameter === to.indexedParameter ? to.indexedParameter : undefined;
  const by: AffectedBy[] = [
    ...judgedDifferences(from, to).map((each): AffectedBy => ({ ...each, areas: everywhere, reach: "whole" })),
    ...areasRedrawn(from, to),
    ...byParameter(moves, indexed),
  ];
  // Wherever another parameter than the indexed one moves is looked at whole.
  const whole = new Set(by.flatMap(({ areas, reach }) => (reach === "whole" ? areas : [])));
  const reaches = reachesOf(moves);
  const areas = everywhere.flatMap((area): AffectedArea[] => {
    const reach = whole.has(area) ? "whole" : reaches.get(area);
    return reach === undefined ? [] : [{ area, reach }];
  });
  return { areas, by };
}

const indexedUnder = (area: string) => area.slice(0, 6);

/** Households of an area that is new, no more or elsewhere: they stand where the former tree put them. */
function areasRedrawn(from: StandardDocument, to: StandardDocument): AffectedBy[] {
  const codes = differentAreas(from, to);
  const listed = new Set([...from.areas, ...to.areas].map(({ code }) => code));
  const around = codes.flatMap((code) => [indexedUnder(code), ...[2, 4].map((digits) => code.slice(0, digits))]);
  const within = [...listed].filter((code) => codes.some((each) => code.startsWith(each))).map(indexedUnder);
  const areas = [...new Set([...around.filter((code) => listed.has(code)), ...within, "nowhere"])].sort();
  return codes.map((name) => ({ what: "areas", name, areas, reach: "whole" }));
}

function byParameter(moves: readonly ParameterMove[], indexed: string | undefined): AffectedBy[] {
  const names = [...new Set(moves.map(({ parameter }) => parameter))];
  return names.flatMap((name) =>
    (["whole", "part"] as const).flatMap((reach): AffectedBy[] => {
      const here = moves.filter((move) => move.parameter === name && reachBy(move, indexed) === reach);
      const areas = [...new Set(here.map(({ area }) => indexedUnder(area)))].sort();
      return areas.length === 0 ? [] : [{ what: "parameter", name, areas, reach }];
    }),
  );
}

/** A value that is no more leaves verdicts unknown: no limit tells of that. */
function reachBy({ parameter, least }: ParameterMove, indexed: string | undefined): AffectedBy["reach"] {
  return parameter === indexed && !Number.isNaN(least) ? "part" : "whole";
}

/** Limits are told from where a household was judged: one value above some is below others, so both sides are asked. */
function reachesOf(moves: readonly ParameterMove[]): ReadonlyMap<string, Reach> {
  const reaches = new Map<string, Exclude<Reach, "whole">>();
  for (const { area, least, greatest } of moves) {
    const { raisedTo = greatest, loweredTo = least } = reaches.get(indexedUnder(area)) ?? {};
    reaches.set(indexedUnder(area), {
      raisedTo: Math.max(raisedTo, greatest),
      loweredTo: Math.min(loweredTo, least),
    });
  }
  return reaches;
}
