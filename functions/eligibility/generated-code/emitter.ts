import type { Knowledge } from "../knowledge.ts";
import type { Tree } from "../tree.ts";

/**
 * Emits the expressions of one generated function.
 *
 * Generated code reads only `S` (an Assessment) and persons `m0`, `m1`, … A number or a text that is unknown is NaN in it. A
 * truth is 0 or 1, or where it is unknown 2 or 3: so `^1` turns any truth round, and `|` joins truths none of which decides.
 * Whatever comes from a document goes in as a number or a quoted text, never as code.
 */
export interface Emitter extends Pick<Emitted, "knowledge" | "follow"> {
  /** What the person in each slot is called. */
  readonly people: readonly string[];
  /** Keeps a value in a variable of the function. */
  keep(value: string): Kept;
  /** A call that asks for a value where generated code met something unknown; `unknown` is what it gives for that. */
  ask(tree: Tree, unknown: number): string;
  /** The same function, with a person in one more slot. */
  withSlot(slot: number, person: string): Emitter;
  /** A call of another function for the same people. */
  call(body: Body): string;
}

/** A variable that holds a value, and the expression that works it out and keeps it there. */
export type Kept = readonly [variable: string, kept: string];

/** Statements of a function, which may use its variable `result`; it begins at nought. */
export type Body = (emitter: Emitter) => string;

/** What the functions of a standard are collected in. */
export interface Emitted {
  readonly knowledge: Knowledge;
  readonly functions: string[];
  /** The trees that generated code asks about, by the number it has for each. */
  readonly asked: Tree[];
  /** Sees to it that a programme is worked out before those that read its verdict. */
  follow(id: string): void;
}

/** Emits a function of a household and the people in its slots; gives its name. */
export function emitFunction(emitted: Emitted, people: readonly string[], body: Body, named?: string): string {
  const { knowledge, functions, asked, follow } = emitted;
  const variables = ["result"];
  const emitter = (slots: readonly string[]): Emitter => ({
    knowledge,
    people: slots,
    follow,
    keep(value) {
      const variable = `v${variables.length}`;
      variables.push(variable);
      return [variable, `(${variable}=${value})`];
    },
    ask: (tree, unknown) => `ask(S,${asked.push(tree) - 1},[${slots}],${unknown})`,
    withSlot: (slot, person) => emitter(Object.assign([...slots], { [slot]: person })),
    call: (other) => `${emitFunction(emitted, slots, other)}(${parametersFor(slots)})`,
  });
  // Its place is taken before it has a body, which may emit others.
  const index = functions.push("") - 1;
  const name = named ?? `f${index}`;
  const statements = body(emitter(people));
  functions[index] = `function ${name}(${parametersFor(people)}){let ${variables.join("=0,")}=0;${statements}}`;
  return name;
}

function parametersFor(people: readonly string[]): string {
  return ["S", ...new Set(people)].filter(Boolean).join();
}

/** A value from a document, as a literal of the generated code. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
