import { maximumChanges } from "#events/household-changed.ts";
import { rowsAsEvents, type TableFile } from "./csv/table-file.ts";
import { eventsIn } from "./event-file.ts";
import { bytesOf, type Input } from "./inputs.ts";
import { fingerprintOf } from "./progress-file.ts";
import type { ReadLine } from "./read-line.ts";
import type { LinePosition } from "./text-lines.ts";

/** How an input is read: line by line as events, or row by row as a table. */
export interface Reading {
  readonly input: Input;
  readonly unit: "line" | "row";
  /** Where a line or row is, for messages. */
  readonly placeOf: (number: number) => string;
  /** The most changes packed into one event. */
  readonly packedChanges: number;
  /** What follows after a position. */
  lines(from: LinePosition, signal: AbortSignal): AsyncIterable<ReadLine>;
  /** Tells whether an interrupted run was of the same; undefined for what can be read only once. */
  fingerprint(): string | undefined;
}

/** A file with one event a line. */
export function readingEvents(input: Input, source: string | undefined): Reading {
  const { name, path, size } = input;
  return {
    input,
    unit: "line",
    placeOf: (number) => `${name}:${number}`,
    packedChanges: maximumChanges,
    lines: (from, signal) => eventsIn(bytesOf(input, from.offset, signal), name, from, source),
    fingerprint: () => (size === undefined ? undefined : fingerprintOf(path, size)),
  };
}

/** Rows of one table are of as many households: an event of more would be judged in one go, and retried as one. */
const rowsInEvent = 50;

/** A table, its columns understood. */
export function readingTable(input: Input, table: TableFile): Reading {
  return {
    input,
    unit: "row",
    placeOf: (number) => `${input.name} row ${number}`,
    packedChanges: rowsInEvent,
    lines: (from, signal) => rowsAsEvents(table, from.line, signal),
    fingerprint: () => [table.digest, table.contract.system, table.sequence].join("-"),
  };
}
