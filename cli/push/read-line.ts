import type { ParsedLine } from "./event-lines.ts";

/** A line of a file of events, or a row of a table, read and judged. */
export interface ReadLine {
  /** From 1; of a table as a spreadsheet numbers its rows. */
  readonly number: number;
  /** Bytes of the file up to the end of it. */
  readonly end: number;
  /** As it came; undefined where it is no text. */
  readonly text: string | undefined;
  /** Undefined where there is nothing in it. */
  readonly parsed: ParsedLine | undefined;
}
