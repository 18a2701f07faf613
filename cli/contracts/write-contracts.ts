import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withContractTable } from "./contract-table.ts";
import { generatedFiles } from "./generated-files.ts";

// `npm run contracts`: what others read of the contracts, from the contracts themselves.
const events = fileURLToPath(new URL("../../events", import.meta.url));
const folder = join(events, "generated");
const files = generatedFiles();
await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) if (!files.has(name)) await rm(join(folder, name));
for (const [name, content] of files) {
  await writeFile(join(folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
}
const readme = join(events, "README.md");
await writeFile(readme, withContractTable(await readFile(readme, "utf8")));
