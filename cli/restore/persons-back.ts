import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { decodePersonItem, personsTable } from "#stores/persons-table.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { removeUnreadable, versionNow } from "./readable-items.ts";
import type { Back } from "./restore.ts";

/** Persons as they were, at versions that go on from those there are. */
export function personsBack(client: DynamoDBClient, table: string): Back {
  const versioned = { table, key: "person", decode: decodePersonItem };
  const store = personsTable(client, table);
  return {
    async write(item) {
      const person = decodePersonItem(item);
      const version = await versionNow(client, versioned, person.person);
      if ((await store.write({ ...person, version })) === "written") return;
      throw new CommandError(
        `${person.person}: somebody writes ${table} at the same time; stop the functions that do, and run this again`,
        exitCode.someRejected,
      );
    },
    removeUnreadable: () => removeUnreadable(client, versioned),
  };
}
