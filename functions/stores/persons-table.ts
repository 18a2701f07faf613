import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Person } from "#household/aggregate.ts";
import type { PersonStore } from "#household/household-store.ts";
import { decodePerson, encodePerson } from "./household-codec.ts";
import { putIfAt } from "./households-table.ts";
import { decodeItems, type Item, numberOf, readItems, stateOf, textOf } from "./read-items.ts";
import { keyReader, type ReadKeys } from "./read-keys.ts";

/** Persons in DynamoDB, one item each: `person`, `version`, `state`. */
export function personsTable(client: DynamoDBClient, table: string, read: ReadKeys = keyReader(client)): PersonStore {
  return {
    async read(ids, freshness) {
      const items = await readItems(read, { table, key: "person", ids }, freshness);
      return decodeItems(items, "person", decodePersonItem);
    },
    write: (person) =>
      putIfAt(client, table, person.version, {
        person: { S: person.person },
        version: { N: String(person.version + 1) },
        state: { B: encodePerson(person) },
      }),
  };
}

/** The person in an item of the table. Throws where it is none that this code wrote. */
export function decodePersonItem(item: Item): Person {
  return decodePerson(textOf(item, "person"), numberOf(item, "version"), stateOf(item));
}
