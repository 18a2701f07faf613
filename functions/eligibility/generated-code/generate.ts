import { isKnown, quotient } from "../arithmetic.ts";
import { boundsOf } from "../bounds.ts";
import { monthsAfter, monthsBetween, yearsBetween } from "../days.ts";
import type { JudgeAll } from "../interpret.ts";
import { type Knowledge, type Read, readers } from "../knowledge.ts";
import { roundedTo } from "../money.ts";
import { placeValue } from "../programme-code.ts";
import type { Assessment, Situation } from "../situation.ts";
import type { CompiledProgramme } from "../standard.ts";
import type { FactDefinition } from "../standard-document.ts";
import { contains, startsWith } from "../texts.ts";
import type { Tree } from "../tree.ts";
import { emit, emitEvery } from "./emit.ts";
import { type Emitter, emitFunction } from "./emitter.ts";

/** A truth as generated code counts. */
const truth = (value: unknown) => (value === true ? 1 : value === false ? 0 : 2);

/** What generated code may call, by the name it has there. */
const callable = {
  ...readers,
  boolean: truth,
  contains,
  monthsAfter,
  monthsBetween,
  startsWith,
  quotient,
  roundedTo,
  yearsBetween,
};

/**
 * Compiles a standard's trees to one JavaScript function. It says what boundsOf says, as fast as if it had been written by
 * hand; where it meets something unknown that may still be decided by bounds, it asks them.
 */
export function generateJudge(
  facts: readonly FactDefinition[],
  knowledge: Knowledge,
  programmes: readonly CompiledProgramme[],
): JudgeAll {
  const asked: Tree[] = [];
  const functions: string[] = [];
  const calls: string[] = [];
  const isDone = new Map<string, boolean>();
  /** Emits a programme, if that was not yet done, after those that it follows. Publication has refused circles. */
  const follow = (id: string) => {
    if (isDone.get(id)) return;
    if (isDone.has(id)) throw new Error(`Programmes follow each other in a circle: ${id}`);
    isDone.set(id, false);
    for (const programme of programmes) {
      const { place, definition } = programme;
      if (definition.id !== id) continue;
      const { of } = definition;
      workOut(of, place, (emitter, results) => emitProgramme(emitter, programme, results));
      calls.push(of === "household" ? `household${place}(S)` : `for(const m of S.members)person${place}(S,m)`);
    }
    isDone.set(id, true);
  };
  const emitted = { knowledge, functions, asked, follow };
  /** Emits the function that works something out of a subject, and keeps it among the subject's results. */
  const workOut = (of: "person" | "household", place: number, body: (emitter: Emitter, results: string) => string) => {
    const [people, subject] = of === "person" ? [["m0"], "m0"] : [[], "S"];
    emitFunction(emitted, people, (emitter) => body(emitter, `${subject}.results`), `${of}${place}`);
  };
  for (const { of, name, derived } of facts) {
    if (!derived) continue;
    const { place } = knowledge.fact(of, name);
    workOut(of, place, (emitter, results) => `return ${results}[${place}]=${emit(emitter, derived.tree)}`);
  }
  for (const { definition } of programmes) follow(definition.id);
  const ask = (assessment: Assessment, index: number, slots: Situation["slots"], unknown: number): Read => {
    const tree = asked[index];
    const bounds = tree && boundsOf({ assessment, slots }, tree);
    return bounds && isKnown(bounds) ? bounds[0] : unknown;
  };
  const all = { ...callable, ask };
  const compiled: unknown = new Function(
    ...Object.keys(all),
    `"use strict";${functions.join("\n")};return function(S){${calls.join(";")}}`,
  )(...Object.values(all));
  if (!isJudgeAll(compiled)) throw new Error("The standard's document gave no function.");
  return compiled;
}

function isJudgeAll(value: unknown): value is JudgeAll {
  return typeof value === "function";
}

function emitProgramme(
  emitter: Emitter,
  { definition: { amount }, screening, place, amountPlace }: CompiledProgramme,
  results: string,
): string {
  const conditions = screening.map(({ when }) => emitter.keep(emit(emitter, when)));
  const came = conditions.map(([variable], index) => `+${variable}*${placeValue(index)}`).join("");
  const given = amount.value ? `if(result===1)${results}[${amountPlace}]=${emit(emitter, amount.value)};` : "";
  return `result=${emitEvery(conditions)};${given}${results}[${place}]=result${came}`;
}
