import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { householdChanged } from "#events/household-changed.ts";
import type { Output } from "../evaluate/output.ts";
import type { SourceChange } from "./first-report.ts";

/** Changes in any order in, events by day out. */
export interface EventFile {
  add(changes: readonly SourceChange[]): Promise<void>;
  /** Writes all events and ends the output. */
  end(): Promise<EventCounts>;
  /** Gives up the room where events waited, which nothing else does before the collector warns of it. */
  close(): Promise<void>;
}

export interface EventCounts {
  readonly events: number;
  readonly changes: number;
  /** Changes by source. */
  readonly sources: Readonly<Record<string, number>>;
}

/** Changes packed into one event. */
const changesTogether = 50;

/** Changes of one source and day on their way into an event. */
interface OpenEvent {
  readonly source: string;
  readonly day: string;
  readonly changes: string[];
}

/** An event's changes in the spool. */
interface SpooledEvent {
  readonly source: string;
  readonly day: string;
  readonly changes: number;
  readonly position: number;
  readonly bytes: number;
}

/**
 * Packs changes by source and day into events, and writes these day by day, so that a source's sequence rises with its
 * days. Full events wait in a temporary file: the memory needed does not grow with the population. `month` is
 * `2022-06`.
 */
export async function eventFile(output: Output, month: string): Promise<EventFile> {
  const spool = await openSpool();
  const open = new Map<string, OpenEvent>();
  const full: SpooledEvent[] = [];
  let position = 0;
  const store = async ({ source, day, changes }: OpenEvent) => {
    const bytes = Buffer.from(changes.join(","));
    await spool.write(bytes, 0, bytes.length, position);
    full.push({ source, day, changes: changes.length, position, bytes: bytes.length });
    position += bytes.length;
  };
  return {
    async add(changes) {
      for (const { source, change } of changes) {
        const day = change.asOf.slice(0, 10);
        const key = `${day} ${source}`;
        const event = open.get(key) ?? { source, day, changes: [] };
        open.set(key, event);
        event.changes.push(JSON.stringify(change));
        if (event.changes.length < changesTogether) continue;
        open.delete(key);
        await store(event);
      }
    },
    async end() {
      for (const event of open.values()) await store(event);
      full.sort(byDayAndSource);
      const counts = await writeEvents(full, { spool, output, month });
      await output.end();
      return counts;
    },
    close: () => spool.close(),
  };
}

/** A file that nobody else can open, gone with this process however it ends. */
async function openSpool(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "pfp-population-"));
  try {
    return await open(join(folder, "changes"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function byDayAndSource(a: SpooledEvent, b: SpooledEvent): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.position - b.position;
}

interface Writing {
  readonly spool: FileHandle;
  readonly output: Output;
  readonly month: string;
}

async function writeEvents(events: readonly SpooledEvent[], { spool, output, month }: Writing): Promise<EventCounts> {
  const numbers = new Map<string, number>();
  const sources: Record<string, number> = {};
  for (const { source, changes, position, bytes } of events) {
    if (output.closed) break;
    const { buffer } = await spool.read(Buffer.alloc(bytes), 0, bytes, position);
    const number = (numbers.get(source) ?? 0) + 1;
    numbers.set(source, number);
    sources[source] = (sources[source] ?? 0) + changes;
    const head = JSON.stringify({
      id: `${source}-${month}-${String(number).padStart(6, "0")}`,
      sequence: firstOfMonth(month) + number,
    });
    await output.write(
      `{"Source":"${source}","DetailType":"${householdChanged}","Detail":${head.slice(0, -1)},"changes":[${buffer.toString("utf8")}]}}\n`,
    );
  }
  const total = Object.values(sources).reduce((sum, changes) => sum + changes, 0);
  return { events: [...numbers.values()].reduce((sum, number) => sum + number, 0), changes: total, sources };
}

/** Sequences go on rising from month to month: 2022-06 begins at 202206000000. */
function firstOfMonth(month: string): number {
  return Number(month.replace("-", "")) * 1_000_000;
}
