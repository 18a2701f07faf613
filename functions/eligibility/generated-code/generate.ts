import { dayOf, monthsAfter, monthsBetween, yearsBetween } from "../days.ts";
import type { Knowledge } from "../knowledge.ts";
import { roundedTo } from "../money.ts";
import type { Outcome, Situation, Subject } from "../situation.ts";
import type { Condition, Programme, StandardDocument } from "../standard-document.ts";
import { truthOf } from "../truth.ts";
import { emitQuantity } from "./emit-quantity.ts";
import { emitTruth } from "./emit-truth.ts";
import { type Asked, createEmitter } from "./emitter.ts";

/** Works out the outcome, trace and amount of every programme, for the household and each member. */
export type JudgeAll = (situation: Situation) => void;

/** The most screening conditions that one programme's trace has room for. */
export const maximumConditions = 15;

/** What generated code may call, by the name it has there. */
const callable = {
  dayOf,
  monthsAfter,
  monthsBetween,
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
  { facts, programmes: documented }: StandardDocument,
  knowledge: Knowledge,
  programmes: readonly Programme[],
): JudgeAll {
  const asked: Asked = [];
  const lines: string[] = [];
  for (const [place, { of, derived }] of facts.entries()) {
    if (!derived) continue;
    // What is of a household has no person in scope: its subject is the situation itself.
    lines.push(`function derive${place}(S,${of === "person" ? "m0" : "_"}){`);
    const emitter = createEmitter(knowledge, asked, lines, of === "person" ? [0] : []);
    const value = derived.kind === "truth" ? emitTruth(emitter, derived.tree) : emitQuantity(emitter, derived.tree);
    lines.push(`return ${value}}`);
  }
  for (const programme of programmes)
    emitProgramme(programme, documented.indexOf(programme), { knowledge, asked, lines });
  const calls = programmes.map((programme) => {
    const name = `judge${documented.indexOf(programme)}`;
    return programme.of === "household" ? `${name}(S);` : `for(const m of S.members)${name}(S,m);`;
  });
  lines.push(`return function(S){${calls.join("")}}`);
  const ask = (situation: Situation, index: number, slots: Situation["slots"]): Outcome => {
    const tree = asked[index];
    const truth = tree && truthOf({ ...situation, slots }, tree);
    return truth === undefined ? 2 : truth ? 1 : 0;
  };
  const names = [...Object.keys(callable), "ask"];
  const compiled: unknown = new Function(...names, `"use strict";${lines.join("\n")}`)(...Object.values(callable), ask);
  if (!isJudgeAll(compiled)) throw new Error("The standard's document gave no function.");
  return compiled;
}

function isJudgeAll(value: unknown): value is JudgeAll {
  return typeof value === "function";
}

interface Generating {
  readonly knowledge: Knowledge;
  readonly asked: Asked;
  readonly lines: string[];
}

function emitProgramme(
  { id, of, conditions, amount }: Programme,
  place: number,
  { knowledge, asked, lines }: Generating,
): void {
  const subject = of === "person" ? "m0" : "S";
  const screening = conditions.filter(({ layer }) => layer === "screening");
  if (screening.length > maximumConditions) {
    throw new Error(`${id}: found ${screening.length} screening conditions, expected at most ${maximumConditions}`);
  }
  const emitter = createEmitter(knowledge, asked, lines, of === "person" ? [0] : []);
  lines.push(`function judge${place}(S${of === "person" ? ",m0" : ""}){let outcome=1,trace=0;all:{`);
  for (const [index, { when }] of screening.entries()) {
    const value = emitTruth(emitter, when);
    lines.push(`const c${index}=${value};trace+=(c${index}+1)*${4 ** index};`);
    lines.push(`if(c${index}===0){outcome=0;break all}if(c${index}===2)outcome=2;`);
  }
  lines.push(`}${subject}.outcomes[${place}]=outcome;${subject}.traces[${place}]=trace;`);
  if (amount.value) {
    lines.push("if(outcome===1){");
    lines.push(`${subject}.amounts[${place}]=${emitQuantity(emitter, amount.value)}}`);
  }
  lines.push("}");
}

/** How each screening condition came out, as far as they were looked at: up to the first that is false. */
export function tracedConditions(
  { traces }: Subject,
  place: number,
  screening: readonly Condition[],
): { readonly condition: Condition; readonly holds: boolean | undefined }[] {
  let trace = traces[place] ?? 0;
  const traced: { condition: Condition; holds: boolean | undefined }[] = [];
  for (const condition of screening) {
    const code = trace % 4;
    if (code === 0) break;
    traced.push({ condition, holds: code === 3 ? undefined : code === 2 });
    trace = Math.floor(trace / 4);
  }
  return traced;
}
