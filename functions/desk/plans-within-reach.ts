import type { Post } from "#events/desk-api/posts.ts";
import { type CaseRow, levelOfOffice } from "#outreach/case.ts";
import type { CasePage, CaseStore, Page } from "#outreach/case-store.ts";
import { type PlannedVisit, type PlanTerms, planVisits } from "#outreach/plan-visits.ts";
import { areasWithLists, sees, within } from "./reach.ts";

/** The plan of an office's visits, as far as some posts see it. */
export interface OfficePlan {
  readonly office: string;
  readonly visits: readonly VisitWithinReach[];
}

export type VisitWithinReach = Pick<PlannedVisit, "case" | "on" | "waits"> & Pick<CaseRow, "household" | "role">;

type Lists = Pick<CaseStore, "listOffice" | "listUnder">;

/**
 * The plans of the offices that some posts work in or stand above. An office's workers share its days, so that each plan is
 * made of all its open cases; given is what the posts see.
 *
 * A worker's comes of the own office's partition alone. A town's are those of its communities.
 */
export async function plansWithinReach(
  lists: Lists,
  posts: readonly Post[],
  terms: PlanTerms,
): Promise<readonly OfficePlan[]> {
  const workers = posts.filter(({ duty }) => duty === "worker").map(({ area }) => area);
  const own = await Promise.all(
    [...new Set(workers)].map(async (office) => ({
      office,
      rows: await allOf((page) => lists.listOffice({ office }, page)),
    })),
  );
  const above = await Promise.all(
    areasWithLists(posts.filter(({ duty }) => duty !== "worker")).map(async (area) =>
      communitiesOf(area, await allOf((page) => lists.listUnder({ area, open: true }, page))),
    ),
  );
  return [...own, ...above.flat()].map(({ office, rows }) => {
    const seen = new Map(rows.filter((row) => posts.some((post) => sees(post, row))).map((row) => [row.case, row]));
    return { office, visits: plannedOf(office, rows, terms).flatMap((visit) => withinReach(visit, seen)) };
  });
}

/** The standard's budget is a community's; a town's offices send nobody from door to door. */
function plannedOf(office: string, rows: readonly CaseRow[], terms: PlanTerms): PlannedVisit[] {
  return planVisits(rows, levelOfOffice(office) === "village" ? terms : { ...terms, visitsPerDay: undefined });
}

function withinReach({ case: id, on, waits }: PlannedVisit, seen: ReadonlyMap<string, CaseRow>): VisitWithinReach[] {
  const row = seen.get(id);
  return row
    ? [{ case: id, on, household: row.household, role: row.role, ...(waits === undefined ? {} : { waits }) }]
    : [];
}

function communitiesOf(area: string, rows: readonly CaseRow[]): { office: string; rows: CaseRow[] }[] {
  const byOffice = new Map<string, CaseRow[]>();
  for (const row of rows) {
    if (levelOfOffice(row.office) !== "village" || !within(area, row.office)) continue;
    const office = byOffice.get(row.office);
    if (office) office.push(row);
    else byOffice.set(row.office, [row]);
  }
  return [...byOffice].map(([office, of]) => ({ office, rows: of }));
}

const rowsAtOnce = 1000;

async function allOf(read: (page: Page) => Promise<CasePage>): Promise<CaseRow[]> {
  const rows: CaseRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
