import type { Contacts } from "#events/desk-api/cases.ts";
import type { Problem } from "#events/problem.ts";
import { isBlank } from "../push/csv/row-changes.ts";
import { rowsOf, type Table } from "../push/csv/rows.ts";
import type { ContactColumns, ContactField } from "./contact-columns.ts";
import { type ContactRow, readContactRow } from "./contact-row.ts";

/** Something wrong with a row. */
export interface RowProblem {
  readonly row: number;
  readonly problem: Problem;
}

/** A household's rows, which stand together: its contacts, or why it is not taken. */
export interface HouseholdRows {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly rows: number;
  readonly bytesRead: number;
  readonly contacts?: Contacts;
  readonly problems: readonly RowProblem[];
}

/**
 * The households of a file, one after the other, in memory one at a time. A household is taken whole or not at all: with a
 * row wrong a member would be missing. Rows of one household that do not stand together are told as such.
 */
export async function* householdsInRows(
  table: Table,
  columns: ContactColumns,
  signal: AbortSignal,
): AsyncGenerator<HouseholdRows> {
  const finished = new Set<string>();
  let under: Gathering | undefined;
  for await (const { number, cells, bytesRead } of rowsOf(table, signal)) {
    if (number === 1 || isBlank(cells)) continue;
    const read = readContactRow(columns, cells);
    const household = read.row ? read.row.household : read.household;
    if (under?.isOver(household)) {
      yield under.end();
      finished.add(under.household ?? "");
      under = undefined;
    }
    under ??= gathering();
    under.add({ number, bytesRead, household, read });
    if (finished.has(household ?? "")) under.refuse(number, toldBefore(columns));
  }
  if (under) yield under.end();
}

function toldBefore({ columns }: ContactColumns): Problem {
  const field = columns.find((column) => column.field === "household")?.place ?? "";
  return {
    field,
    found: "a household that was told before",
    expected: "the rows of a household one after the other",
  };
}

type Gathering = ReturnType<typeof gathering>;

interface GatheredRow {
  readonly number: number;
  readonly bytesRead: number;
  readonly household: string | undefined;
  readonly read: ReturnType<typeof readContactRow>;
}

function gathering() {
  const rows: { number: number; row: ContactRow }[] = [];
  const problems: RowProblem[] = [];
  const extent = { first: 0, last: 0, count: 0, bytesRead: 0 };
  let household: string | undefined;
  return {
    get household() {
      return household;
    },
    /** True where a row is another household's; one whose household cannot be read may be of this one. */
    isOver: (next: string | undefined) => household !== undefined && next !== undefined && next !== household,
    add({ number, bytesRead, household: of, read }: GatheredRow) {
      household ??= of;
      extent.first ||= number;
      extent.last = number;
      extent.count += 1;
      extent.bytesRead = bytesRead;
      if (read.row) rows.push({ number, row: read.row });
      else problems.push(...read.problems.map((problem) => ({ row: number, problem })));
    },
    refuse(row: number, problem: Problem) {
      problems.push({ row, problem });
    },
    end(): HouseholdRows {
      const all = [...problems, ...disagreements(rows)].sort((a, b) => a.row - b.row);
      const { first: firstRow, last: lastRow, count, bytesRead } = extent;
      const whole = { firstRow, lastRow, rows: count, bytesRead, problems: all };
      return all.length > 0 || household === undefined ? whole : { ...whole, contacts: contactsOf(household, rows) };
    },
  };
}

const ofHousehold = ["address", "householdPhone", "language"] as const;
const said: Readonly<Record<(typeof ofHousehold)[number], string>> = {
  address: "address",
  householdPhone: "household phone",
  language: "language",
};

/** What rows of one household say differently of it, and people that stand in it twice. */
function disagreements(rows: readonly { readonly number: number; readonly row: ContactRow }[]): RowProblem[] {
  const problems: RowProblem[] = [];
  for (const field of ofHousehold) {
    const told = rows.filter(({ row }) => row[field] !== undefined);
    const [first] = told;
    for (const { number, row } of told.slice(1)) {
      if (row[field] === first?.row[field]) continue;
      const expected = "the same in each row of a household, or none";
      problems.push({
        row: number,
        problem: { field: said[field], found: `another than in row ${first?.number}`, expected },
      });
    }
  }
  const seen = new Map<string, number>();
  for (const { number, row } of rows) {
    const before = seen.get(row.person);
    if (before === undefined) seen.set(row.person, number);
    else
      problems.push({
        row: number,
        problem: { field: "person", found: `the same as in row ${before}`, expected: "each person once" },
      });
  }
  return problems;
}

function contactsOf(household: string, rows: readonly { readonly row: ContactRow }[]): Contacts {
  const first = (field: ContactField) => rows.map(({ row }) => row[field]).find((value) => value !== undefined);
  const [address, phone, language] = [first("address"), first("householdPhone"), first("language")];
  return {
    household,
    ...(address === undefined ? {} : { address }),
    ...(phone === undefined ? {} : { phone }),
    ...(language === undefined ? {} : { language }),
    persons: rows.map(({ row: { person, name, phone: own, identityNumber } }) => ({
      person,
      name,
      ...(own === undefined ? {} : { phone: own }),
      ...(identityNumber === undefined ? {} : { maskedIdentityNumber: identityNumber }),
    })),
  };
}
