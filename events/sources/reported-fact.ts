/** A text in the two languages of whoever reads it, Chinese first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What a column of a table is called that holds a fact: its two names, and what else systems are known to call it. */
export interface Column extends Text {
  readonly also?: readonly string[];
}

interface OfSubject {
  readonly of: "person" | "household";
  /** In the dictionary. */
  readonly name: string;
  /** Verification facts are asked only with the family's authorisation, which the change then names. */
  readonly layer: "screening" | "verification";
  readonly sensitivity: "ordinary" | "personal" | "sensitive";
  readonly column: Column;
}

/** Values that tables write in words of their own: `已参保` for true. */
type Words<Value> = { readonly words?: Readonly<Record<string, Value>> };

export interface BooleanFact extends OfSubject, Words<boolean> {
  readonly type: "boolean";
}

export interface EnumerationFact extends OfSubject, Words<string> {
  readonly type: "enumeration";
  /** What each value is called. */
  readonly values: Readonly<Record<string, Text>>;
}

export interface NumberFact extends OfSubject, Words<number> {
  readonly type: "number" | "integer";
  readonly unit?: "yuan" | "square-metres";
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface DateFact extends OfSubject {
  readonly type: "date";
  /** The first day that it may be. */
  readonly earliest?: string;
  /** True where it has come by the day on which it is reported. */
  readonly past?: true;
}

/** An area's code, a household's identifier, or a list of programmes. */
export interface PlainFact extends OfSubject {
  readonly type: "area" | "identifier" | "list";
}

/** A fact as a source system's messages carry it. The dictionary decides who owns it; a test holds both together. */
export type ReportedFact = BooleanFact | EnumerationFact | NumberFact | DateFact | PlainFact;

/** `person.medicalExpenseYear` */
export function qualifiedName({ of, name }: Pick<ReportedFact, "of" | "name">): string {
  return `${of}.${name}`;
}
