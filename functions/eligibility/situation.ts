import type { FactValue } from "#events/fact-value.ts";
import type { Bounds } from "./arithmetic.ts";
import type { Knowledge } from "./knowledge.ts";
import type { AreaParameters, ParameterUse } from "./parameters.ts";
import type { FactTree } from "./tree.ts";
import type { WatchList } from "./watch-list.ts";

/** How a programme came out: 0 no, 1 yes, 2 unknown. */
export type Outcome = 0 | 1 | 2;

/** A household or a member of it while the household is judged. */
export interface Subject {
  readonly facts: Readonly<Record<string, FactValue>>;
  /**
   * What was worked out of it, at the places that `Knowledge` gives: how programmes came out (see programme-code.ts),
   * amounts in fen, derived facts (a truth as 0 or 1, unknown as 2 or 3); NaN where a number is unknown. One array for
   * all: making several for each person would take longer than judging.
   */
  readonly results: number[];
}

export interface Member extends Subject {
  readonly id: string;
  /** Date of birth as `dateNumber` gives it; NaN where unknown. */
  readonly born: number;
}

/** A household on one day: what is known of it, and what was worked out from that. */
export interface Assessment extends Subject {
  readonly knowledge: Knowledge;
  /** Members, without those who have died. */
  readonly members: readonly Member[];
  /** Day of judgement as `dateNumber` gives it, and in days since 1970-01-01. */
  readonly on: number;
  readonly day: number;
  /** Values of the parameters in force, by place in the standard; money in fen; NaN where there is none. */
  readonly parameters: readonly number[];
  /** The parameters of the household's area at any time. */
  readonly ofArea: AreaParameters;
  /** The parameter that is supposed to have another value than it has: what reads it is not as in `results`. */
  readonly supposed: ParameterUse | undefined;
  /** Bounds of derived facts that are no known numbers, by the subject's facts and by place; where any were asked for. */
  bounds: Map<object, Map<number, Bounds>> | undefined;
  /** What leaves derived facts and programmes unknown, by the subject and by place; where any was asked for. */
  missing: Map<object, Map<number, ReadonlySet<string>>> | undefined;
  /** What could change derived facts, by the subject and by place; where any was asked for. */
  watched: Map<object, Map<number, WatchList>> | undefined;
}

/** What was worked out of one subject, by place: kept in `all` from the first time on. */
export function keptFor<Value>(all: Map<object, Map<number, Value>>, subject: object): Map<number, Value> {
  let kept = all.get(subject);
  if (!kept) {
    kept = new Map();
    all.set(subject, kept);
  }
  return kept;
}

/** All that expressions read: the household, and the people that variables stand for. */
export interface Situation {
  readonly assessment: Assessment;
  /** The person that each variable stands for: 0 the programme's person, 1 and up the variables of macros. */
  readonly slots: readonly (Member | undefined)[];
}

/** The person that a variable stands for. */
export function personIn({ slots }: Situation, slot: number): Member {
  const person = slots[slot];
  if (!person) throw new Error(`No person in slot ${slot}: the standard's document is damaged.`);
  return person;
}

/** The same situation, with a person for one more variable. */
export function withPerson({ assessment, slots }: Situation, slot: number, person: Member): Situation {
  const more = slots.slice();
  more[slot] = person;
  return { assessment, slots: more };
}

/** The situation in which a derived fact or a programme is worked out: slot 0 is the person it is of, if it is of one. */
export function frameOf(
  situation: Situation,
  { of, slot = 0 }: { readonly of: "person" | "household"; readonly slot?: number },
): Situation {
  return { assessment: situation.assessment, slots: of === "person" ? [personIn(situation, slot)] : [] };
}

/** Whose fact a tree reads. */
export function subjectOf(situation: Situation, tree: FactTree): Subject {
  return tree.of === "person" ? personIn(situation, tree.slot) : situation.assessment;
}

/** A fact as it was reported, or as it is while nobody has reported it; undefined where nobody knows it. */
export function reportedFact(situation: Situation, tree: FactTree): FactValue | undefined {
  const { definition } = situation.assessment.knowledge.fact(tree.of, tree.name);
  return subjectOf(situation, tree).facts[tree.name] ?? definition.unreported;
}

/** A fact's name among missing facts: `household.savings`, `person:p-81c2.birthDate`. */
export function missingName(situation: Situation, tree: FactTree): string {
  return tree.of === "person" ? `person:${personIn(situation, tree.slot).id}.${tree.name}` : `household.${tree.name}`;
}
