import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Preview, PreviewRequest } from "#events/desk-api/previews.ts";
import type { Move, ProgrammePreview, StandardsPreview } from "#events/standards-preview.ts";

/** Raised where what is asked names something that the standard does not have. */
export class NotToBePreviewed extends Error {
  override readonly name = "NotToBePreviewed";
}

/**
 * The standard as it would be if the parameters asked about had these values from the day asked about, in the areas named
 * and in all that lie in them. Throws NotToBePreviewed for a parameter or an area that the standard does not have.
 */
export function draftOf(document: StandardDocument, { on, parameters: asked }: PreviewRequest): StandardDocument {
  for (const { parameter, area } of asked) {
    if (!document.parameters.some(({ name }) => name === parameter)) {
      throw new NotToBePreviewed(`${parameter}: found no such parameter in ${document.name}`);
    }
    if (!document.areas.some(({ code }) => code === area)) {
      throw new NotToBePreviewed(`${area}: found no such area in ${document.name}`);
    }
  }
  return {
    ...document,
    version: `${document.version}-asked`,
    parameters: document.parameters.map((parameter) => {
      const areas = { ...parameter.areas };
      for (const { area, value } of asked.filter((each) => each.parameter === parameter.name)) {
        // Where an area has values of its own, those of a wider one do not reach it.
        for (const code of new Set([area, ...Object.keys(areas).filter((each) => each.startsWith(area))])) {
          areas[code] = { ...areas[code], [on]: value };
        }
      }
      return { ...parameter, areas };
    }),
  };
}

/** What the desk tells of a preview. Programmes of whom too few gain or lose to be told are left out. */
export function resultOf({ programmes }: StandardsPreview): NonNullable<Preview["result"]> {
  return { programmes: programmes.flatMap(programmeResult) };
}

function programmeResult({ programme, per, whole, moves }: ProgrammePreview) {
  const gaining = countOf(moves, ["newly-eligible", "settled-eligible"]);
  const losing = countOf(moves, ["no-longer-eligible", "now-in-doubt"]);
  if (!whole || gaining === undefined || losing === undefined) return [];
  const monthly = (fen: number) => (per === "month" ? fen / 100 : 0);
  return [
    {
      programme,
      ...whole.eligible,
      gaining,
      losing,
      monthlyBefore: monthly(whole.money.before.low),
      monthlyAfter: monthly(whole.money.after.low),
    },
  ];
}

function countOf(moves: ProgrammePreview["moves"], wanted: readonly Move[]): number | undefined {
  let sum = 0;
  for (const { move, count } of moves) {
    if (!wanted.includes(move)) continue;
    if (count === null) return undefined;
    sum += count;
  }
  return sum;
}
