import type { Contacts } from "#events/desk-api/cases.ts";

/**
 * Who and where: the only place that knows names and addresses of families. The port; its DynamoDB form is in stores/.
 * Nothing else of the project reads it, and of the desk only what records that it did.
 */
export interface ContactDirectory {
  /** Undefined where the directory does not know the household. */
  contactsOf(household: string): Promise<Contacts | undefined>;
}
