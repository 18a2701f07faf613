import * as z from "zod/mini";
import { AsOf, CalendarDate } from "#events/calendar.ts";
import { householdChanged } from "#events/household-changed.ts";
import type { SourceContract } from "#events/sources/contract.ts";
import { reportSchema } from "#events/sources/report-schema.ts";

/** A JSON Schema, draft 7, as AsyncAPI embeds it: no references, so that it stands anywhere in a document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of what a schema takes in; each part is described by the error that its breach gives. */
export function jsonSchemaOf(schema: z.ZodMiniType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    reused: "inline",
    override: describeByError,
  });
  return rest;
}

/** Says of a part what the error of its breach says, and the formats of dates. */
export function describeByError({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodType;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (zodSchema === CalendarDate) jsonSchema.format = "date";
  if (zodSchema === AsOf) jsonSchema.anyOf = [{ format: "date" }, { format: "date-time" }];
  const expected = expectedBy(zodSchema);
  if (expected !== undefined) jsonSchema.description = expected;
}

/** The JSON Schema of a system's Detail, as a document of its own. */
export function contractJsonSchema(contract: SourceContract): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `${householdChanged} of ${contract.system}`,
    ...jsonSchemaOf(reportSchema(contract)),
    description: `${contract.title.zh} ${contract.title.en}: ${contract.tells.zh} (${contract.tells.en})`,
  };
}

/** The JSON Schema of a message of ours, as a document of its own. */
export function messageJsonSchema(title: string, schema: z.ZodMiniType): JsonSchema {
  return { $schema: "http://json-schema.org/draft-07/schema#", title, ...jsonSchemaOf(schema) };
}

/** The schema's own error message. */
function expectedBy({ _zod: { def } }: z.core.$ZodType): string | undefined {
  const error: unknown = def.error;
  const message: unknown = typeof error === "function" ? error({}) : undefined;
  return typeof message === "string" ? message : undefined;
}
