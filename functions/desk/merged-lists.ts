import * as z from "zod/mini";
import type { CaseRow } from "#outreach/case.ts";
import { UnknownCursor } from "#outreach/case-store.ts";

/** How far a list was read: the page that begins at `cursor`, of which the first `skip` rows were given already. */
interface Place {
  readonly cursor?: string | undefined;
  readonly skip: number;
  readonly over: boolean;
}

/** Reads one page of the list at a position among the lists. */
export type ReadPage = (
  index: number,
  page: { readonly limit: number; readonly cursor?: string },
) => Promise<{ readonly rows: readonly CaseRow[]; readonly cursor?: string }>;

export interface MergeOptions {
  readonly lists: number;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly read: ReadPage;
  readonly isWanted: (row: CaseRow) => boolean;
  readonly order: (a: CaseRow, b: CaseRow) => number;
}

// A list of which little is wanted is not read to its end for one page: the reader asks on.
const mostRounds = 8;

/**
 * One page of several ordered lists as if they were one. Of each list at most a page is read at a time, and what was read
 * and not given is read again for the next page: no list is ever held whole. Throws UnknownCursor.
 */
export async function mergedPage(options: MergeOptions): Promise<{ rows: readonly CaseRow[]; cursor?: string }> {
  const places = placesOf(options);
  const open = new Map<number, OpenPage>();
  const given: CaseRow[] = [];
  for (let round = 1; round <= mostRounds && given.length < options.limit; round += 1) {
    await openPages(options, places, open);
    if (open.size === 0) break;
    take(options, places, open, given);
  }
  const over = places.every((place) => place.over);
  return { rows: given, ...(over ? {} : { cursor: cursorOf(places) }) };
}

interface OpenPage {
  readonly rows: readonly CaseRow[];
  readonly next: string | undefined;
}

async function openPages({ limit, read }: MergeOptions, places: Place[], open: Map<number, OpenPage>): Promise<void> {
  const missing = places.flatMap(({ over }, index) => (over || open.has(index) ? [] : [index]));
  await Promise.all(
    missing.map(async (index) => {
      const cursor = places[index]?.cursor;
      const page = await read(index, { limit, ...(cursor === undefined ? {} : { cursor }) });
      open.set(index, { rows: page.rows, next: page.cursor });
    }),
  );
}

/** Gives rows in order while each list's next row is at hand. */
function take(options: MergeOptions, places: Place[], open: Map<number, OpenPage>, given: CaseRow[]): void {
  closeGiven(places, open);
  while (given.length < options.limit) {
    const heads = places.flatMap((place, index) => {
      const row = open.get(index)?.rows[place.skip];
      return row ? [{ index, row, place }] : [];
    });
    // A list whose next row is not at hand may have the one that comes first.
    if (heads.length === 0 || heads.length < places.filter(({ over }) => !over).length) return;
    const first = heads.reduce((best, each) => (options.order(each.row, best.row) < 0 ? each : best));
    places[first.index] = { ...first.place, skip: first.place.skip + 1 };
    if (options.isWanted(first.row)) given.push(first.row);
    // At once, so that a page given to its end is not read again for the next one.
    closeGiven(places, open);
  }
}

function closeGiven(places: Place[], open: Map<number, OpenPage>): void {
  for (const [index, { rows, next }] of open) {
    const place = places[index];
    if (!place || place.skip < rows.length) continue;
    open.delete(index);
    places[index] = next === undefined ? { skip: 0, over: true } : { cursor: next, skip: 0, over: false };
  }
}

const Places = z.array(
  z.object({ c: z.optional(z.string()), s: z.int().check(z.minimum(0), z.maximum(1000)), o: z.optional(z.boolean()) }),
);

function placesOf({ lists, cursor }: MergeOptions): Place[] {
  if (cursor === undefined) return Array.from({ length: lists }, () => ({ skip: 0, over: false }));
  const parsed = Places.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (!parsed.success || parsed.data.length !== lists) throw new UnknownCursor("the cursor is none of this list's");
  return parsed.data.map(({ c, s, o }) => ({ cursor: c, skip: s, over: o ?? false }));
}

function cursorOf(places: readonly Place[]): string {
  const short = places.map(({ cursor, skip, over }) => ({
    ...(cursor === undefined ? {} : { c: cursor }),
    s: skip,
    ...(over ? { o: true } : {}),
  }));
  return Buffer.from(JSON.stringify(short)).toString("base64url");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
