/*
 * Checked syntax trees, as a standard's document holds them. Publication makes them from CEL: every name is known, every
 * type fits, and units are settled, so that judging needs neither parser nor checker. Money is in fen, a date is a
 * number of days since 1970-01-01, a person is a slot: 0 is the programme's person, 1 and up the variables of macros.
 *
 * Truths, numbers, texts and people hold each other, so what walks them (bounds.ts and people.ts, and the generated
 * code) calls each other in a circle; in this folder the linter lets imports do so.
 */

/** A fact's value, whatever its type. */
export type FactTree =
  | { readonly op: "fact"; readonly of: "household"; readonly name: string }
  | { readonly op: "fact"; readonly of: "person"; readonly name: string; readonly slot: number };

export type ArithmeticOperator = "+" | "-" | "*" | "/";

export type ComparisonOperator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** True, false or unknown. */
export type TruthTree =
  | { readonly op: "boolean"; readonly value: boolean }
  | FactTree
  | { readonly op: "and" | "or"; readonly of: readonly TruthTree[] }
  | { readonly op: "not"; readonly of: TruthTree }
  | {
      readonly op: ComparisonOperator;
      readonly left: QuantityTree;
      readonly right: QuantityTree;
      /** Present where amounts of money are compared. */
      readonly money?: true;
    }
  /** Texts, enumerations or truths that are the same. */
  | { readonly op: "same"; readonly left: ValueTree; readonly right: ValueTree }
  | { readonly op: "contains"; readonly list: FactTree; readonly item: ValueTree }
  | { readonly op: "starts-with"; readonly text: ValueTree; readonly start: ValueTree }
  | { readonly op: "exists" | "all"; readonly people: PeopleTree; readonly slot: number; readonly when: TruthTree }
  | { readonly op: "programme"; readonly id: string }
  | { readonly op: "if"; readonly when: TruthTree; readonly holds: TruthTree; readonly fails: TruthTree };

/** A text, an enumeration's value or a truth. */
export type ValueTree =
  | { readonly op: "text"; readonly value: string }
  | { readonly op: "boolean"; readonly value: boolean }
  | FactTree
  | { readonly op: "if"; readonly when: TruthTree; readonly holds: ValueTree; readonly fails: ValueTree };

/** A number: fen, days since 1970-01-01, years, a count or a plain number. */
export type QuantityTree =
  | { readonly op: "number"; readonly value: number }
  | FactTree
  | { readonly op: "parameter"; readonly name: string }
  /** Whole years, or months, lived on the day of judgement. */
  | { readonly op: "age" | "age-in-months"; readonly slot: number }
  | { readonly op: "today" }
  | { readonly op: ArithmeticOperator; readonly left: QuantityTree; readonly right: QuantityTree }
  | { readonly op: "least" | "greatest"; readonly of: readonly QuantityTree[] }
  /** To the nearest multiple of `step`, half up. */
  | { readonly op: "round"; readonly of: QuantityTree; readonly step: number }
  /** The day so many months after a day: the last of its month where that has no such day. */
  | { readonly op: "months-after"; readonly date: QuantityTree; readonly months: QuantityTree }
  | { readonly op: "size"; readonly people: PeopleTree }
  /** Over people: the sum, the least or the greatest of what each contributes. */
  | {
      readonly op: "sum" | "min" | "max";
      readonly people: PeopleTree;
      readonly slot: number;
      readonly each: QuantityTree;
    }
  | { readonly op: "if"; readonly when: TruthTree; readonly holds: QuantityTree; readonly fails: QuantityTree };

/** Members of the household. */
export type PeopleTree =
  | { readonly op: "members" }
  | { readonly op: "filter"; readonly people: PeopleTree; readonly slot: number; readonly when: TruthTree };

/** Whatever has a value. */
export type Tree = TruthTree | QuantityTree | ValueTree;
