import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { editorSchemas } from "./editor-schemas.ts";

// `npm run schemas`: the schemas that editors read, from those that the check reads.
const folder = fileURLToPath(new URL("../../standards/schemas", import.meta.url));
await mkdir(folder, { recursive: true });
for (const [name, schema] of editorSchemas()) {
  await writeFile(join(folder, name), `${JSON.stringify(schema, undefined, 2)}\n`);
}
