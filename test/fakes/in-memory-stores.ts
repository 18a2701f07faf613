import type { Household, Person } from "#household/aggregate.ts";
import type { HouseholdStore, PersonStore, Reading, WriteOutcome } from "#household/household-store.ts";
import type { Indexed } from "#household/indexed.ts";
import { hasUnsent, sent } from "#household/notices.ts";
import { decodeHousehold, decodePerson, encodeHousehold, encodePerson } from "#stores/household-codec.ts";

/** What goes wrong with a call: thrown, after the call took effect where `afterwards` is set. */
export interface Fault {
  readonly error: Error;
  readonly afterwards?: boolean;
}

/** Decides whether a call goes wrong; called with the call's name and the subject. */
export type Faults = (call: string, subject: string) => Fault | undefined;

interface StoredItem {
  readonly version: number;
  readonly state: Uint8Array;
  readonly outboxSince?: string;
  /** Where the table's indexes hold a household. */
  readonly indexed?: Indexed;
}

/** Stores that remember as the real ones do: encoded items, versions, conditional writes, stale readings while asked for. */
export function inMemoryStores(faults: Faults = () => undefined) {
  const households = new Map<string, StoredItem>();
  const persons = new Map<string, StoredItem>();
  const writes: string[] = [];
  /** What a reading that may be stale gives; undefined while it gives what is stored. */
  let stale: { readonly households: typeof households; readonly persons: typeof persons } | undefined;

  const call = async (name: string, subject: string, effect: () => WriteOutcome): Promise<WriteOutcome> => {
    const fault = faults(name, subject);
    if (fault && !fault.afterwards) throw fault.error;
    const outcome = effect();
    if (outcome === "written") writes.push(`${name} ${subject}`);
    if (fault) throw fault.error;
    return outcome;
  };
  const putIfAt = (items: Map<string, StoredItem>, id: string, version: number, item: StoredItem): WriteOutcome => {
    if ((items.get(id)?.version ?? 0) !== version) return "conflict";
    items.set(id, item);
    return "written";
  };

  const householdStore: HouseholdStore = {
    read: async (ids, freshness) => {
      const fault = faults("read households", ids.join());
      if (fault) throw fault.error;
      return reading(ids, (freshness === "fresh" ? undefined : stale?.households) ?? households, decodeStored);
    },
    write: (household, at) =>
      call("write", household.household, () =>
        putIfAt(households, household.household, household.version, {
          version: household.version + 1,
          state: encodeHousehold(household),
          ...indexedIn(household),
          ...(hasUnsent(household.notices) ? { outboxSince: at } : {}),
        }),
      ),
    markSent: (household) =>
      call("mark sent", household.household, () =>
        putIfAt(households, household.household, household.version, {
          version: household.version,
          state: encodeHousehold({ ...household, notices: sent(household.notices) }),
          ...indexedIn(household),
        }),
      ),
  };
  const personStore: PersonStore = {
    read: async (ids, freshness) => {
      const fault = faults("read persons", ids.join());
      if (fault) throw fault.error;
      return reading(ids, (freshness === "fresh" ? undefined : stale?.persons) ?? persons, (id, { version, state }) =>
        decodePerson(id, version, state),
      );
    },
    write: (person) =>
      call("write", person.person, () =>
        putIfAt(persons, person.person, person.version, { version: person.version + 1, state: encodePerson(person) }),
      ),
  };
  return {
    householdStore,
    personStore,
    writes,
    items: households,
    persons,
    /** From now on, readings that may be stale give what is stored at this moment. */
    growStale() {
      stale = { households: new Map(households), persons: new Map(persons) };
    },
    household: (id: string): Household | undefined => {
      const item = households.get(id);
      return item && decodeStored(id, item);
    },
    person: (id: string): Person | undefined => {
      const item = persons.get(id);
      return item && decodePerson(id, item.version, item.state);
    },
  };
}

function indexedIn({ indexed }: Pick<Household, "indexed">): { indexed?: Indexed } {
  return indexed ? { indexed } : {};
}

function decodeStored(id: string, { version, state, ...item }: StoredItem): Household {
  return { ...decodeHousehold(id, version, state), ...indexedIn(item) };
}

function reading<Kept>(
  ids: readonly string[],
  items: ReadonlyMap<string, StoredItem>,
  decode: (id: string, item: StoredItem) => Kept,
): Reading<Kept> {
  const found = new Map<string, Kept>();
  const unreadable = new Map<string, string>();
  for (const id of ids) {
    const item = items.get(id);
    if (!item) continue;
    try {
      found.set(id, decode(id, item));
    } catch {
      unreadable.set(id, "its stored item cannot be read");
    }
  }
  return { found, unreadable };
}
