import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import type { LineCounts } from "./line-ledger.ts";
import type { LinePosition } from "./text-lines.ts";

const count = z.int().check(z.nonnegative());

const ProgressRecord = z.object({
  version: z.literal(1),
  /** What the file was when it was read. */
  fingerprint: z.string(),
  /** Which bus at which address. */
  destination: z.string(),
  line: count,
  offset: count,
  counts: z.object({ lines: count, events: count, changes: count, rejected: count }),
});
type ProgressRecord = z.infer<typeof ProgressRecord>;

/** How far the sending of one file to one bus has come. */
export interface ProgressPoint {
  readonly position: LinePosition;
  readonly counts: LineCounts;
}

/** What an earlier run left behind, or why it is of no use. */
export type EarlierRun = { readonly point: ProgressPoint } | { readonly point?: undefined; readonly reason?: string };

export interface ProgressFile {
  readonly path: string;
  earlier(): EarlierRun;
  /** Writes the point whole or not at all. Returns false where the place cannot be written. */
  save(point: ProgressPoint): boolean;
  remove(): void;
}

export function progressFile(path: string, fingerprint: string, destination: string): ProgressFile {
  return {
    path,
    earlier() {
      const record = readRecord(path);
      if (record === undefined) return existsSync(path) ? { reason: "its progress file cannot be read" } : {};
      if (record.fingerprint !== fingerprint) return { reason: "the file has changed since" };
      if (record.destination !== destination) return { reason: "it was being sent to another bus" };
      return { point: { position: { line: record.line, offset: record.offset }, counts: record.counts } };
    },
    save({ position, counts }) {
      const record: ProgressRecord = { version: 1, fingerprint, destination, ...position, counts: { ...counts } };
      const temporary = `${path}.new`;
      try {
        writeFileSync(temporary, `${JSON.stringify(record)}\n`);
        renameSync(temporary, path);
        return true;
      } catch {
        return false;
      }
    },
    remove() {
      rmSync(path, { force: true });
    },
  };
}

function readRecord(path: string): ProgressRecord | undefined {
  try {
    const parsed = ProgressRecord.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const sampled = 64 * 1024;

/** Tells a file's content by its size, its start and its end, without reading gigabytes. */
export function fingerprintOf(path: string, size: number): string {
  const digest = createHash("sha256");
  const file = openSync(path, "r");
  try {
    for (const start of [0, Math.max(0, size - sampled)]) {
      const piece = Buffer.alloc(sampled);
      digest.update(piece.subarray(0, readSync(file, piece, 0, sampled, start)));
    }
  } finally {
    closeSync(file);
  }
  return `${size}-${digest.digest("hex").slice(0, 32)}`;
}
