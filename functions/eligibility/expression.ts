import type { ParameterUse } from "./parameters.ts";
import type { PersonSituation, Situation } from "./situation.ts";
import type { FactDefinition } from "./standard-document.ts";
import type { PeopleTree, QuantityTree, TruthTree, ValueTree } from "./tree.ts";
import type { Watch, WatchList } from "./watch-list.ts";

/** A compiled expression. Unknown is `undefined`: a value like any other. */
export interface Expression<Value> {
  value(situation: Situation): Value | undefined;
  /** Adds the facts that leave the value unknown; asked only where it is unknown. */
  readonly missing: (situation: Situation, into: Set<string>) => void;
  readonly watch: Watch;
  readonly parameters: readonly ParameterUse[];
  /** True where it reads the day of judgement. */
  readonly timely: boolean;
}

export type Truth = Expression<boolean>;

/** A number that, where unknown, is known to lie between two bounds. */
export interface Quantity extends Expression<number> {
  low(situation: Situation): number;
  high(situation: Situation): number;
  /** The parameters in which it is not a straight line. */
  readonly bent: readonly ParameterUse[];
  /** Present where it is `today` or an age itself: the first day on which it has a value. */
  readonly dayOfValue?: (situation: Situation, value: number) => number | undefined;
}

/** What is known of a number: it lies between these, both included. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The bounds of a number: itself where it is known. */
export function boundsOf(quantity: Quantity, situation: Situation): Bounds {
  const value = quantity.value(situation);
  if (value !== undefined) return { low: value, high: value };
  return { low: quantity.low(situation), high: quantity.high(situation) };
}

/** Members of the household, of whom some may be unknown to belong to the selection. */
export interface People {
  includes(situation: Situation, person: PersonSituation): boolean | undefined;
  missing(situation: Situation, person: PersonSituation, into: Set<string>): void;
  watch(situation: Situation, person: PersonSituation, into: WatchList): void;
  readonly parameters: readonly ParameterUse[];
  readonly timely: boolean;
}

/** What the parts of the compiler need of each other and of the standard. */
export interface Compiler {
  truth(tree: TruthTree): Truth;
  value(tree: ValueTree): Expression<string | boolean>;
  quantity(tree: QuantityTree): Quantity;
  people(tree: PeopleTree): People;
  fact(of: "person" | "household", name: string): { readonly place: number; readonly definition: FactDefinition };
  parameter(name: string): ParameterUse;
  programme(id: string): { readonly place: number; readonly of: "person" | "household" };
}

/** Adds what an expression misses, if it is unknown. */
export function addMissing(expression: Expression<unknown>, situation: Situation, into: Set<string>): void {
  if (expression.value(situation) === undefined) expression.missing(situation, into);
}

/** The parameters that any of several expressions reads, each once. */
export function parametersOf(expressions: readonly { readonly parameters: readonly ParameterUse[] }[]): ParameterUse[] {
  return [...new Set(expressions.flatMap(({ parameters }) => parameters))];
}

export function anyTimely(expressions: readonly { readonly timely: boolean }[]): boolean {
  return expressions.some(({ timely }) => timely);
}

/** The person that a variable stands for now. */
export function personIn({ slots }: Situation, slot: number): PersonSituation {
  const person = slots[slot];
  if (!person) throw new Error(`No person in slot ${slot}: the standard's document is damaged.`);
  return person;
}
