import { daysAfter } from "#events/calendar.ts";
import type { Facts, FactValue } from "#events/fact-value.ts";
import type { Change } from "#events/household-changed.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";

/** A change, and the source system that tells of it. */
export interface SourceChange {
  readonly source: string;
  readonly change: Change;
}

/** What a pack says of a fact: the source that owns it, and whether it may be known only with authorisation. */
export interface FactRule {
  readonly source: string;
  readonly authorised: boolean;
}

/** The rule for a fact, by the pack; throws where no source owns it. */
export type RuleOf = (of: "person" | "household", name: string) => FactRule;

/** For how many days a family's authorisation is taken to hold. */
const authorisedDays = 365;

/**
 * Every fact of a household on file as its owner would first report it, so from `asOf` (an ISO date): one change for
 * each subject and source. Membership, area and enrolments are facts like any other. Facts that may be known only with
 * the family's authorisation come with one that holds for a year: a file of households has them because it was given.
 */
export function* firstReport(household: HouseholdOnFile, asOf: string, ruleOf: RuleOf): Generator<SourceChange> {
  const ofHousehold = { area: household.area, ...household.facts, ...enrolments(household.enrolled) };
  for (const { source, ...told } of bySource("household", ofHousehold, ruleOf)) {
    yield { source, change: { household: household.household, asOf, ...authorised(told, household, asOf) } };
  }
  for (const { person, facts, enrolled } of household.members) {
    const ofPerson = { household: household.household, ...facts, ...enrolments(enrolled) };
    for (const { source, ...told } of bySource("person", ofPerson, ruleOf)) {
      yield { source, change: { person, asOf, ...authorised(told, household, asOf) } };
    }
  }
}

interface Told {
  readonly set: Facts;
  readonly authorised: boolean;
}

function authorised({ set, authorised: needed }: Told, { household }: HouseholdOnFile, asOf: string) {
  if (!needed) return { set };
  return { set, authorisation: { id: `on-file-${household}`, until: daysAfter(asOf, authorisedDays) } };
}

function enrolments(enrolled: string[] | undefined): Facts {
  return enrolled === undefined ? {} : { enrolments: enrolled };
}

function bySource(of: "person" | "household", facts: Facts, ruleOf: RuleOf): (Told & { readonly source: string })[] {
  const sources = new Map<string, { source: string; set: Record<string, FactValue>; authorised: boolean }>();
  for (const [name, value] of Object.entries(facts)) {
    const rule = ruleOf(of, name);
    const key = `${rule.source} ${rule.authorised}`;
    const told = sources.get(key) ?? { ...rule, set: {} };
    told.set[name] = value;
    sources.set(key, told);
  }
  return [...sources.values()];
}
