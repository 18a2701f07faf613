import type { Household, Person } from "./aggregate.ts";

/** What became of a conditional write. */
export type WriteOutcome = "written" | "conflict";

/**
 * How recent a reading is: `fresh` holds every write that has been answered. One that `may be stale` costs half; it is as
 * an item once was, so that a write of what comes of it is refused where the item has changed since.
 */
export type Freshness = "fresh" | "may be stale";

/** What a store gave for the identifiers asked. Those never stored are in neither map. */
export interface Reading<Kept> {
  readonly found: ReadonlyMap<string, Kept>;
  /** Items that are there but cannot be read, with the reason: they must not hold up their neighbours. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Where households are kept. The port; its DynamoDB form is in stores/. */
export interface HouseholdStore {
  read(ids: readonly string[], freshness: Freshness): Promise<Reading<Household>>;
  /**
   * Stores a household if it is still at `household.version`, and raises the version by one.
   * @param at the moment of writing, for the index of overdue outboxes: an ISO instant.
   */
  write(household: Household, at: string): Promise<WriteOutcome>;
  /** Takes the unsent marks off a household that is still at `household.version`; its version stays. */
  markSent(household: Household): Promise<WriteOutcome>;
}

/** Where persons' homes are kept, and the facts of persons without one. */
export interface PersonStore {
  read(ids: readonly string[], freshness: Freshness): Promise<Reading<Person>>;
  /** Stores a person that is still at `person.version`, and raises the version by one. */
  write(person: Person): Promise<WriteOutcome>;
}
