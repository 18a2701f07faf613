import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { CommandError } from "../../exit-code.ts";
import { type Encoding, textOf } from "./text-encoding.ts";

/** A row of a table. */
export interface Row {
  /** As a spreadsheet numbers it, from 1, which is the header: a cell of several lines is still one row. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Bytes of the file read so far, for progress. */
  readonly bytesRead: number;
}

/** A table in a file. */
export interface Table {
  readonly path: string;
  readonly encoding: Encoding;
  readonly delimiter: string;
}

// A quote that is never closed makes one row of all that follows: it must not fill the memory.
const longestRow = 1024 * 1024;

/** The rows of a table in constant memory. Throws CommandError where a quote never closes. */
export async function* rowsOf({ path, encoding, delimiter }: Table, signal: AbortSignal): AsyncGenerator<Row> {
  let bytesRead = 0;
  const text = Readable.from(
    textOf(path, encoding, signal, (bytes) => {
      bytesRead = bytes;
    }),
  );
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: longestRow,
    relax_column_count: true,
    // A quote inside of an unquoted cell is a character like any other.
    relax_quotes: true,
  });
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  let number = 0;
  try {
    for await (const record of parser) {
      number += 1;
      yield { number, cells: textsIn(record), bytesRead };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CommandError(`${path} row ${number + 1}: ${brokenRow(error)}`);
  } finally {
    text.destroy();
    parser.destroy();
  }
}

function brokenRow({ code }: CsvError): string {
  return code === "CSV_MAX_RECORD_SIZE"
    ? "found a row of more than 1 MB, expected less (a quote may never be closed)"
    : 'found a quote that is never closed, expected a second quote (") at the end of the cell';
}

function textsIn(record: unknown): string[] {
  return Array.isArray(record) ? record.map(String) : [];
}

/** A row as CSV text again, for those that are set aside. */
export function csvText(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
}
