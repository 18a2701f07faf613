import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { Household, Person } from "#household/aggregate.ts";
import type { WriteOutcome } from "#household/household-store.ts";
import type { Chaos } from "./chaos.ts";
import type { Product } from "./product.ts";
import { VersionedItems } from "./versioned-items.ts";

/** Rules of the tables that a seeded bug may switch off. */
export interface TableRules {
  readonly householdVersions: boolean;
  readonly markVersions: boolean;
  readonly personVersions: boolean;
  readonly caseRevisions: boolean;
}

export const soundTables: TableRules = {
  householdVersions: true,
  markVersions: true,
  personVersions: true,
  caseRevisions: true,
};

/** The tables as they are behind the ports. */
export interface SimulatedTables {
  readonly households: VersionedItems<Household>;
  readonly persons: VersionedItems<Person>;
  readonly cases: Map<string, OutreachNotice>;
  /** The county's own system: the last revision of each notice that it took off its queue. */
  readonly countyCases: Map<string, OutreachNotice>;
  /** The index of overdue outboxes as it answers now, and the updates that it has not seen yet. */
  readonly overdue: Set<string>;
  readonly indexUpdates: { readonly household: string; readonly unsent: boolean }[];
  /** The indexes of watch points as they answer now, and the households whose writes they have not seen yet. */
  readonly watched: Map<string, Household>;
  readonly watchUpdates: Household[];
  /** Writes that took effect. */
  writes: number;
  putHousehold(household: Household): WriteOutcome;
  markSent(household: Household): WriteOutcome;
  putPerson(person: Person): WriteOutcome;
  /** False where the case has this revision or a newer one. */
  applyNotice(notice: OutreachNotice): boolean;
}

export function simulatedTables(chaos: Chaos, product: Product, rules: TableRules = soundTables): SimulatedTables {
  const asStored = <Kept extends Household | Person>(kept: Kept, again: (kept: Kept) => Kept): Kept =>
    chaos.encoded ? again(kept) : kept;
  const householdAgain = (household: Household): Household => ({
    ...product.decodeHousehold(household.household, household.version, product.encodeHousehold(household)),
    ...(household.indexed ? { indexed: household.indexed } : {}),
  });
  const personAgain = (person: Person) =>
    product.decodePerson(person.person, person.version, product.encodePerson(person));

  const tables: SimulatedTables = {
    households: new VersionedItems(),
    persons: new VersionedItems(),
    cases: new Map(),
    countyCases: new Map(),
    overdue: new Set(),
    indexUpdates: [],
    watched: new Map(),
    watchUpdates: [],
    writes: 0,
    putHousehold(household) {
      const { household: id, version } = household;
      if (rules.householdVersions && (tables.households.get(id)?.version ?? 0) !== version) return "conflict";
      return store(asStored({ ...household, version: version + 1 }, householdAgain));
    },
    markSent(household) {
      const { household: id, version } = household;
      if (rules.markVersions && (tables.households.get(id)?.version ?? 0) !== version) return "conflict";
      return store(asStored({ ...household, notices: product.sent(household.notices) }, householdAgain));
    },
    putPerson(person) {
      const { person: id, version } = person;
      if (rules.personVersions && (tables.persons.get(id)?.version ?? 0) !== version) return "conflict";
      tables.persons.set(id, asStored({ ...person, version: version + 1 }, personAgain));
      tables.writes += 1;
      return "written";
    },
    applyNotice(notice) {
      const known = tables.cases.get(notice.notice);
      if (rules.caseRevisions && known && known.revision >= notice.revision) return false;
      tables.cases.set(notice.notice, notice);
      tables.writes += 1;
      return true;
    },
  };
  const store = (household: Household): WriteOutcome => {
    const id = household.household;
    const before = tables.households.get(id);
    tables.households.set(id, household);
    tables.watchUpdates.push(household);
    tables.writes += 1;
    const unsent = product.hasUnsent(household.notices);
    if (unsent !== (before !== undefined && product.hasUnsent(before.notices))) {
      tables.indexUpdates.push({ household: id, unsent });
    }
    return "written";
  };
  return tables;
}
