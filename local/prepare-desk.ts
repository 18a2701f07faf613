import { writeFileSync } from "node:fs";
import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { rowOf } from "#stores/case-items.ts";
import { choosePersonas, type PlacedCase } from "./identity/choose-personas.ts";
import { putMadeUpContacts } from "./made-up-contacts.ts";
import type { StateFolder } from "./state-folder.ts";

/** The file of the people that a visitor of the local desk may be. */
export const personasFile = "personas.json";

/**
 * What the desk of a demonstration wants besides cases: made-up names and addresses, put once, and people to be, chosen
 * where there is most to do.
 */
export async function prepareDesk(
  client: DynamoDBClient,
  state: StateFolder,
  document: StandardDocument,
  counties: readonly string[],
  today: string,
): Promise<void> {
  const notes = state.readDemonstration();
  if (notes && !notes.done.includes("contacts")) {
    await putMadeUpContacts(client, { households: "households", contacts: "contacts" }, today);
    state.writeDemonstration({ ...notes, done: [...notes.done, "contacts"] });
  }
  const personas = choosePersonas(document, counties, await openCasesByPlace(client));
  writeFileSync(state.file(personasFile), JSON.stringify(personas));
}

async function openCasesByPlace(client: DynamoDBClient): Promise<PlacedCase[]> {
  const placed: PlacedCase[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: "cases" })) {
    for (const item of Items) {
      if (!("row" in item)) continue;
      const { noticeStatus, role, area, office } = rowOf(item);
      if (noticeStatus === "open") placed.push({ role, area, office });
    }
  }
  return placed;
}
