import type { Facts, FactValue } from "#events/fact-value.ts";
import type { Change } from "#events/household-changed.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";

/** A change, and the source system that tells of it. */
export interface SourceChange {
  readonly source: string;
  readonly change: Change;
}

/** The source that owns a fact, by the pack; throws where none does. */
export type OwnerOf = (of: "person" | "household", name: string) => string;

/**
 * Every fact of a household on file as its owner would first report it, so from `asOf` (an ISO date): one change for
 * each subject and source. Membership, area and enrolments are facts like any other.
 */
export function* firstReport(household: HouseholdOnFile, asOf: string, ownerOf: OwnerOf): Generator<SourceChange> {
  const ofHousehold = { area: household.area, ...household.facts, ...enrolments(household.enrolled) };
  for (const [source, set] of bySource("household", ofHousehold, ownerOf)) {
    yield { source, change: { household: household.household, asOf, set } };
  }
  for (const { person, facts, enrolled } of household.members) {
    const ofPerson = { household: household.household, ...facts, ...enrolments(enrolled) };
    for (const [source, set] of bySource("person", ofPerson, ownerOf)) yield { source, change: { person, asOf, set } };
  }
}

function enrolments(enrolled: string[] | undefined): Facts {
  return enrolled === undefined ? {} : { enrolments: enrolled };
}

function bySource(of: "person" | "household", facts: Facts, ownerOf: OwnerOf): Map<string, Facts> {
  const sources = new Map<string, Record<string, FactValue>>();
  for (const [name, value] of Object.entries(facts)) {
    const source = ownerOf(of, name);
    const set = sources.get(source) ?? {};
    set[name] = value;
    sources.set(source, set);
  }
  return sources;
}
