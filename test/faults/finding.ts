/** What is wrong with an end state, in words. */
export interface Found {
  /** Reports that count and are not stored, notices due that no case tells, changes neither taken nor set aside. */
  readonly lost: readonly string[];
  /** Open cases that say the same thing to the same people, and open cases of what is not due. */
  readonly duplicate: readonly string[];
  /** Whatever else differs from the oracle. */
  readonly divergent: readonly string[];
}

/** What is being found. */
export type Finding = { -readonly [kind in keyof Found]: string[] };
