import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod/mini";

/** What has been brought into the local system so far, so that a restart goes on instead of beginning again. */
const Demonstration = z.strictObject({
  /** The population loaded: the households file's path, or how the synthetic one was made. */
  population: z.string(),
  /** Steps finished: they are not done again. */
  done: z.array(z.enum(["published", "reported", "changed", "compared", "contacts"])),
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
  /** Lets another process have it. So does the end of this one, kill -9 included. */
  release(): void;
}

/**
 * Opens the state folder for this process alone, and empties it first where it is to begin anew. Throws an Error that
 * says so, with nothing touched, where another process has it or it cannot be written.
 */
export function stateFolder(path: string, fresh: boolean): StateFolder {
  const hold = heldAlone(path);
  checkSpace(path);
  const others = readdirSync(path).filter((name) => !name.startsWith(holder));
  if (fresh) for (const name of others) rmSync(join(path, name), { recursive: true });
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
    release: () => hold.close(),
  };
}

/** The template and its bundles, and a small county with all that becomes of it. */
const leastMegabytes = 50;

// A disk that fills up while tables are made leaves half of them: told before anything is begun, it leaves nothing.
function checkSpace(path: string): void {
  const { bavail, bsize } = statfsSync(path);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  if (free >= leastMegabytes) return;
  throw new Error(
    `磁盘空间不足:${path}/ 只剩 ${free} MB,至少需要 ${leastMegabytes} MB the disk is nearly full: ${free} MB are free for ${path}/, at least ${leastMegabytes} MB are needed`,
  );
}

const holder = "held.sqlite";
const lockedByAnother = 5;

// SQLite's lock is the operating system's: unlike a file that says "taken", it cannot outlive who holds it.
function heldAlone(path: string): DatabaseSync {
  try {
    mkdirSync(path, { recursive: true });
    const hold = new DatabaseSync(join(path, holder));
    hold.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return hold;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "errcode") === lockedByAnother) {
      throw new Error(
        `另一个 npm start 正在使用 ${path}/,请先结束它 another npm start works on the state in ${path}/; end that one first`,
        { cause: error },
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`状态文件夹 ${path}/ 无法写入 the state folder ${path}/ cannot be written: ${reason}`, {
      cause: error,
    });
  }
}
