import { fenOf, isWholeFen } from "#eligibility/money.ts";
import type { FactTree, PeopleTree, QuantityTree, TruthTree, ValueTree } from "#eligibility/tree.ts";
import type { KnownScale, KnownTable } from "./known-parameter.ts";

/**
 * An expression with its type. A number written in an expression is a constant until it meets a unit: beside money it is
 * yuan, beside an age years, as a factor a plain number.
 */
export type Typed =
  | { readonly kind: "truth"; readonly tree: TruthTree }
  | Constant
  | ConstantChoice
  /** `unit` is undefined for a plain number; `date` for a day. */
  | { readonly kind: "quantity"; readonly unit: string | undefined; readonly tree: QuantityTree }
  | { readonly kind: "text"; readonly tree: ValueTree; readonly values?: readonly string[]; readonly literal?: string }
  | { readonly kind: "fact-list"; readonly tree: FactTree }
  | { readonly kind: "literal-list"; readonly items: readonly Typed[] }
  | { readonly kind: "people"; readonly tree: PeopleTree }
  | { readonly kind: "numbers"; readonly people: PeopleTree; readonly slot: number; readonly each: Quantified }
  | { readonly kind: "person"; readonly slot: number }
  | { readonly kind: "household" }
  | { readonly kind: "parameters" }
  | { readonly kind: "table"; readonly name: string; readonly table: KnownTable }
  | { readonly kind: "scale"; readonly name: string; readonly scale: KnownScale }
  | { readonly kind: "programmes" };

export interface Constant {
  readonly kind: "constant";
  readonly value: number;
}

/** `x ? 50 : 20`: one of several constants, all of the unit that they meet. */
export interface ConstantChoice {
  readonly kind: "constant-choice";
  readonly when: TruthTree;
  readonly holds: Constants;
  readonly fails: Constants;
}

export type Constants = Constant | ConstantChoice;

export type Quantified = Typed & { kind: "quantity" };

/** The type in the words of error messages. */
export function typeInWords(typed: Typed): string {
  switch (typed.kind) {
    case "truth":
      return "a condition (true or false)";
    case "constant":
    case "constant-choice":
      return "a number";
    case "quantity":
      return unitInWords(typed.unit);
    case "text":
      return typed.literal === undefined ? "a text" : `the text "${typed.literal}"`;
    case "fact-list":
    case "literal-list":
      return "a list";
    case "people":
      return "members of the household";
    case "numbers":
      return "a list of numbers";
    case "person":
      return "a person";
    case "household":
      return "the household";
    case "parameters":
      return "the parameters";
    case "table":
      return `a table, which needs its key as in parameter.${typed.name}[…]`;
    case "scale":
      return `a scale, which needs what it is applied to as in scale(parameter.${typed.name}, …)`;
    case "programmes":
      return "the programmes";
  }
}

export function unitInWords(unit: string | undefined): string {
  if (unit === undefined) return "a plain number";
  return unit === "date" ? "a date" : `a number of ${unit}`;
}

export function isConstant(typed: Typed): typed is Constants {
  return typed.kind === "constant" || typed.kind === "constant-choice";
}

/** The same constants with something done to each. */
export function eachConstant(constants: Constants, change: (value: number) => Constants): Constants {
  if (constants.kind === "constant") return change(constants.value);
  const { holds, fails, ...choice } = constants;
  return { ...choice, holds: eachConstant(holds, change), fails: eachConstant(fails, change) };
}

/** Constants as a number of the unit that is asked of them, undefined where they cannot be one; all else as it is. */
export function inUnit(typed: Typed, unit: string | undefined): Typed | undefined {
  return isConstant(typed) ? constantsIn(typed, unit) : typed;
}

function constantsIn(constants: Constants, unit: string | undefined): Quantified | undefined {
  if (constants.kind === "constant") return constantIn(constants.value, unit);
  const { when } = constants;
  const holds = constantsIn(constants.holds, unit);
  const fails = constantsIn(constants.fails, unit);
  return holds && fails && { kind: "quantity", unit, tree: { op: "if", when, holds: holds.tree, fails: fails.tree } };
}

/** A constant as a number of a unit; undefined where it cannot be one. */
export function constantIn(value: number, unit: string | undefined): Quantified | undefined {
  if (unit === "date") return undefined;
  if (unit !== "yuan") return { kind: "quantity", unit, tree: { op: "number", value } };
  return isWholeFen(value) ? { kind: "quantity", unit, tree: { op: "number", value: fenOf(value) } } : undefined;
}
