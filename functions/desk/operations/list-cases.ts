import type { CasePage, CaseQuery } from "#events/desk-api/cases.ts";
import type { CaseRow } from "#outreach/case.ts";
import { byUrgency, summaryOf } from "../case-in-reply.ts";
import { mergedPage } from "../merged-lists.ts";
import type { Asker, Operation } from "../operation.ts";
import { Problem } from "../problem.ts";
import { within } from "../reach.ts";
import { isWanted } from "../wanted-cases.ts";

const usualPage = 50;

/** `GET /cases`: of the reader's own lists, those that the query asks for. */
export const listCases: Operation<"listCases"> = async ({ query }, asker) => ({
  status: 200,
  body: await pageOf(query, asker, (row) => isWanted(row, query, asker.reader)),
});

/** `GET /town/overdue` */
export const townOverdue: Operation<"townOverdue"> = async ({ query }, asker) => ({
  status: 200,
  body: await pageOf(query, asker, (row) => isWanted(row, { overdue: "true" }, asker.reader)),
});

/** `GET /town/unclaimed` */
export const townUnclaimed: Operation<"townUnclaimed"> = async ({ query }, asker) => ({
  status: 200,
  body: await pageOf(query, asker, (row) => isWanted(row, { state: "queued" }, asker.reader)),
});

async function pageOf(query: CaseQuery, asker: Asker, wanted: (row: CaseRow) => boolean): Promise<CasePage> {
  const { cases, posts, reader } = asker;
  const { area, role, cursor, limit = String(usualPage) } = query;
  if (area !== undefined && !posts.some((post) => within(post.area, area) || within(area, post.area))) {
    throw new Problem("not-allowed");
  }
  const lists = openOrDone(query).flatMap((open) =>
    cases.lists({ open, ...(area === undefined ? {} : { area }), ...(role === undefined ? {} : { role }) }),
  );
  const page = await mergedPage({
    lists: lists.length,
    limit: Number(limit),
    cursor,
    async read(index, part) {
      const list = lists[index];
      return list ? cases.page(list, part) : { rows: [] };
    },
    isWanted: wanted,
    order: (a, b) => byUrgency(summaryOf(a, reader), summaryOf(b, reader)),
  });
  return {
    cases: page.rows.map((row) => summaryOf(row, reader)),
    ...(page.cursor === undefined ? {} : { next: page.cursor }),
    readAt: reader.now.toISOString(),
  };
}

/** Which of the two halves of the lists a query needs: of cases that ask for a visit, and of those that do no more. */
function openOrDone({ state = "open" }: CaseQuery): boolean[] {
  if (state === "all") return [true, false];
  return [state !== "closed" && state !== "withdrawn"];
}
