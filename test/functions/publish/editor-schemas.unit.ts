import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { editorSchemas } from "#functions/publish/editor-schemas.ts";

const folder = fileURLToPath(new URL("../../../standards/schemas", import.meta.url));

describe("the JSON Schemas that editors check a pack's files by", () => {
  it("are those that the check reads; `npm run schemas` writes them anew", async () => {
    const names = await readdir(folder);
    expect(names.sort()).toEqual([...editorSchemas().keys()].sort());
    for (const [name, schema] of editorSchemas()) {
      const written: unknown = JSON.parse(await readFile(`${folder}/${name}`, "utf8"));
      expect(written, name).toEqual(schema);
    }
  });

  it("tell in an editor what the check says was expected", () => {
    expect(JSON.stringify(editorSchemas().get("programme.schema.json"))).toContain("a condition's name such as");
  });

  it("describe the pack's own tests, down to a person's verdict", () => {
    const schema = JSON.stringify(editorSchemas().get("tests.schema.json"));
    for (const known of ["what is expected by person", "true, false or unknown", "already received"]) {
      expect(schema).toContain(known);
    }
  });
});
