import { PersonId } from "#events/identifiers.ts";
import type { HouseholdStore, PersonStore, Reading } from "#household/household-store.ts";
import type { Received } from "./received.ts";
import { householdsTouched } from "./world.ts";

/** So many changes a batch at most: of more, asking which standard is in force is a small part. */
const few = 50;

export interface Stores {
  readonly persons: PersonStore;
  readonly households: HouseholdStore;
}

/**
 * The stores, of which the persons that a batch names are asked for at once: with the standard in force, by one request.
 * Their households are asked for as soon as they are there, while the document of the standard is made ready. What was
 * read so is taken once, by the first reading that may be stale.
 */
export function readAhead({ persons, households }: Stores, received: readonly Received[]): Stores {
  const isNew = received.every(({ comesAgain }) => !comesAgain);
  const changes = isNew ? received.flatMap(changesIn) : [];
  const named = [...new Set(changes.length > few ? [] : changes.flatMap(personIn))];
  if (named.length === 0) return { persons, households };
  const people = begin(persons, named);
  const homes = people.reading.then(
    ({ found }) => {
      const touched = named.flatMap((subject) =>
        householdsTouched({ of: "person", subject, registers: {} }, { persons: found }),
      );
      return touched.length === 0 ? undefined : begin(households, [...new Set(touched)]);
    },
    // Whoever asks for the persons is told.
    () => undefined,
  );
  return {
    persons: { ...persons, read: takenOnce(persons, Promise.resolve(people)) },
    households: { ...households, read: takenOnce(households, homes) },
  };
}

interface Reader<Kept> {
  read: (...asked: Parameters<PersonStore["read"]>) => Promise<Reading<Kept>>;
}

interface Begun<Kept> {
  readonly ids: ReadonlySet<string>;
  readonly reading: Promise<Reading<Kept>>;
}

function begin<Kept>(store: Reader<Kept>, ids: readonly string[]): Begun<Kept> {
  const reading = store.read(ids, "may be stale");
  // Perhaps nobody takes it.
  reading.catch(() => {});
  return { ids: new Set(ids), reading };
}

function takenOnce<Kept>(store: Reader<Kept>, ahead: Promise<Begun<Kept> | undefined>): Reader<Kept>["read"] {
  let isLeft = true;
  return async (ids, freshness) => {
    const begun = isLeft && freshness === "may be stale" ? await ahead : undefined;
    isLeft = false;
    if (!begun) return store.read(ids, freshness);
    const others = ids.filter((id) => !begun.ids.has(id));
    if (others.length === 0) return begun.reading;
    if (others.length === ids.length) return store.read(ids, freshness);
    const [known, rest] = await Promise.all([begun.reading, store.read(others, freshness)]);
    return {
      found: new Map([...known.found, ...rest.found]),
      unreadable: new Map([...known.unreadable, ...rest.unreadable]),
    };
  };
}

/** What a message reports, as far as it can be read; what is wrong with it is told where it is accepted. */
function changesIn({ content }: Received): readonly unknown[] {
  const changes = partOf(partOf(content, "detail"), "changes");
  return Array.isArray(changes) ? changes : [];
}

function personIn(change: unknown): string[] {
  const person = PersonId.safeParse(partOf(change, "person"));
  return person.success ? [person.data] : [];
}

function partOf(whole: unknown, name: string): unknown {
  return Reflect.get(Object(whole), name);
}
