import type { FactDefinition, Layer } from "#eligibility/standard-document.ts";
import type { KnownParameter } from "./known-parameter.ts";
import type { Typed } from "./typed.ts";

/** A fact as far as expressions need to know it. */
export type KnownFact = Pick<
  FactDefinition,
  "name" | "of" | "type" | "unit" | "values" | "minimum" | "maximum" | "layer"
>;

/** What an expression may name. */
export interface Names {
  /** By `person.birthDate` or `household.savings`. */
  readonly facts: ReadonlyMap<string, KnownFact>;
  readonly parameters: ReadonlyMap<string, KnownParameter>;
  /** Whose each programme is. */
  readonly programmes: ReadonlyMap<string, "person" | "household">;
}

/** Where an expression stands. */
export interface Place {
  /** Whose condition, amount or derived fact it is. */
  readonly of: "person" | "household";
  readonly layer: Layer;
  /** A derived fact is a fact: it reads no verdicts. */
  readonly readsProgrammes: boolean;
}

/** One thing wrong in an expression. */
export interface ExpressionProblem {
  /** Where it begins in the expression, from 0. */
  readonly at: number;
  readonly message: string;
}

/** An expression while it is checked. */
export interface Scope extends Place {
  readonly names: Names;
  /** Variables of macros, by name. */
  readonly variables: ReadonlyMap<string, number>;
  /** Notes a problem; gives undefined, so that what stands around it is not blamed as well. */
  readonly report: (at: number, message: string) => undefined;
}

export type Check<Result = Typed> = (scope: Scope) => Result | undefined;
