/** A parameter as far as expressions need to know it: one number, a table by a key, or a scale of brackets. */
export type KnownParameter = KnownScalar | KnownTable | KnownScale | UnreadableParameter;

/** One whose file has mistakes, which are told there. */
export interface UnreadableParameter {
  readonly form: "unreadable";
}

export interface KnownScalar {
  readonly form: "scalar";
  readonly unit: string | undefined;
}

export interface KnownTable {
  readonly form: "table";
  readonly unit: string | undefined;
  readonly keys: readonly (string | number)[];
}

export interface KnownScale {
  readonly form: "scale";
  /** Whether a part of the number counts in each bracket, or the bracket that the number is in gives the amount. */
  readonly scale: "marginal" | "amount";
  /** Of the amounts; a marginal scale's rates have none. */
  readonly unit: string | undefined;
  /** Of the numbers at which brackets begin. */
  readonly thresholdUnit: string | undefined;
  readonly brackets: number;
}
