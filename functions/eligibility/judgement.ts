import type { FactValue } from "#events/fact-value.ts";
import type { Per, Verdict } from "#events/outreach-notice.ts";

/** A member as the engine sees one: facts by name; a fact that nobody knows is absent. Money in yuan. */
export interface MemberFacts {
  readonly person: string;
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** A household as the engine sees one: what is known of it on the day it is judged. Money in yuan. */
export interface HouseholdFacts {
  readonly household: string;
  /** Area code of the residence, 2 to 12 digits; absent when unknown: then parameters of an area are unknown too. */
  readonly area: string | undefined;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly members: readonly MemberFacts[];
}

/** One condition of a programme as it stands for this household. */
export interface Reason {
  readonly condition: string;
  readonly holds: boolean | "unknown";
  /** The facts and parameters compared, by their names in the pack; a sensitive value is never among them. */
  readonly values: Readonly<Record<string, FactValue>>;
}

/** A programme's verdict for a household, or for one person of it. */
export interface Determination {
  readonly programme: string;
  /** Present where the programme is a person's. */
  readonly person?: string;
  readonly verdict: Verdict;
  /** Yuan, to the fen; present where eligible and every fact it takes is known. */
  readonly amount?: number;
  /** Yuan; instead of the amount where a missing fact leaves it open between two bounds. */
  readonly between?: readonly [low: number, high: number];
  /** The tier of the amount that applies, by id, where it has tiers. */
  readonly tier?: string;
  readonly per: Per;
  /** In the order of the programme's conditions, up to the first that does not hold: that one decides. */
  readonly reasons: readonly Reason[];
  /** Facts that could still change the verdict: `household.savings`, `person:p-81c2.birthDate`. Sorted. */
  readonly missing: readonly string[];
  /** Verification conditions that staff must check with the family, by id. */
  readonly check: readonly string[];
}

/** Where a verdict or an amount could change by itself: on a day, or when a parameter passes a value. */
export type WatchPoint =
  | { readonly on: string }
  | { readonly parameter: string; readonly area: string; readonly below?: number; readonly above?: number };

/** All of a standard's verdicts for a household on a day. */
export interface Judgement {
  readonly household: string;
  /** ISO date. */
  readonly on: string;
  /** The standard's name and version: `zhejiang@2022.7`. */
  readonly standards: string;
  readonly results: readonly Determination[];
  readonly watch: readonly WatchPoint[];
}
