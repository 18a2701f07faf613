import { HouseholdId, PersonId } from "#events/identifiers.ts";
import type { Problem } from "#events/problem.ts";
import { cellInWords, plainText } from "../push/csv/cell-values.ts";
import type { ContactColumn, ContactColumns, ContactField } from "./contact-columns.ts";

/** What a row says of a person and of where the household is reached. */
export type ContactRow = Readonly<Partial<Record<ContactField, string>>> &
  Readonly<Record<"household" | "person" | "name", string>>;

/** A row, or all that is wrong with it: kinds of what was found, never values. */
export type ReadContactRow =
  | { readonly row: ContactRow; readonly problems?: undefined }
  | { readonly row?: undefined; readonly problems: readonly Problem[]; readonly household?: string };

interface Rule {
  readonly expected: string;
  /** The cell as it is kept; undefined where it is none such. */
  readonly keep: (text: string) => string | undefined;
}

const words = (most: number): Rule => ({
  expected: `1 to ${most} characters on one line`,
  keep: (text) => ([...text].length <= most && !/\p{Cc}/u.test(text) ? text : undefined),
});
const telephone: Rule = {
  expected: "a telephone number of 5 to 20 digits, as text",
  keep: (text) => (/^\+?\d[\d -]{3,18}\d$/.test(text) ? text : undefined),
};

const rules: Readonly<Record<ContactField, Rule>> = {
  household: {
    expected: "a household identifier such as h-204",
    keep: (text) => HouseholdId.safeParse(text).data,
  },
  person: { expected: "a person identifier such as p-81c2", keep: (text) => PersonId.safeParse(text).data },
  name: words(50),
  address: words(200),
  householdPhone: telephone,
  language: words(40),
  phone: telephone,
  identityNumber: {
    expected: "an identity number of 15 or 18 places, whole or hidden by *",
    keep: (text) => (/^\d[\d*]{13}([\d*]{3})?[\dXx]$/.test(text) ? masked(text) : undefined),
  },
};

/** All but the first and the last place hidden: a whole number is never kept. */
function masked(text: string): string {
  return `${text.slice(0, 1)}${"*".repeat(text.length - 2)}${text.slice(-1).toUpperCase()}`;
}

const needed: ReadonlySet<ContactField> = new Set(["household", "person", "name"]);

/** Reads a row by a file's columns. An empty cell of what need not be there says nothing. */
export function readContactRow({ columns, width }: ContactColumns, cells: readonly string[]): ReadContactRow {
  const used = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (used > width || cells.length < width) {
    const expected = `${width}, as many as the header has`;
    return { problems: [{ field: "", found: `a row of ${cells.length} cells`, expected }] };
  }
  const kept: Partial<Record<ContactField, string>> = {};
  const problems: Problem[] = [];
  for (const column of columns) {
    const { value, problem } = readCell(column, plainText(cells[column.index] ?? ""));
    if (value !== undefined) kept[column.field] = value;
    if (problem) problems.push(problem);
  }
  const { household, person, name } = kept;
  const whole = household !== undefined && person !== undefined && name !== undefined;
  if (problems.length === 0 && whole) return { row: { ...kept, household, person, name } };
  return { problems, ...(household === undefined ? {} : { household }) };
}

interface ReadContactCell {
  readonly value?: string | undefined;
  readonly problem?: Problem;
}

function readCell({ field, place }: ContactColumn, text: string): ReadContactCell {
  if (text === "" && !needed.has(field)) return {};
  const { keep, expected } = rules[field];
  const value = text === "" ? undefined : keep(text);
  return value === undefined ? { problem: { field: place, found: cellInWords(text), expected } } : { value };
}
