import { BatchWriteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import type { ContactDirectory } from "#functions/desk/contact-directory.ts";
import { type Item, textOf } from "./read-items.ts";

type Contacts = NonNullable<Awaited<ReturnType<ContactDirectory["contactsOf"]>>>;

const Stored = z.object({
  address: z.optional(z.string()),
  phone: z.optional(z.string()),
  language: z.optional(z.string()),
  persons: z.array(
    z.object({
      person: z.string(),
      name: z.string(),
      phone: z.optional(z.string()),
      maskedIdentityNumber: z.optional(z.string()),
    }),
  ),
});

/** Names and addresses in DynamoDB, an item a household. */
export function contactsTable(client: DynamoDBClient, table: string): ContactDirectory {
  return {
    async contactsOf(household) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { household: { S: household } }, ConsistentRead: true }),
      );
      return Item ? fromItem(Item) : undefined;
    },
  };
}

function fromItem(item: Item): Contacts {
  return { household: textOf(item, "household"), ...Stored.parse(JSON.parse(textOf(item, "contacts"))) };
}

/** Puts a household's contacts into the table, over what was there: for whoever feeds it from the register. */
export async function putContacts(client: DynamoDBClient, table: string, contacts: Contacts): Promise<void> {
  await client.send(new PutItemCommand({ TableName: table, Item: toItem(contacts) }));
}

/** How many households one request puts. */
export const contactsPerRequest = 25;

/**
 * Puts contacts of several households, over what was there; resolves with those that the table did not take this time.
 * At most `contactsPerRequest`, each household once.
 */
export async function putSomeContacts(
  client: DynamoDBClient,
  table: string,
  contacts: readonly Contacts[],
): Promise<readonly Contacts[]> {
  const { UnprocessedItems } = await client.send(
    new BatchWriteItemCommand({
      RequestItems: { [table]: contacts.map((each) => ({ PutRequest: { Item: toItem(each) } })) },
    }),
  );
  const left = new Set((UnprocessedItems?.[table] ?? []).map(({ PutRequest }) => PutRequest?.Item?.["household"]?.S));
  return contacts.filter(({ household }) => left.has(household));
}

function toItem({ household, ...rest }: Contacts): Item {
  return { household: { S: household }, contacts: { S: JSON.stringify(rest) } };
}
