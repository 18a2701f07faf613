import { SourceName } from "#events/identifiers.ts";
import { CommandError } from "../exit-code.ts";
import type { TablePreview } from "./csv/preview.ts";
import type { Input } from "./inputs.ts";
import type { PushOptions } from "./push-options.ts";
import { type Reading, readingEvents, readingTable } from "./reading.ts";

/** How the files of a command are read. */
export interface Readings {
  readonly readings: readonly Reading[];
  readonly unit: Reading["unit"];
  /** How a dry run understands tables. */
  readonly previews?: readonly TablePreview[];
}

/** Decides it by the command line, and of tables by their columns. Throws CommandError for what is wrong with either. */
export function readingsOf(inputs: readonly Input[], options: PushOptions): Readings | Promise<Readings> {
  return options.from === "csv" ? tablesOf(inputs, options) : eventFilesOf(inputs, options);
}

function eventFilesOf(inputs: readonly Input[], { source, sequence }: PushOptions): Readings {
  if (sequence !== undefined)
    throw new CommandError("--sequence: found it for events, expected it with --from csv only");
  if (source !== undefined && !SourceName.safeParse(source).success) {
    throw new CommandError(`--source: found "${source}", expected a source system's name such as human-resources`);
  }
  return { readings: inputs.map((input) => readingEvents(input, source)), unit: "line" };
}

async function tablesOf(inputs: readonly Input[], options: PushOptions): Promise<Readings> {
  const [{ tableOptions }, { openTables }, { previewOf, previewInWords }] = await Promise.all([
    import("./csv/table-options.ts"),
    import("./csv/table-file.ts"),
    import("./csv/preview.ts"),
  ]);
  const { signal } = new AbortController();
  const tables = await openTables(inputs, tableOptions(options, inputs), signal);
  const readings = tables.map(({ input, table }) => readingTable(input, table));
  if (!options.dryRun) return { readings, unit: "row" };
  const previews = await Promise.all(tables.map(({ table }) => previewOf(table, signal)));
  if (!options.json) for (const preview of previews) console.log(previewInWords(preview));
  return { readings, unit: "row", previews };
}
