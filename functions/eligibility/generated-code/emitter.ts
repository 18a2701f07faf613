import { type Knowledge, notWorkedOut } from "../knowledge.ts";
import type { FactTree, TruthTree } from "../tree.ts";

/**
 * Collects the lines of one generated function.
 *
 * Generated code reads only `S` (an Assessment) and persons `m0`, `m1`, … by slot. A truth in it is 0, 1 or 2 (unknown), a
 * number that is unknown is NaN, a text that is unknown is undefined. Whatever comes from a document goes in as a number
 * or a quoted text, never as code.
 */
export interface Emitter {
  readonly knowledge: Knowledge;
  /** Variables in scope: the slots of persons. */
  readonly slots: readonly number[];
  line(code: string): void;
  /** A name that is not yet taken. */
  name(): string;
  /** A call that asks for a truth where generated code met something unknown. */
  ask(tree: TruthTree): string;
  /** The same lines, with one more person in scope. */
  withSlot(slot: number): Emitter;
}

/** Trees that generated code asks about, by the number it has for each. */
export type Asked = TruthTree[];

export function createEmitter(
  knowledge: Knowledge,
  asked: Asked,
  lines: string[],
  ownSlots: readonly number[],
): Emitter {
  let names = 0;
  const emitter = (slots: readonly number[]): Emitter => ({
    knowledge,
    slots,
    line: (code) => lines.push(code),
    name() {
      names += 1;
      return `v${names}`;
    },
    ask(tree) {
      const people = Array.from({ length: Math.max(-1, ...slots) + 1 }, (_, slot) =>
        slots.includes(slot) ? `m${slot}` : "undefined",
      );
      return `ask(S,${asked.push(tree) - 1},[${people.join()}])`;
    },
    withSlot: (slot) => emitter([...slots, slot]),
  });
  return emitter(ownSlots);
}

/** A value from a document, as a literal of the generated code. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** Whose facts a tree reads, in generated code. */
export function subjectName(
  tree: { readonly of: "household" } | { readonly of: "person"; readonly slot: number },
): string {
  return tree.of === "household" ? "S" : `m${tree.slot}`;
}

/** The name of the function that works out a derived fact. */
export function derivedName(of: "person" | "household", place: number): string {
  return `${of}Fact${place}`;
}

/** A derived fact, worked out where its subject's results do not hold it yet. */
export function emitDerived(emitter: Emitter, tree: FactTree, place: number): string {
  const subject = subjectName(tree);
  const value = emitter.name();
  emitter.line(`let ${value}=${subject}.results[${place}];`);
  const call = `${derivedName(tree.of, place)}(S${tree.of === "person" ? `,${subject}` : ""})`;
  emitter.line(`if(${value}===${notWorkedOut})${value}=${call};`);
  return value;
}
