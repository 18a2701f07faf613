import * as z from "zod/mini";
import {
  FactsFileSchema,
  OutreachFileSchema,
  PackFileSchema,
  ProgrammeFileSchema,
  RolesFileSchema,
} from "./pack-schemas.ts";
import { ParameterFileSchema } from "./parameter-schemas.ts";
import { TestFileInEditor } from "./test-file.ts";

const schemas = {
  pack: PackFileSchema,
  facts: FactsFileSchema,
  parameter: ParameterFileSchema,
  programme: ProgrammeFileSchema,
  roles: RolesFileSchema,
  outreach: OutreachFileSchema,
  tests: TestFileInEditor,
} as const satisfies Readonly<Record<string, z.ZodMiniType>>;

/** JSON Schemas of a pack's YAML files by file name: editors complete and check by them what is typed. */
export function editorSchemas(): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      // An editor shows the description of what is pointed at: that is what the check says was expected.
      z.toJSONSchema(schema, {
        io: "input",
        target: "draft-7",
        reused: "ref",
        override({ zodSchema, jsonSchema }) {
          const expected = expectedBy(zodSchema);
          if (expected !== undefined) jsonSchema.description = expected;
        },
      }),
    ]),
  );
}

/** The schema's own error message. */
function expectedBy({ _zod: { def } }: z.core.$ZodType): string | undefined {
  const error: unknown = def.error;
  const message: unknown = typeof error === "function" ? error({}) : undefined;
  return typeof message === "string" ? message : undefined;
}
