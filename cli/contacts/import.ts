import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Contacts } from "#events/desk-api/cases.ts";
import { problemInWords } from "#events/problem.ts";
import { type AwsSettings, addressOf, dynamoDbClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { interrupted, onInterruption } from "../interruption.ts";
import { progressLine } from "../progress.ts";
import type { Table } from "../push/csv/rows.ts";
import { headerOf, openTable } from "../push/csv/table-file.ts";
import { type EarlierRun, type ProgressFile, progressFile } from "../push/progress-file.ts";
import { type ContactColumns, readContactHeader } from "./contact-columns.ts";
import { type HouseholdRows, householdsInRows, type RowProblem } from "./households-in-rows.ts";
import { householdsInBatch, type WriteCounts, writeContacts } from "./write-contacts.ts";

/** The options of `pfp contacts import`, as commander gives them. */
export interface ImportOptions extends AwsSettings {
  readonly table: string;
  readonly dryRun?: boolean;
  readonly resume: boolean;
  readonly json?: boolean;
}

/** What an import came to: numbers alone; `--json` prints it as one object. */
interface ImportSummary extends WriteCounts {
  readonly file: string;
  readonly destination: string;
  readonly rows: number;
  readonly households: number;
  readonly persons: number;
  readonly rejectedHouseholds: number;
  readonly rejectedRows: number;
  readonly dryRun: boolean;
  readonly complete: boolean;
  readonly seconds: number;
}

/** Problems that are told; a file with more of them is wrong as a whole. */
const mostTold = 50;

/** Puts the contacts of a file into the table. Resolves with the exit status. */
export async function importContacts(path: string, options: ImportOptions): Promise<number> {
  const started = performance.now();
  const interruption = onInterruption();
  const client = dynamoDbClient(options);
  try {
    const opened = await openContacts(path, interruption.signal);
    const region = await withConnectionErrors(options, () => client.config.region());
    const settings = { ...options, region };
    const destination = `${options.table} at ${addressOf("DynamoDB", settings)}`;
    const progress = progressFile(`${path}.contacts-progress`, opened.digest, destination);
    const counts = await withConnectionErrors(settings, () =>
      importRows({ ...opened, client, options, progress, signal: interruption.signal }),
    );
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const complete = !interruption.signal.aborted;
    tell({ file: path, destination, ...counts, dryRun: options.dryRun ?? false, complete, seconds }, options);
    if (!complete) return interrupted;
    return counts.rejectedHouseholds > 0 ? exitCode.someRejected : exitCode.done;
  } finally {
    interruption.end();
    client.destroy();
  }
}

interface OpenedContacts {
  readonly table: Table;
  readonly digest: string;
  readonly columns: ContactColumns;
  readonly size: number;
}

/** Understands a file's columns before anything of it is written. Throws CommandError with all that is wrong with them. */
async function openContacts(path: string, signal: AbortSignal): Promise<OpenedContacts> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new CommandError(`${path}: found no such file`);
  const { table, digest } = await openTable(path, signal);
  const { columns, problems } = readContactHeader(await headerOf(table, signal));
  if (columns) return { table, digest, columns, size };
  const count = `${problems.length} ${problems.length === 1 ? "problem" : "problems"} with the columns`;
  throw new CommandError(`${count}, nothing was written\n${problems.map((each) => `  ${path}: ${each}`).join("\n")}`);
}

interface ImportRun extends OpenedContacts {
  readonly client: DynamoDBClient;
  readonly options: ImportOptions;
  readonly progress: ProgressFile;
  readonly signal: AbortSignal;
}

async function importRows(run: ImportRun) {
  const { table, columns, size, client, options, progress, signal } = run;
  const earlier: EarlierRun = options.resume && !options.dryRun ? progress.earlier() : {};
  const { point } = earlier;
  if (!point && earlier.reason !== undefined) console.error(`pfp: ${table.path} is begun anew: ${earlier.reason}`);
  if (point) console.error(`pfp: ${table.path} goes on after row ${point.position.line}`);
  const counts = { rows: 0, households: 0, persons: 0, rejectedHouseholds: 0, rejectedRows: 0, requests: 0, again: 0 };
  const line = progressLine(table.path, "bytes");
  const told = problemTeller(table.path);
  let batch: Contacts[] = [];
  const flush = async (upTo: HouseholdRows) => {
    if (!options.dryRun) await writeContacts({ client, table: options.table, counts, pause }, batch);
    batch = [];
    // Kept in the words of its file: lines are rows, events households, changes persons.
    const { rows, households, persons, rejectedRows } = counts;
    const kept = { lines: rows, events: households, changes: persons, rejected: rejectedRows };
    if (!options.dryRun) progress.save({ position: { line: upTo.lastRow, offset: 0 }, counts: kept });
    line.update(upTo.bytesRead, size);
  };
  let last: HouseholdRows | undefined;
  for await (const household of untilAborted(householdsInRows(table, columns, signal), signal)) {
    // What was taken before is not put again; what was wrong is told again.
    const again = point !== undefined && household.lastRow <= point.position.line;
    count(counts, household);
    told(household.problems);
    last = household;
    if (household.contacts && !again) batch.push(household.contacts);
    if (batch.length >= householdsInBatch) await flush(household);
  }
  if (last && !signal.aborted) {
    await flush(last);
    progress.remove();
  }
  line.end();
  return counts;
}

/** Ends quietly when the work is interrupted: what was read but not written is read again. */
async function* untilAborted<Value>(values: AsyncIterable<Value>, signal: AbortSignal): AsyncGenerator<Value> {
  try {
    for await (const value of values) {
      if (signal.aborted) return;
      yield value;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function count(counts: Awaited<ReturnType<typeof importRows>>, { rows, contacts }: HouseholdRows): void {
  counts.rows += rows;
  if (contacts) {
    counts.households += 1;
    counts.persons += contacts.persons.length;
  } else {
    counts.rejectedHouseholds += 1;
    counts.rejectedRows += rows;
  }
}

function problemTeller(path: string): (problems: readonly RowProblem[]) => void {
  let told = 0;
  return (problems) => {
    for (const { row, problem } of problems) {
      told += 1;
      if (told <= mostTold) console.error(`${path} row ${row}: ${problemInWords(problem)}`);
      if (told === mostTold + 1) console.error(`${path}: more problems of the same kinds are not told`);
    }
  };
}

function tell(summary: ImportSummary, { json }: ImportOptions): void {
  if (json) {
    console.log(JSON.stringify(summary));
    return;
  }
  const { dryRun, households, persons, destination, rejectedHouseholds, rejectedRows, seconds, complete } = summary;
  const put = dryRun ? "将写入 would put" : "已写入 put";
  console.log(`${destination}: ${put} 家庭 households ${households}, 人员 persons ${persons}, ${seconds} s`);
  if (rejectedHouseholds > 0) {
    console.log(`未写入 not put: 家庭 households ${rejectedHouseholds}, 行 rows ${rejectedRows}`);
  }
  if (!complete) console.log("已中断，再次运行将继续 interrupted; run it again and it goes on");
}
