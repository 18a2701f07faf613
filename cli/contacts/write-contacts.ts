import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Contacts } from "#events/desk-api/cases.ts";
import { contactsPerRequest, putSomeContacts } from "#stores/contacts-table.ts";
import { eachWithin, inChunks } from "#stores/in-chunks.ts";

export interface WriteCounts {
  requests: number;
  /** Households that were sent again, since the table did not take them at first. */
  again: number;
}

export interface ContactsWriter {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly counts: WriteCounts;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/** Households put at once, and looked after as one: what an interruption makes do again. */
export const householdsInBatch = 200;

const requestsAtOnce = 4;
const longestPause = 10_000;

/** Puts contacts until the table has taken all; what it does not take waits for longer each time. */
export async function writeContacts(writer: ContactsWriter, contacts: readonly Contacts[]): Promise<void> {
  await eachWithin(requestsAtOnce, inChunks(contacts, contactsPerRequest), async (chunk) => {
    let left: readonly Contacts[] = chunk;
    for (let tries = 0; left.length > 0; tries += 1) {
      if (tries > 0) {
        writer.counts.again += left.length;
        await writer.pause(Math.min(longestPause, 100 * 2 ** Math.min(tries, 10)));
      }
      writer.counts.requests += 1;
      left = await putSomeContacts(writer.client, writer.table, left);
    }
  });
}
