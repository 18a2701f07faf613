import type { KnownHousehold } from "./households.ts";

/** What an engine says of one programme, of a household or of the member of this index. */
export interface Outcome {
  readonly programme: string;
  readonly member: number | undefined;
  readonly eligible: boolean;
  /** Fen, rounded half up; undefined where the programme pays nothing or the outcome is no. */
  readonly fen: number | undefined;
}

/** An engine that judges households: once to compare what it says, and in rounds to take its time. */
export interface Contender {
  readonly name: string;
  outcomesOf(household: KnownHousehold): Outcome[] | Promise<Outcome[]>;
  /** Judges them all, keeps nothing but the last. */
  round(households: readonly KnownHousehold[]): unknown;
}

/** How one engine judges a household, and how to read what it gives: reading is not part of its time. */
export interface Judging<Result, Judged = Result> {
  readonly name: string;
  judge(household: KnownHousehold): Judged;
  outcomes(result: Result, household: KnownHousehold): Outcome[];
}

/** An engine that answers at once. */
export function contender<Result>({ name, judge, outcomes }: Judging<Result>): Contender {
  return {
    name,
    outcomesOf: (household) => outcomes(judge(household), household),
    round(households) {
      let last: Result | undefined;
      for (const household of households) last = judge(household);
      return last;
    },
  };
}

/** An engine that answers with a promise. */
export function slowContender<Result>({ name, judge, outcomes }: Judging<Result, Promise<Result>>): Contender {
  return {
    name,
    outcomesOf: async (household) => outcomes(await judge(household), household),
    async round(households) {
      let last: Result | undefined;
      for (const household of households) last = await judge(household);
      return last;
    },
  };
}

/** Rounded half up to the fen; what is within a millionth of a half is one. */
export function roundedFen(fen: number): number {
  return Math.floor(fen + 0.500001);
}
