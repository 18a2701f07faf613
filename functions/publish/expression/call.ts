import type { Scope } from "./scope.ts";
import type { Typed } from "./typed.ts";

/** A call of a function, with the types of what it is applied to. */
export interface Call {
  readonly scope: Scope;
  /** Where it begins in the expression. */
  readonly at: number;
  readonly name: string;
  readonly args: readonly Typed[];
}
