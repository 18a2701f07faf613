import { putsOnBus } from "#events/sources/contract.ts";
import { sourceContracts } from "#events/sources/contracts.ts";
import { asyncApiDocument } from "./asyncapi-document.ts";
import { contractJsonSchema } from "./json-schemas.ts";
import { openApiDocument } from "./openapi-document.ts";

/** What `npm run contracts` writes into `events/generated`, by file name. */
export function generatedFiles(): ReadonlyMap<string, unknown> {
  const schemas = sourceContracts
    .filter(putsOnBus)
    .map((contract) => [`${contract.system}.schema.json`, contractJsonSchema(contract)] as const);
  return new Map<string, unknown>([
    ...schemas,
    ["asyncapi.json", asyncApiDocument()],
    ["openapi.json", openApiDocument()],
  ]);
}
