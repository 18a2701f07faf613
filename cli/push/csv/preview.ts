import { problemInWords } from "#events/problem.ts";
import { columnsInWords } from "./column-map.ts";
import { rowsAsEvents, type TableFile } from "./table-file.ts";

/** How a table is understood, before anything of it is sent. */
export interface TablePreview {
  readonly file: string;
  readonly encoding: string;
  readonly source: string;
  readonly columns: readonly string[];
  /** The first rows, as changes or with their problems. */
  readonly rows: readonly string[];
}

const previewedRows = 5;

export async function previewOf(table: TableFile, signal: AbortSignal): Promise<TablePreview> {
  const rows: string[] = [];
  for await (const { number, parsed } of rowsAsEvents(table, 1, signal)) {
    if (!parsed) continue;
    const changes = parsed.event?.changes.map((change) => JSON.stringify(change)) ?? [];
    const told = parsed.problems ? parsed.problems.map(problemInWords).join("; ") : changes.join(" ");
    rows.push(`row ${number}: ${told}`);
    if (rows.length === previewedRows) break;
  }
  const { path, encoding, source, columns } = table;
  return { file: path, encoding: encoding.toUpperCase(), source, columns: columnsInWords(columns), rows };
}

/** The preview for a person. */
export function previewInWords({ file, encoding, source, columns, rows }: TablePreview): string {
  const head = `${file}: ${encoding}, as events of ${source}`;
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  return [head, ...indented(columns), "the first rows:", ...indented(rows)].join("\n");
}
