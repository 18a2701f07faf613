import { existsSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";
import { takenActionsVariable } from "#local/permissions.ts";

/** Where the whole run notes which function took which action; `check-privileges.ts` reads it afterwards. */
const file = fileURLToPath(
  new URL("../node_modules/.cache/policies-find-people/taken-actions.ndjson", import.meta.url),
);

const TakenAction = z.object({ functionName: z.string(), action: z.string(), resource: z.string() });

/** Before the first test: the embedded AWS of every test notes down there. */
export default function setup(): void {
  rmSync(file, { force: true });
  process.env[takenActionsVariable] = file;
}

/** What functions did in the last run of the tests. Throws an Error where no test ran a function. */
export function takenActions(): z.infer<typeof TakenAction>[] {
  if (!existsSync(file)) throw new Error("no function was run: run the tests first, with npm test");
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => TakenAction.parse(JSON.parse(line)));
}
