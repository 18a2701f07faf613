import type { Post } from "#events/desk-api/posts.ts";
import type { Case, CaseRow } from "#outreach/case.ts";
import type { CasePage, CaseStore, CommandRequest, CommandResult, Page } from "#outreach/case-store.ts";
import type { CaseCounts } from "#outreach/count-cases.ts";
import type { PlanTerms } from "#outreach/plan-visits.ts";
import { type CaseDesk, workCase } from "#outreach/work-case.ts";
import { type OfficePlan, plansWithinReach } from "./plans-within-reach.ts";
import { Problem } from "./problem.ts";
import { areasWithLists, sees, within } from "./reach.ts";

/** A list of cases that some posts see: of one office and role, or of an area. */
export type ReachableList =
  | { readonly of: "office"; readonly office: string; readonly role: string }
  | { readonly of: "area"; readonly area: string; readonly open: boolean };

/**
 * The cases that some posts see, and no others: what the desk's routes work with instead of the store. Whatever is asked
 * for, a row is given only where one of the posts sees it.
 */
export interface CasesWithinReach {
  /** Throws Problem `not-found` where there is none, or none within reach: the two cannot be told apart. */
  get(notice: string): Promise<Case>;
  /** Carries out a command and reports what was found to the bus. Throws Problem `not-found` as `get` does. */
  execute(notice: string, request: CommandRequest): Promise<Exclude<CommandResult, { status: "unknown-case" }>>;
  /** The lists that hold what the posts see, within an area and of a role where they are given. */
  lists(narrowed: { readonly area?: string; readonly role?: string; readonly open: boolean }): readonly ReachableList[];
  page(list: ReachableList, page: Page): Promise<CasePage>;
  /** The household's cases that the posts see. */
  ofHousehold(household: string): Promise<readonly CaseRow[]>;
  /** The plans of visits of the posts' offices, or of those that they stand above; of each what the posts see. */
  plans(terms: PlanTerms): Promise<readonly OfficePlan[]>;
  /** Counts of an area within one of the posts', whatever the role. Throws Problem `not-allowed`. */
  counts(area: string, at: { readonly now: Date; readonly today: string }): Promise<CaseCounts>;
  /** True where one of the posts sees notices of a role. */
  hasRole(role: string): boolean;
  readonly posts: readonly Post[];
  /** True where one of the posts sees a case. */
  reaches(row: CaseRow): boolean;
}

export function casesWithinReach(
  desk: CaseDesk & { readonly cases: CaseStore },
  posts: readonly Post[],
): CasesWithinReach {
  const store = desk.cases;
  const reaches = (row: CaseRow) => posts.some((post) => sees(post, row));
  const get = async (notice: string) => {
    const found = await store.get(notice);
    if (!found || !reaches(found)) throw new Problem("not-found");
    return found;
  };
  return {
    posts,
    reaches,
    get,
    async execute(notice, request) {
      await get(notice);
      const result = await workCase(desk, notice, request);
      if (result.status === "unknown-case") throw new Problem("not-found");
      return result;
    },
    lists: (narrowed) => listsOf(posts, narrowed),
    async page(list, page) {
      const { rows, cursor } =
        list.of === "office" ? await store.listOffice(list, page) : await store.listUnder(list, page);
      return { rows: rows.filter(reaches), ...(cursor === undefined ? {} : { cursor }) };
    },
    ofHousehold: async (household) => (await store.listHousehold(household)).filter(reaches),
    plans: (terms) => plansWithinReach(store, posts, terms),
    async counts(area, at) {
      if (!posts.some((post) => within(post.area, area))) throw new Problem("not-allowed");
      return store.counts(area, at);
    },
    hasRole: (role) => posts.some(({ roles }) => roles.includes(role)),
  };
}

function listsOf(
  posts: readonly Post[],
  { area, role, open }: { readonly area?: string; readonly role?: string; readonly open: boolean },
): ReachableList[] {
  const wanted = posts
    .map((post) => ({ ...post, roles: post.roles.filter((each) => role === undefined || each === role) }))
    .filter(({ roles }) => roles.length > 0)
    .flatMap((post) => {
      if (area === undefined || within(area, post.area)) return [post];
      return within(post.area, area) ? [{ ...post, area }] : [];
    });
  const workers = wanted.filter(({ duty }) => duty === "worker");
  const offices = open
    ? unique(
        workers.flatMap((post) => post.roles.map((each) => ({ of: "office" as const, office: post.area, role: each }))),
      )
    : [];
  // What is closed is in no office's list any more; the lists of areas are kept by county.
  const areas = areasWithLists(open ? wanted.filter(({ duty }) => duty !== "worker") : wanted);
  return [...offices, ...areas.map((each) => ({ of: "area" as const, area: each, open }))];
}

function unique(lists: readonly (ReachableList & { of: "office" })[]): ReachableList[] {
  return [...new Map(lists.map((list) => [`${list.office}#${list.role}`, list])).values()];
}
