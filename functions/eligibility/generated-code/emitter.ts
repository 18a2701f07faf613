import type { Knowledge } from "../knowledge.ts";
import type { Tree } from "../tree.ts";

/**
 * Collects the lines of generated functions.
 *
 * Generated code reads only `S` (an Assessment) and persons `m0`, `m1`, … by slot. A truth in it is 0, 1 or 2 (unknown), a
 * number or a text that is unknown is NaN. Whatever comes from a document goes in as a number or a quoted text, never as code.
 */
export interface Emitter {
  readonly knowledge: Knowledge;
  /** The persons in scope, each at its slot. */
  readonly people: readonly string[];
  line(code: string): void;
  /** A name that is not yet taken. */
  name(): string;
  /** A call that asks for a value where generated code met something unknown; `unknown` is what it gives for that. */
  ask(tree: Tree, unknown: number): string;
  /** Sees to it that a programme is worked out before those that read its verdict. */
  follow(id: string): void;
  /** The same lines, with one more person in scope. */
  withSlot(slot: number): Emitter;
}

/** Collects into `lines` and `asked`: the trees that generated code asks about, by the number it has for each. */
export function createEmitter(
  { knowledge, asked, follow }: Pick<Emitter, "knowledge" | "follow"> & { readonly asked: Tree[] },
  lines: string[],
): Emitter {
  let names = 0;
  const emitter = (people: readonly string[]): Emitter => ({
    knowledge,
    people,
    line: (code) => lines.push(code),
    name() {
      names += 1;
      return `v${names}`;
    },
    ask: (tree, unknown) => `ask(S,${asked.push(tree) - 1},[${people}],${unknown})`,
    follow,
    withSlot(slot) {
      const more = people.slice();
      more[slot] = `m${slot}`;
      return emitter(more);
    },
  });
  return emitter([]);
}

/** A value from a document, as a literal of the generated code. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

export function assigned(emitter: Emitter, expression: string): string {
  const name = emitter.name();
  emitter.line(`const ${name}=${expression};`);
  return name;
}

type OfSubject = { readonly of: "person" | "household"; readonly slot?: number };

/** Whose facts a tree reads, in generated code. */
export function subjectName({ of, slot = 0 }: OfSubject): string {
  return of === "person" ? `m${slot}` : "S";
}
