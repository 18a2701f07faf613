import { isKnown } from "./arithmetic.ts";
import { boundsOf } from "./bounds.ts";
import { situationOf, subjectsOf } from "./determine.ts";
import { placeValue } from "./programme-code.ts";
import type { Assessment, Outcome, Situation, Subject } from "./situation.ts";
import type { CompiledProgramme } from "./standard.ts";

/** Works out how every programme came out and its amount, for the household and each member. */
export type JudgeAll = (assessment: Assessment) => void;

/** Judges straight from the trees: slower than generated code, and ready at once. */
export function interpretJudge(programmes: readonly CompiledProgramme[]): JudgeAll {
  return (assessment) => {
    for (const programme of programmes) {
      for (const subject of subjectsOf(programme, assessment)) {
        judgeProgramme(programme, situationOf(assessment, subject), subject);
      }
    }
  };
}

function judgeProgramme(programme: CompiledProgramme, situation: Situation, { results }: Subject): void {
  const { screening, place, amountPlace, definition } = programme;
  let outcome: Outcome = 1;
  let trace = 0;
  for (const [index, { when }] of screening.entries()) {
    const [low, high] = boundsOf(situation, when);
    const truth = low === 1 ? 1 : high === 0 ? 0 : 2;
    trace += truth * placeValue(index);
    if (truth !== 1) outcome = truth;
    if (truth === 0) break;
  }
  results[place] = outcome + trace;
  const { value } = definition.amount;
  if (outcome !== 1 || !value) return;
  const bounds = boundsOf(situation, value);
  results[amountPlace] = isKnown(bounds) ? bounds[0] : Number.NaN;
}
