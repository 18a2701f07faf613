import { dateOf } from "./days.ts";
import { situationOf, subjectsOf } from "./determine.ts";
import type { WatchPoint } from "./judgement.ts";
import { decidingCondition, outcomeOf } from "./programme-code.ts";
import type { Assessment, Situation } from "./situation.ts";
import type { CompiledProgramme, Standard } from "./standard.ts";
import type { Programme } from "./standard-document.ts";
import { truthOf } from "./truth.ts";
import { isFixed, usesOf } from "./uses.ts";
import { watch } from "./watch.ts";
import { firstDay, newWatchList, type WatchList } from "./watch-list.ts";

/** The nearest day, and values of parameters, at which any verdict or amount of a household could change by itself. */
export function watchPointsOf({ programmes, document }: Standard, assessment: Assessment): WatchPoint[] {
  const watched = newWatchList();
  for (const programme of programmes) {
    for (const subject of subjectsOf(programme, assessment)) {
      watchProgramme(programme, situationOf(assessment, subject), subject.results[programme.place] ?? 2, watched);
    }
  }
  const { area } = assessment.ofArea;
  const day = firstDay(assessment, watched);
  const points: WatchPoint[] = Number.isFinite(day) ? [{ on: dateOf(day) }] : [];
  for (const [place, { below, above }] of [...watched.parameters].sort(([a], [b]) => a - b)) {
    const definition = document.parameters[place];
    if (!definition || area === undefined) continue;
    const inUnit = (value: number) => (definition.unit === "yuan" ? value / 100 : value);
    points.push({
      parameter: definition.name,
      area,
      ...(Number.isFinite(below) ? { below: inUnit(below) } : {}),
      ...(Number.isFinite(above) ? { above: inUnit(above) } : {}),
    });
  }
  return points;
}

function watchProgramme(
  { definition, verdict, screening, verification }: CompiledProgramme,
  situation: Situation,
  code: number,
  watched: WatchList,
): void {
  const outcome = outcomeOf(code);
  // What the judgement was decided by: while nothing can change that, nothing can change the verdict.
  const deciding = outcome === 0 ? decidingCondition(code, screening) : undefined;
  if (deciding && isFixed(usesOf(situation.assessment.knowledge, deciding.when))) return;
  watch(situation, verdict, watched);
  if (outcome === 1) watchAmount(definition.amount, situation, watched);
  if (outcome !== 0) for (const { when } of verification) watch(situation, when, watched);
}

function watchAmount({ value, tiers = [] }: Programme["amount"], situation: Situation, watched: WatchList): void {
  if (value) watch(situation, value, watched);
  // Which tier applies may change without the amount, and what is given in kind has none.
  for (const { when } of tiers) {
    if (!when) continue;
    watch(situation, when, watched);
    if (truthOf(situation, when) === true) return;
  }
}
