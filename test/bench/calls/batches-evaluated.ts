import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";

/** What evaluate's batches came to, in sum, by the lines it logs. */
export interface BatchesEvaluated {
  readonly batches: number;
  /** Household items written because something in them changed. */
  readonly written: number;
  /** Households read, judged, and left as they were. */
  readonly unchanged: number;
  /** Writes refused because another writer was faster. */
  readonly conflicts: number;
  /** Notices taken by their queues, each counted once however many queues it goes to. */
  readonly notices: number;
  /** Changes set aside. */
  readonly quarantined: number;
  /** Subjects that a batch could not bring to their end. */
  readonly failed: number;
}

const Line = z.object({
  message: z.literal("batch evaluated"),
  written: z.number(),
  unchanged: z.number(),
  conflicts: z.number(),
  notices: z.number(),
  quarantined: z.record(z.string(), z.number()),
  failed: z.record(z.string(), z.number()),
});
const prefix = "evaluate: ";
const patienceSeconds = 10;

/** Adds up the lines that evaluate logs. */
export interface BatchLog {
  /** Takes a line of any function's log. */
  take(line: string): void;
  /** Forgets the lines so far. */
  clear(): void;
  /** The sum, once as many batches are told as were evaluated: a function's log arrives a little after its answer. */
  read(batches: number): Promise<BatchesEvaluated>;
}

export function batchLog(): BatchLog {
  let lines: z.infer<typeof Line>[] = [];
  return {
    take(line) {
      const parsed = line.startsWith(`${prefix}{`) ? Line.safeParse(JSON.parse(line.slice(prefix.length))) : undefined;
      if (parsed?.success) lines.push(parsed.data);
    },
    clear() {
      lines = [];
    },
    async read(batches) {
      const end = performance.now() + patienceSeconds * 1000;
      while (lines.length < batches) {
        if (performance.now() > end) throw new Error(`evaluate logged ${lines.length} of its ${batches} batches`);
        await pause(10);
      }
      return sumOf(lines);
    },
  };
}

function sumOf(lines: readonly z.infer<typeof Line>[]): BatchesEvaluated {
  const sum = (numberOf: (line: z.infer<typeof Line>) => number) =>
    lines.reduce((total, line) => total + numberOf(line), 0);
  return {
    batches: lines.length,
    written: sum(({ written }) => written),
    unchanged: sum(({ unchanged }) => unchanged),
    conflicts: sum(({ conflicts }) => conflicts),
    notices: sum(({ notices }) => notices),
    quarantined: sum(({ quarantined }) => Object.values(quarantined).reduce((total, count) => total + count, 0)),
    failed: sum(({ failed }) => Object.values(failed).reduce((total, each) => total + each, 0)),
  };
}
