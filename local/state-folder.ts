import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

/** What has been brought into the local system so far, so that a restart goes on instead of beginning again. */
const Demonstration = z.strictObject({
  /** The population loaded: the households file's path, or how the synthetic one was made. */
  population: z.string(),
  /** Steps finished: they are not done again. */
  done: z.array(z.enum(["reported", "changed", "contacts"])),
});
export type Demonstration = z.infer<typeof Demonstration>;

/** The one folder that everything local is kept in. */
export interface StateFolder {
  readonly path: string;
  readonly assembly: string;
  readonly aws: string;
  file(name: string): string;
  readDemonstration(): Demonstration | undefined;
  writeDemonstration(demonstration: Demonstration): void;
}

/** Opens the state folder, or empties it first. */
export function stateFolder(path: string, fresh: boolean): StateFolder {
  if (fresh) rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  const notes = join(path, "demonstration.json");
  return {
    path,
    assembly: join(path, "assembly"),
    aws: join(path, "aws"),
    file: (name) => join(path, name),
    readDemonstration() {
      if (!existsSync(notes)) return undefined;
      const parsed = Demonstration.safeParse(JSON.parse(readFileSync(notes, "utf8")));
      return parsed.success ? parsed.data : undefined;
    },
    writeDemonstration(demonstration) {
      // Renamed into place: a kill in the middle leaves the former note whole.
      writeFileSync(`${notes}.new`, `${JSON.stringify(demonstration, null, 2)}\n`);
      renameSync(`${notes}.new`, notes);
    },
  };
}
