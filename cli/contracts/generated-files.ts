import { CharityReferral, charityReferred } from "#events/charity-referral.ts";
import { Reminder } from "#events/reminder.ts";
import { putsOnBus } from "#events/sources/contract.ts";
import { sourceContracts } from "#events/sources/contracts.ts";
import { asyncApiDocument } from "./asyncapi-document.ts";
import { contractJsonSchema, messageJsonSchema } from "./json-schemas.ts";
import { openApiDocument } from "./openapi-document.ts";

/** What `npm run contracts` writes into `events/generated`, by file name. */
export function generatedFiles(): ReadonlyMap<string, unknown> {
  const schemas = sourceContracts
    .filter(putsOnBus)
    .map((contract) => [`${contract.system}.schema.json`, contractJsonSchema(contract)] as const);
  return new Map<string, unknown>([
    ...schemas,
    ["charity-referral.schema.json", messageJsonSchema(charityReferred, CharityReferral)],
    ["reminder.schema.json", messageJsonSchema("outreach.reminder", Reminder)],
    ["asyncapi.json", asyncApiDocument()],
    ["openapi.json", openApiDocument()],
  ]);
}
