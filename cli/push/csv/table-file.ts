import type { SourceContract } from "#events/sources/contract.ts";
import { CommandError } from "../../exit-code.ts";
import type { ParsedLine } from "../event-lines.ts";
import type { Input } from "../inputs.ts";
import type { ReadLine } from "../read-line.ts";
import { type ColumnMap, readHeader } from "./column-map.ts";
import { isBlank, rowReader } from "./row-changes.ts";
import { csvText, rowsOf, type Table } from "./rows.ts";
import { type Encoding, inspectText, textOf } from "./text-encoding.ts";

/** A table that a system sent, its columns understood. */
export interface TableFile extends Table {
  readonly contract: SourceContract;
  /** The registered source that its events name. */
  readonly source: string;
  readonly columns: ColumnMap;
  readonly digest: string;
  /** The file's place among those of its system, where its rows have no sequence of their own. */
  readonly sequence: number;
}

/** More rows than any table has, so that the rows of a later file come after all of an earlier one. */
const rowsInFile = 10_000_000;

/** What is asked of a table. */
export interface TableOptions {
  readonly contract: SourceContract;
  readonly source: string;
  readonly sequence: number;
}

/**
 * Reads tables through and understands their columns, before any row is judged or sent. Throws CommandError with all that
 * is wrong with the columns of all of them.
 */
export async function openTables(
  inputs: readonly Input[],
  options: TableOptions,
  signal: AbortSignal,
): Promise<{ readonly input: Input; readonly table: TableFile }[]> {
  const tables: { input: Input; table: TableFile }[] = [];
  const faults: string[] = [];
  for (const input of inputs) {
    const { path } = input;
    const { table, digest } = await openTable(path, signal);
    const { columns, problems } = readHeader(options.contract, await headerOf(table, signal));
    if (columns) tables.push({ input, table: { ...table, ...options, columns, digest } });
    else faults.push(...problems.map((problem) => `${path}: ${problem}`));
  }
  if (faults.length === 0) return tables;
  const count = `${faults.length} ${faults.length === 1 ? "problem" : "problems"} with the columns`;
  throw new CommandError(`${count}, nothing was sent\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
}

/** Finds out how a table is written, and what tells its content. Throws CommandError for what is no text. */
export async function openTable(
  path: string,
  signal: AbortSignal,
): Promise<{ readonly table: Table; readonly digest: string }> {
  const { encoding, digest } = await inspectText(path, signal);
  return { table: { path, encoding, delimiter: await delimiterOf(path, encoding, signal) }, digest };
}

/** The header of a table. Throws CommandError where the file is empty. */
export async function headerOf(table: Table, signal: AbortSignal): Promise<readonly string[]> {
  for await (const { cells } of rowsOf(table, signal)) return cells;
  throw new CommandError(`${table.path}: found an empty file, expected a header and rows`);
}

async function delimiterOf(path: string, encoding: Encoding, signal: AbortSignal): Promise<string> {
  let start = "";
  for await (const text of textOf(path, encoding, signal, () => {})) {
    start += text;
    if (start.includes("\n")) break;
  }
  const [header = ""] = start.split("\n");
  return [",", "\t", ";"].find((delimiter) => header.includes(delimiter)) ?? ",";
}

/** The rows of a table after row `after`, each as an event. */
export async function* rowsAsEvents(table: TableFile, after: number, signal: AbortSignal): AsyncGenerator<ReadLine> {
  const read = rowReader(table.columns);
  for await (const { number, cells, bytesRead } of rowsOf(table, signal)) {
    if (number <= Math.max(1, after)) continue;
    const parsed = isBlank(cells) ? undefined : eventOf(read(cells), number, table);
    yield { number, end: bytesRead, text: csvText(cells), parsed };
  }
}

function eventOf(row: ReturnType<ReturnType<typeof rowReader>>, number: number, table: TableFile): ParsedLine {
  if (row.problems) return { problems: row.problems };
  const { contract, source, digest, sequence } = table;
  // Made of the content alone: the same file sent again is the same events.
  const id = `${contract.system}-csv-${digest}-row-${number}`;
  return { event: { source, id, sequence: row.sequence ?? sequence * rowsInFile + number, changes: row.changes } };
}
