import { homeOf, newPerson } from "#household/aggregate.ts";
import { membershipFact, type SubjectFacts, type World, withMembership } from "#household/fold.ts";
import type { Freshness } from "#household/household-store.ts";
import type { EvaluateDependencies } from "./dependencies.ts";

/** What changes were made from: persons and households as read, and those that are there but cannot be read, with the reason. */
export interface ReadWorld extends World {
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Reads what changes concern: persons first, since they say which households. */
export async function readWorld(
  { persons, households }: EvaluateDependencies,
  changes: readonly SubjectFacts[],
  freshness: Freshness,
): Promise<ReadWorld> {
  const ofPersons = changes.filter(({ of }) => of === "person");
  const readPersons = await persons.read(
    ofPersons.map(({ subject }) => subject),
    freshness,
  );
  const touched = changes.flatMap((change) => householdsTouched(change, { persons: readPersons.found }));
  const readHouseholds = await households.read(touched, freshness);
  return {
    persons: readPersons.found,
    households: readHouseholds.found,
    unreadable: new Map([...readPersons.unreadable, ...readHouseholds.unreadable]),
  };
}

/** Every household whose item a change may read or write. */
export function householdsTouched(change: SubjectFacts, { persons }: Pick<World, "persons">): string[] {
  if (change.of === "household") return [change.subject];
  const person = persons.get(change.subject);
  const moved = withMembership(person ?? newPerson(change.subject), change.registers[membershipFact]);
  const homes = [person && homeOf(person), homeOf(moved)];
  return [...new Set([...homes.filter((home) => home !== undefined), ...(person?.leaving ?? [])])];
}
