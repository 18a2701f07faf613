import type { SQSEvent } from "aws-lambda";
import { PersonId } from "#events/identifiers.ts";
import type { PersonStore } from "#household/household-store.ts";

/** So many changes a batch at most: of more, asking which standard is in force is a small part. */
const few = 50;

/**
 * The store of persons, of which those that a batch names are asked for at once: with the standard in force, by one
 * request. They are taken once, by the first reading that asks for no others.
 */
export function readAhead(persons: PersonStore, { Records }: SQSEvent): PersonStore {
  // A message that comes again may say nothing new, and is there to find what an earlier instance left.
  const isNew = Records.every(({ attributes }) => attributes.ApproximateReceiveCount === "1");
  const changes = isNew ? Records.flatMap(({ body }) => changesIn(body)) : [];
  const named = new Set(changes.length > few ? [] : changes.flatMap(personIn));
  if (named.size === 0) return persons;
  let ahead: ReturnType<PersonStore["read"]> | undefined = persons.read([...named], "may be stale");
  // Whoever takes it is told.
  ahead.catch(() => {});
  return {
    ...persons,
    read(ids, freshness) {
      const reading = ahead;
      ahead = undefined;
      const isThat = freshness === "may be stale" && ids.every((id) => named.has(id));
      return reading && isThat ? reading : persons.read(ids, freshness);
    },
  };
}

/** What a message reports, as far as it can be read; what is wrong with it is told where it is accepted. */
function changesIn(body: string): readonly unknown[] {
  try {
    const changes = partOf(partOf(JSON.parse(body), "detail"), "changes");
    return Array.isArray(changes) ? changes : [];
  } catch {
    return [];
  }
}

function personIn(change: unknown): string[] {
  const person = PersonId.safeParse(partOf(change, "person"));
  return person.success ? [person.data] : [];
}

function partOf(whole: unknown, name: string): unknown {
  return Reflect.get(Object(whole), name);
}
