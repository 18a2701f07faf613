import { problemInWords } from "#events/problem.ts";
import type { Tally } from "#preview/tally.ts";
import { type Progress, progressLine } from "../progress.ts";
import { countInParallel } from "./crew.ts";
import { blocksOf, type HouseholdFile } from "./household-files.ts";
import type { RejectedLine, Report, Task, WorkerSettings } from "./worker-messages.ts";

type Read = Extract<Report, { kind: "read" }>;

/** What was counted, and how many lines, or stored items, were no households. */
export interface Counted {
  readonly tally: Tally;
  readonly rejected: number;
  /** Read units, of a table. */
  readonly units: number;
}

/** Counts files of households in worker threads; tells of lines that are none on standard error, in their order. */
export async function countFiles(
  settings: WorkerSettings,
  workers: number,
  files: readonly HouseholdFile[],
): Promise<Counted> {
  const progress = progressLine("preview", "households");
  const ledger = newLedger(
    progress,
    files.reduce((sum, { size = 0 }) => sum + size, 0),
  );
  const tally = await countInParallel(settings, workers, ledger.blocks(files), (read) => ledger.take(read));
  progress.end();
  return { tally, rejected: ledger.rejected, units: 0 };
}

/**
 * Follows which blocks of which file were handed out and read: a line's number is known only when all blocks before it
 * were read, and only then is it told.
 */
function newLedger(progress: Progress, bytes: number) {
  const handed: { readonly file: string; readonly first: boolean; readonly bytes: number }[] = [];
  const read = new Map<number, Read>();
  let next = 0;
  let linesBefore = 0;
  let households = 0;
  let bytesRead = 0;
  const ledger = {
    rejected: 0,
    async *blocks(files: readonly HouseholdFile[]): AsyncGenerator<Task> {
      for (const file of files) {
        const before = handed.length;
        for await (const task of blocksOf(file, before)) {
          const size = task.kind === "file" ? task.end - task.start : 0;
          handed.push({ file: file.name, first: handed.length === before, bytes: size });
          yield task;
        }
      }
    },
    take(block: Read): void {
      households += block.households;
      bytesRead += handed[block.block]?.bytes ?? 0;
      const total = bytesRead > 0 && bytes > 0 ? Math.round((households * bytes) / bytesRead) : undefined;
      progress.update(households, total);
      read.set(block.block, block);
      for (let found = read.get(next); found; found = read.get(next)) {
        tell(found);
        read.delete(next);
        next += 1;
      }
    },
  };
  const tell = ({ block, lines, rejected }: Read) => {
    const { file = "", first = true } = handed[block] ?? {};
    if (first) linesBefore = 0;
    for (const line of rejected) tellLine(`${file}:${linesBefore + line.index + 1}`, line);
    ledger.rejected += rejected.length;
    linesBefore += lines;
  };
  return ledger;
}

function tellLine(where: string, { problems }: RejectedLine): void {
  for (const problem of problems) console.error(`${where}: ${problemInWords(problem)}`);
}
