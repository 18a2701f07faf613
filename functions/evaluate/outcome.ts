import { errorInWords } from "#functions/errors.ts";

/** What became of a subject's changes, or of one item that they touch. */
export type Outcome = "done" | "conflict" | { readonly failed: string };

/** What a batch has come to so far. */
export interface Counts {
  written: number;
  unchanged: number;
  conflicts: number;
  notices: number;
  readonly noticesSent: string[];
  /** Persons for whom there was no room in their household. */
  readonly crowdedOut: Set<string>;
}

/** So many writes are under way at once. */
export const writesUnderWay = 24;

/** What a whole has come to whose parts came to these: a failure before a conflict, a conflict before the rest. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return (
    outcomes.find((outcome) => typeof outcome === "object") ?? outcomes.find((each) => each === "conflict") ?? "done"
  );
}

/** One household's trouble is its own. */
export async function attempt(task: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await task();
  } catch (error) {
    return { failed: errorInWords(error) };
  }
}
