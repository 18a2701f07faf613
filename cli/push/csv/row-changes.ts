import type { FactValue } from "#events/fact-value.ts";
import type { Change } from "#events/household-changed.ts";
import { HouseholdId, PersonId } from "#events/identifiers.ts";
import type { Problem } from "#events/problem.ts";
import { cellInWords, cellReader, plainText, type ReadCell } from "./cell-values.ts";
import { type ColumnMap, letterOf, type MappedColumn } from "./column-map.ts";
import type { Field } from "./column-names.ts";
import { asOfIn, dateIn } from "./dates.ts";

/** What a row says, or all that is wrong with it. */
export type ReadRow =
  | { readonly changes: readonly Change[]; readonly sequence: number | undefined; readonly problems?: undefined }
  | { readonly changes?: undefined; readonly problems: readonly Problem[] };

type CellReader = (text: string) => ReadCell;

const eventId = /^[\x21-\x7e]{1,200}$/;

const fieldReaders: Readonly<Record<Field, CellReader>> = {
  person: (text) => valueOr(PersonId.safeParse(text).data, "a person identifier such as p-81c2"),
  household: (text) => valueOr(HouseholdId.safeParse(text).data, "a household identifier such as h-204"),
  asOf: (text) => valueOr(asOfIn(text), "a date such as 2022-07-01, 2022/7/1, 20220701 or 2022年7月1日"),
  sequence: (text) => valueOr(wholeNumberIn(text), "a whole number of 0 or more"),
  authorisation: (text) =>
    valueOr(eventId.test(text) ? text : undefined, "the authorisation's identifier, 1 to 200 letters and digits"),
  authorisedUntil: (text) => valueOr(dateIn(text), "the authorisation's last day, such as 2022-12-31"),
};

function valueOr(value: FactValue | undefined, expected: string): ReadCell {
  return value === undefined ? { expected } : { value };
}

function wholeNumberIn(text: string): number | undefined {
  const number = /^\d+(?:\.0+)?$/.test(text) ? Number(text) : undefined;
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** Reads the cells of one row and collects what is wrong with them. */
interface RowCells {
  readonly problems: Problem[];
  isEmpty(column: MappedColumn): boolean;
  /** The value of a cell; undefined where it has none, which is then among the problems. */
  value(column: MappedColumn, read: CellReader): FactValue | undefined;
}

function rowCells(cells: readonly string[]): RowCells {
  const problems: Problem[] = [];
  const textIn = ({ index }: MappedColumn) => plainText(cells[index] ?? "");
  return {
    problems,
    isEmpty: (column) => textIn(column) === "",
    value(column, read) {
      const text = textIn(column);
      const { value, expected } = read(text);
      if (expected !== undefined) problems.push({ field: placeOf(column), found: cellInWords(text), expected });
      return value;
    },
  };
}

/** Makes the reader of a table's rows. An empty cell says nothing of its fact. */
export function rowReader(columns: ColumnMap): (cells: readonly string[]) => ReadRow {
  const facts = columns.facts.map((column) => ({ column, read: cellReader(column.fact) }));
  return (cells) => {
    const width = widthProblem(cells, columns.width);
    if (width) return { problems: [width] };
    const row = rowCells(cells);
    const sets: Record<Subject, Record<string, FactValue>> = { person: {}, household: {} };
    for (const { column, read } of facts) {
      const value = row.isEmpty(column) ? undefined : row.value(column, read);
      if (value !== undefined) sets[column.fact.of][column.fact.name] = value;
    }
    const { sequence, rest, idOf } = ownFields(row, columns);
    const changes = subjects
      .filter((of) => Object.keys(sets[of]).length > 0)
      .map((of) => changeOf(of, idOf(of), { ...rest, set: sets[of] }));
    if (row.problems.length > 0) return { problems: oncePerColumn(row.problems) };
    if (changes.length > 0) return { changes, sequence };
    return { problems: [{ field: "", found: "no fact", expected: "at least one cell that tells a fact" }] };
  };
}

/** What a row has beside facts. */
function ownFields(row: RowCells, { fields }: ColumnMap) {
  const own = (field: Field) => {
    const column = fields[field];
    return column && row.value(column, fieldReaders[field]);
  };
  const text = (field: Field) => String(own(field) ?? "");
  const sequence = own("sequence");
  const authorisation = { id: text("authorisation"), until: text("authorisedUntil") };
  return {
    sequence: typeof sequence === "number" ? sequence : undefined,
    rest: { asOf: text("asOf"), ...(fields.authorisation ? { authorisation } : {}) },
    idOf: (of: Subject) => text(of),
  };
}

type Subject = "person" | "household";
const subjects = ["person", "household"] as const;

function changeOf(of: Subject, id: string, rest: Omit<Change, Subject>): Change {
  return of === "person" ? { person: id, ...rest } : { household: id, ...rest };
}

/** A household's column that tells membership too is read twice, and told once. */
function oncePerColumn(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ field }, index) => problems.findIndex((problem) => problem.field === field) === index);
}

function placeOf({ index, name }: MappedColumn): string {
  return `column ${letterOf(index)} ${name}`;
}

function widthProblem(cells: readonly string[], width: number): Problem | undefined {
  const used = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (used <= width && cells.length >= width) return undefined;
  return { field: "", found: `a row of ${cells.length} cells`, expected: `${width}, as many as the header has` };
}

/** True for a row without anything in it. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}
