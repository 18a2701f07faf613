import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type { ExpectedNotice } from "#local/expected-notices.ts";
import { compareNotices } from "#local/notices-found.ts";
import type { Case } from "#outreach/case.ts";
import { fromCaseItem } from "#stores/case-items.ts";

/** Every case there is, by its notice. */
export type CasesNow = ReadonlyMap<string, Case>;

/** Reads the cases as the desk has them. */
export async function casesNow(client: DynamoDBClient): Promise<CasesNow> {
  const cases = new Map<string, Case>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: "cases", ConsistentRead: true })) {
    // The history of a case lies beside it.
    for (const item of Items.filter((each) => "row" in each)) {
      const kept = fromCaseItem(item);
      cases.set(kept.case, kept);
    }
  }
  return cases;
}

/** What a drill came to for the families. */
export interface Harm {
  /** Families and roles whose due notice is missing, or says something else. */
  readonly lost: readonly string[];
  /** Families and roles with a notice that is not due. */
  readonly wrong: readonly string[];
  /** Notices told a second time: the same again as a new revision, or a second case for the same family and role. */
  readonly second: readonly string[];
}

/**
 * Holds the cases against the offline judgement, and against those at earlier moments, the first first: what was told and
 * taken back between two of them may be told again.
 *
 * @param excused notices that had to be told again, since they had been told wrongly meanwhile.
 */
export function harmOf(
  expected: readonly ExpectedNotice[],
  earlier: readonly CasesNow[],
  after: CasesNow,
  excused: ReadonlySet<string> = new Set(),
): Harm {
  const open = [...after.values()].filter(({ noticeStatus }) => noticeStatus === "open");
  const { missed, wrong, different } = compareNotices(
    expected,
    open.map(({ household, role, area, content }) => ({ household, role, area, programmes: content.programmes })),
  );
  const moments = [...earlier, after];
  const second = moments.flatMap((later, index) => {
    const before = moments[index - 1];
    return before ? toldAgain(before, later, excused) : [];
  });
  return { lost: [...missed, ...different], wrong, second: [...second, ...twoAtOnce(after)] };
}

function toldAgain(before: CasesNow, after: CasesNow, excused: ReadonlySet<string>): string[] {
  const again = [...after.values()].filter((each) => {
    const known = before.get(each.case);
    return known && !excused.has(each.case) && known.noticeRevision !== each.noticeRevision && saysTheSame(known, each);
  });
  return again.map((each) => each.case);
}

function twoAtOnce(cases: CasesNow): string[] {
  const open = [...cases.values()].filter(({ noticeStatus, outcome }) => noticeStatus === "open" && !outcome);
  const byFamily = Map.groupBy(open, ({ household, role, area, copy }) => `${household} ${role} ${area} ${copy ?? ""}`);
  return [...byFamily.values()].filter(({ length }) => length > 1).flatMap((each) => each.map(({ case: id }) => id));
}

function saysTheSame(one: Case, other: Case): boolean {
  const said = ({ noticeStatus, area, content }: Case) => JSON.stringify([noticeStatus, area, content.programmes]);
  return said(one) === said(other);
}
