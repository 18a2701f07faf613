import { dayOf, monthsAfter, monthsBetween, yearsBetween } from "../days.ts";
import type { JudgeAll } from "../interpret.ts";
import type { Knowledge } from "../knowledge.ts";
import { roundedTo } from "../money.ts";
import { outcomeOf, placeValue } from "../programme-code.ts";
import type { Assessment, Outcome, Situation } from "../situation.ts";
import type { CompiledProgramme } from "../standard.ts";
import type { FactDefinition } from "../standard-document.ts";
import { numberFrom, truthOf } from "../truth.ts";
import { emitQuantity } from "./emit-quantity.ts";
import { emitTruth } from "./emit-truth.ts";
import { type Asked, createEmitter, derivedName, type Emitter } from "./emitter.ts";

/** What generated code may call, by the name it has there. */
const callable = {
  dayOf,
  monthsAfter,
  monthsBetween,
  outcomeOf,
  quotient: (a: number, b: number) => (b === 0 ? Number.NaN : a / b),
  roundedTo,
  yearsBetween,
};

/**
 * Compiles a standard's trees to one JavaScript function. It says what truthOf and boundsOf say, as fast as if it had
 * been written by hand; where it meets something unknown that may still be decided by bounds, it asks them.
 *
 * @param programmes those that a programme follows come before it.
 */
export function generateJudge(
  facts: readonly FactDefinition[],
  knowledge: Knowledge,
  programmes: readonly CompiledProgramme[],
): JudgeAll {
  const asked: Asked = [];
  const lines: string[] = [];
  const emitterFor = (of: "person" | "household") => createEmitter(knowledge, asked, lines, of === "person" ? [0] : []);
  for (const { of, name, derived } of facts) {
    if (!derived) continue;
    // What is of a household has no person in scope: its subject is the situation itself.
    const { place } = knowledge.fact(of, name);
    lines.push(`function ${derivedName(of, place)}(S${of === "person" ? ",m0" : ""}){`);
    const emitter = emitterFor(of);
    const value = derived.kind === "truth" ? emitTruth(emitter, derived.tree) : emitQuantity(emitter, derived.tree);
    lines.push(`return ${of === "person" ? "m0" : "S"}.results[${place}]=${value}}`);
  }
  for (const programme of programmes) emitProgramme(emitterFor(programme.definition.of), programme);
  const calls = programmes.map(({ definition: { of }, place }) =>
    of === "household" ? `household${place}(S);` : `for(const m of S.members)person${place}(S,m);`,
  );
  lines.push(`return function(S){${calls.join("")}}`);
  const ask = (assessment: Assessment, index: number, slots: Situation["slots"]): Outcome => {
    const tree = asked[index];
    return numberFrom(tree && truthOf({ assessment, slots }, tree));
  };
  const names = [...Object.keys(callable), "ask"];
  const compiled: unknown = new Function(...names, `"use strict";${lines.join("\n")}`)(...Object.values(callable), ask);
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
  line(`function ${of}${place}(S${of === "person" ? ",m0" : ""}){let outcome=1,trace=0;all:{`);
  for (const [index, { when }] of screening.entries()) {
    const value = emitTruth(emitter, when);
    line(`const c${index}=${value};trace+=(c${index}+1)*${placeValue(index)};`);
    line(`if(c${index}===0){outcome=0;break all}if(c${index}===2)outcome=2;`);
  }
  const results = `${of === "person" ? "m0" : "S"}.results`;
  line(`}${results}[${place}]=outcome+trace;`);
  if (amount.value) {
    line("if(outcome===1){");
    line(`${results}[${amountPlace}]=${emitQuantity(emitter, amount.value)}}`);
  }
  line("}");
}
