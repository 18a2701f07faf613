import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergedPage, type ReadPage } from "#functions/desk/merged-lists.ts";
import type { CaseRow } from "#outreach/case.ts";
import { UnknownCursor } from "#outreach/case-store.ts";
import { caseOf, noticeOf } from "../outreach/cases.ts";

/** Rows in the order of their number, which stands in for urgency. */
const rowOf = (number: number): CaseRow => caseOf(noticeOf({ notice: `n-${String(number).padStart(4, "0")}` }));
const order = (a: CaseRow, b: CaseRow) => (a.case < b.case ? -1 : 1);

function reading(lists: readonly (readonly CaseRow[])[], most = 0): { read: ReadPage; reads: number[] } {
  const reads: number[] = [];
  return {
    reads,
    async read(index, { limit, cursor }) {
      const rows = lists[index] ?? [];
      const start = Number(cursor ?? 0);
      // A store may give fewer than asked for.
      const end = start + (most === 0 ? limit : Math.min(limit, most));
      reads.push(end - start);
      return { rows: rows.slice(start, end), ...(end < rows.length ? { cursor: String(end) } : {}) };
    },
  };
}

async function allPages(
  lists: readonly (readonly CaseRow[])[],
  limit: number,
  most: number,
  wanted: (row: CaseRow) => boolean,
) {
  const { read } = reading(lists, most);
  const given: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 1000; pages += 1) {
    const page = await mergedPage({ lists: lists.length, limit, cursor, read, isWanted: wanted, order });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    given.push(...page.rows.map((row) => row.case));
    cursor = page.cursor;
    if (cursor === undefined) return given;
  }
  throw new Error("the pages never end");
}

describe("several lists, page by page", () => {
  it("give every row that is wanted once, in order, whatever the sizes of pages", async () => {
    const lists = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        lists,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 3 }),
        async (of, limit, most) => {
          const rows = of.map((list, number) => ({ list, row: rowOf(number) }));
          const sorted = [0, 1, 2, 3].map((list) => rows.filter((each) => each.list === list).map(({ row }) => row));
          const wanted = (row: CaseRow) => !row.case.endsWith("5");
          const expected = rows.map(({ row }) => row).filter(wanted);
          expect(await allPages(sorted, limit, most, wanted)).toEqual(expected.map((row) => row.case));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("read no more of a list than a page at a time", async () => {
    const long = Array.from({ length: 1000 }, (_, number) => rowOf(number));
    const { read, reads } = reading([long, []]);
    await mergedPage({ lists: 2, limit: 20, read, isWanted: () => true, order });
    expect(reads).toEqual([20, 20]);
  });

  it("refuse a cursor of other lists, or none of ours", async () => {
    const { read } = reading([[rowOf(1), rowOf(2)]]);
    const { cursor } = await mergedPage({ lists: 1, limit: 1, read, isWanted: () => true, order });
    for (const foreign of ["abc", cursor]) {
      const page = mergedPage({ lists: 2, limit: 1, cursor: foreign, read, isWanted: () => true, order });
      await expect(page).rejects.toThrow(UnknownCursor);
    }
  });
});
