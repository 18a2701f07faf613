import { isKnown, quotient } from "../arithmetic.ts";
import { boundsOf } from "../bounds.ts";
import { monthsAfter, monthsBetween, yearsBetween } from "../days.ts";
import type { JudgeAll } from "../interpret.ts";
import { type Knowledge, type Read, readers } from "../knowledge.ts";
import { roundedTo } from "../money.ts";
import { outcomeOf, placeValue } from "../programme-code.ts";
import type { Assessment, Situation } from "../situation.ts";
import type { CompiledProgramme } from "../standard.ts";
import type { FactDefinition } from "../standard-document.ts";
import { contains, startsWith } from "../texts.ts";
import type { Tree } from "../tree.ts";
import { emit } from "./emit.ts";
import { createEmitter, type Emitter, subjectName } from "./emitter.ts";

/** What generated code may call, by the name it has there. */
const callable = {
  ...readers,
  contains,
  monthsAfter,
  monthsBetween,
  outcomeOf,
  quotient,
  roundedTo,
  startsWith,
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
  /** Emits a function; what it follows comes before it. */
  const define = (of: string, place: number, body: (emitter: Emitter) => void) => {
    const lines: string[] = [];
    const emitter = createEmitter({ knowledge, asked, follow }, lines);
    body(of === "person" ? emitter.withSlot(0) : emitter);
    functions.push(`function ${of}${place}(S,m0){`, ...lines, "}");
  };
  const isDone = new Map<string, boolean>();
  /** Emits a programme, if that was not yet done, before those that follow it. Publication has refused circles. */
  const follow = (id: string) => {
    if (isDone.get(id)) return;
    if (isDone.has(id)) throw new Error(`Programmes follow each other in a circle: ${id}`);
    isDone.set(id, false);
    for (const programme of programmes) {
      const { place, definition } = programme;
      if (definition.id !== id) continue;
      const { of } = definition;
      define(of, place, (emitter) => emitProgramme(emitter, programme));
      calls.push(of === "household" ? `household${place}(S);` : `for(const m of S.members)person${place}(S,m);`);
    }
    isDone.set(id, true);
  };
  for (const { of, name, derived } of facts) {
    if (!derived) continue;
    const { place } = knowledge.fact(of, name);
    define(of, place, (emitter) => {
      const value = emit(emitter, derived.tree);
      emitter.line(`return ${subjectName({ of })}.results[${place}]=${value}`);
    });
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
    `"use strict";${functions.join("\n")}return function(S){${calls.join("")}}`,
  )(...Object.values(all));
  if (!isJudgeAll(compiled)) throw new Error("The standard's document gave no function.");
  return compiled;
}

function isJudgeAll(value: unknown): value is JudgeAll {
  return typeof value === "function";
}

function emitProgramme(
  emitter: Emitter,
  { definition: { of, amount }, screening, place, amountPlace }: CompiledProgramme,
): void {
  const { line } = emitter;
  line(`let outcome=1,trace=0;all:{`);
  for (const [index, { when }] of screening.entries()) {
    const value = emit(emitter, when);
    line(`const c${index}=${value};trace+=(c${index}+1)*${placeValue(index)};`);
    line(`if(c${index}===0){outcome=0;break all}if(c${index}===2)outcome=2;`);
  }
  const results = `${subjectName({ of })}.results`;
  line(`}${results}[${place}]=outcome+trace;`);
  if (amount.value) {
    line("if(outcome===1){");
    line(`${results}[${amountPlace}]=${emit(emitter, amount.value)}}`);
  }
}
