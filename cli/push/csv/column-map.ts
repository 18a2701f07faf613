import { needsAuthorisation, type SourceContract } from "#events/sources/contract.ts";
import { qualifiedName, type ReportedFact } from "#events/sources/reported-fact.ts";
import { didYouMean } from "#functions/publish/nearest-name.ts";
import { columnNames, type Field, fieldColumns, sameName, type Target } from "./column-names.ts";

/** A column of a table that holds something. */
export interface MappedColumn {
  /** Place in a row, from 0. */
  readonly index: number;
  /** As the header writes it. */
  readonly name: string;
  readonly target: Target;
}

/** Which column holds what. */
export interface ColumnMap {
  readonly fields: Readonly<Partial<Record<Field, MappedColumn>>>;
  readonly facts: readonly (MappedColumn & { readonly fact: ReportedFact })[];
  /** How many cells the header has, without empty ones at its end. */
  readonly width: number;
}

/** The columns of a table by its header, or all that is wrong with it, in words. */
export type ReadHeader =
  | { readonly columns: ColumnMap; readonly problems?: undefined }
  | { readonly columns?: undefined; readonly problems: readonly string[] };

/** Reads a header by a system's contract. */
export function readHeader(contract: SourceContract, header: readonly string[]): ReadHeader {
  const known = columnNames(contract);
  const width = header.findLastIndex((name) => name.trim() !== "") + 1;
  const named = header.slice(0, width).map((name, index) => {
    return { index, name: name.trim(), target: known.get(sameName(name))?.target };
  });
  if (!named.some(({ target }) => target)) {
    // It may be no header at all but a family's data: nothing of it is shown.
    const expected = `a header with ${expectedNames(contract)}`;
    return { problems: [`row 1: found no column name that is known, expected ${expected}`] };
  }
  const names = [...known.values()].map(({ name }) => name);
  const mapped: MappedColumn[] = [];
  const problems: string[] = [];
  for (const column of named) {
    const problem = problemOf(column, mapped, names);
    if (problem !== undefined) problems.push(`column ${letterOf(column.index)} "${column.name}": ${problem}`);
    else if (column.target) mapped.push({ ...column, target: column.target });
  }
  const columns = withMembership(contract, columnMap(mapped, width));
  problems.push(...missingIn(contract, columns, problems.length > 0));
  return problems.length > 0 ? { problems } : { columns };
}

function problemOf(
  { name, target }: { readonly name: string; readonly target: Target | undefined },
  mapped: readonly MappedColumn[],
  names: readonly string[],
): string | undefined {
  if (!target)
    return `found an unknown column, expected none such${didYouMean(name, names.filter(sharesLetter(name)))}`;
  const same = mapped.find((column) => column.target.kind === target.kind && column.target.fact === target.fact);
  return same && `found the same as in column ${letterOf(same.index)}, expected it once`;
}

/** Of two Chinese words as short as names of columns are, any is near any. */
function sharesLetter(name: string): (other: string) => boolean {
  return (other) => [...name].some((letter) => other.includes(letter));
}

function columnMap(mapped: readonly MappedColumn[], width: number): ColumnMap {
  const fields: Partial<Record<Field, MappedColumn>> = {};
  const facts: (MappedColumn & { fact: ReportedFact })[] = [];
  for (const column of mapped) {
    if (column.target.kind === "fact") facts.push({ ...column, fact: column.target.fact });
    else fields[column.target.kind] = column;
  }
  return { fields, facts, width };
}

/** A household beside a person is where that person lives, if the system may say so. */
function withMembership(contract: SourceContract, columns: ColumnMap): ColumnMap {
  const { person, household } = columns.fields;
  const membership = contract.facts.find((fact) => qualifiedName(fact) === "person.household");
  const told = columns.facts.some(({ fact }) => fact === membership);
  if (!person || !household || !membership || told) return columns;
  return { ...columns, facts: [{ ...household, fact: membership }, ...columns.facts] };
}

function missingIn(contract: SourceContract, { fields, facts }: ColumnMap, othersUnknown: boolean): string[] {
  const has = (of: "person" | "household") => facts.some(({ fact }) => fact.of === of);
  const authorised = needsAuthorisation(contract);
  const needed: Field[] = [
    ...(has("person") ? ["person" as const] : []),
    ...(has("household") ? ["household" as const] : []),
    "asOf",
    ...(authorised ? (["authorisation", "authorisedUntil"] as const) : []),
  ];
  const missing = needed
    .filter((field) => !fields[field])
    .map((field) => `found no column ${fieldColumns[field].zh} (${fieldColumns[field].en}), expected it`);
  // Where a column is not understood, that may be the fact.
  if (facts.length > 0 || othersUnknown) return missing;
  const expected = contract.facts.map(({ column }) => `${column.zh} (${column.en})`).join(", ");
  return [...missing, `found no column with a fact, expected at least one of ${expected}`];
}

function expectedNames(contract: SourceContract): string {
  const columns = [
    fieldColumns.person,
    fieldColumns.household,
    fieldColumns.asOf,
    ...contract.facts.map(({ column }) => column),
  ];
  return columns.map(({ zh, en }) => `${zh} (${en})`).join(", ");
}

/** A column as a spreadsheet names it: A, B, … Z, AA. */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}

/** The map for a person, one line a column. */
export function columnsInWords({ fields, facts }: ColumnMap): string[] {
  const meant = [
    ...Object.entries(fields).map(([field, column]) => ({ column, meaning: field })),
    ...facts.map((column) => ({ column, meaning: qualifiedName(column.fact) })),
  ];
  return meant
    .toSorted((a, b) => a.column.index - b.column.index)
    .map(({ column, meaning }) => `${letterOf(column.index)} ${column.name} → ${meaning}`);
}
