import type { FactValue } from "#events/fact-value.ts";
import type { Determination } from "./judgement.ts";
import type { Timeline } from "./parameters.ts";

/** Derived facts worked out so far, by their place in the dictionary; what is there but undefined is unknown. */
export interface Memo {
  readonly numbers: Map<number, number | undefined>;
  readonly truths: Map<number, boolean | undefined>;
}

export function newMemo(): Memo {
  return { numbers: new Map(), truths: new Map() };
}

/** A member while the household is judged. */
export interface PersonSituation {
  readonly id: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly derived: Memo;
  /** Determinations of the person's programmes, by the programme's place in the standard. */
  readonly determined: (Determination | undefined)[];
}

/** All that expressions read while one household is judged on one day. */
export interface Situation {
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Members, without those who have died. */
  readonly members: readonly PersonSituation[];
  /** The person that each variable stands for; set as the expressions run. */
  readonly slots: PersonSituation[];
  /** ISO date of judgement. */
  readonly on: string;
  /** The same, in days since 1970-01-01. */
  readonly day: number;
  /** The area of the tree that the household lives in; undefined where it is not known. */
  readonly area: string | undefined;
  /** Values of the parameters in force, by place in the standard; money in fen. */
  readonly parameters: (number | undefined)[];
  readonly timelines: readonly Timeline[];
  readonly derived: Memo;
  readonly determined: (Determination | undefined)[];
}
