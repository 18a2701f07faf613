import type { FactValue } from "#events/fact-value.ts";
import type { Bounds } from "./bounds.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Timeline } from "./parameters.ts";
import type { FactTree } from "./tree.ts";

/** How a programme came out, as generated code counts: 0 no, 1 yes, 2 unknown. */
export type Outcome = 0 | 1 | 2;

/** A household or a member of it while the household is judged; arrays are by place in the standard. */
export interface Subject {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly outcomes: number[];
  /** How each condition of a programme came out, two bits each: 0 not looked at, 1 false, 2 true, 3 unknown. */
  readonly traces: number[];
  /** In fen; NaN where unknown. */
  readonly amounts: number[];
  /** The facts that leave a programme's outcome unknown. */
  readonly missing: (readonly string[] | undefined)[];
  /** Derived facts worked out so far, by place in the dictionary. */
  readonly derived: unknown[];
}

export interface Member extends Subject {
  readonly id: string;
  /** Date of birth as `dateNumber` gives it; NaN where unknown. */
  readonly born: number;
}

/** All that expressions read while one household is judged on one day. */
export interface Situation extends Subject {
  readonly knowledge: Knowledge;
  /** Members, without those who have died. */
  readonly members: readonly Member[];
  /** The person that each variable stands for: 0 the programme's person, 1 and up the variables of macros. */
  readonly slots: readonly (Member | undefined)[];
  /** Day of judgement as `dateNumber` gives it, and in days since 1970-01-01. */
  readonly on: number;
  readonly day: number;
  /** The area of the tree that the household lives in; undefined where it is not known. */
  readonly area: string | undefined;
  /** Values of the parameters in force, by place in the standard; money in fen; NaN where there is none. */
  readonly parameters: readonly number[];
  readonly timelines: readonly Timeline[];
  /** What derived facts came to under these parameters, by the subject's facts. */
  readonly known: Map<object, Derivations>;
}

/** What derived facts of one subject came to, by place in the dictionary. */
export interface Derivations {
  readonly bounds: Map<number, Bounds>;
  readonly truths: Map<number, boolean | undefined>;
}

/** The derived facts of the subject whose fact a tree reads, as far as they were worked out under these parameters. */
export function derivationsOf(situation: Situation, tree: FactTree): Derivations {
  const { facts } = subjectOf(situation, tree);
  let known = situation.known.get(facts);
  if (!known) {
    known = { bounds: new Map(), truths: new Map() };
    situation.known.set(facts, known);
  }
  return known;
}

/** The person that a variable stands for. */
export function personIn({ slots }: Situation, slot: number): Member {
  const person = slots[slot];
  if (!person) throw new Error(`No person in slot ${slot}: the standard's document is damaged.`);
  return person;
}

/** The same situation, with a person for one more variable. */
export function withPerson(situation: Situation, slot: number, person: Member): Situation {
  const slots = [...situation.slots];
  slots[slot] = person;
  return { ...situation, slots };
}

/** The situation in which a derived fact is worked out: slot 0 is the person it is of. */
export function frameOf(situation: Situation, tree: FactTree): Situation {
  return { ...situation, slots: tree.op === "fact" && tree.of === "person" ? [personIn(situation, tree.slot)] : [] };
}

/** Whose fact a tree reads. */
export function subjectOf(situation: Situation, tree: FactTree): Subject {
  return tree.of === "person" ? personIn(situation, tree.slot) : situation;
}

/** A fact as it was reported, or as it is while nobody has reported it; undefined where nobody knows it. */
export function reportedFact(situation: Situation, tree: FactTree): FactValue | undefined {
  const { definition } = situation.knowledge.fact(tree.of, tree.name);
  return subjectOf(situation, tree).facts[tree.name] ?? definition.unreported;
}

/** A fact's name among missing facts: `household.savings`, `person:p-81c2.birthDate`. */
export function missingName(situation: Situation, tree: FactTree): string {
  return tree.of === "person" ? `person:${personIn(situation, tree.slot).id}.${tree.name}` : `household.${tree.name}`;
}
