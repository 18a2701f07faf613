import { determinations } from "#eligibility/judge.ts";
import type { Determination, HouseholdFacts } from "#eligibility/judgement.ts";
import type { Situation } from "#eligibility/situation.ts";
import type { CompiledProgramme, Standard } from "#eligibility/standard.ts";
import { noticeKey } from "#household/notices.ts";
import { type DueNotice, dueNotices } from "#outreach/due-notices.ts";

/** A notice that a change of standards raises, revises or takes back. */
export interface NoticeMove {
  readonly move: "raised" | "updated" | "withdrawn";
  readonly role: string;
  /** Area code the notice is addressed to. */
  readonly area: string;
  /** True where it tells the place of registration of what another place is told. */
  readonly copy: boolean;
}

interface Standards {
  readonly from: Standard | undefined;
  readonly to: Standard;
  /** Ids of programmes of which no verdict and no word differs. */
  readonly unmoved: ReadonlySet<string>;
}

interface Situations {
  readonly before: Situation | undefined;
  readonly after: Situation;
}

/** What staff are told, by the rules by which they are told: of a household that was assessed by both standards. */
export function noticeMoves(
  standards: Standards,
  household: HouseholdFacts,
  on: string,
  { before, after }: Situations,
): NoticeMove[] {
  const { from, to, unmoved } = standards;
  const open = from && before ? dueNotices(from.document, household, { results: outlined(from, before) }) : [];
  const due = dueNotices(to.document, household, { results: outlined(to, after) });
  const known = new Set(open.map(noticeKey));
  const stillDue = new Set(due.map(noticeKey));
  const moves = due.filter((notice) => !known.has(noticeKey(notice))).map(moved("raised"));
  const kept = due.filter((notice) => known.has(noticeKey(notice)));
  // Putting determinations into words is the dearest part, and what was not moved says what it said.
  const mayDiffer = [...kept, ...open].some(({ programmes }) => programmes.some(({ id }) => !unmoved.has(id)));
  if (from && kept.length > 0 && mayDiffer) {
    const said = wordsOf(from, household, on);
    const says = wordsOf(to, household, on);
    const updated = kept.filter((notice) => said.get(noticeKey(notice)) !== says.get(noticeKey(notice)));
    moves.push(...updated.map(moved("updated")));
  }
  return [...moves, ...open.filter((notice) => !stillDue.has(noticeKey(notice))).map(moved("withdrawn"))];
}

function moved(move: NoticeMove["move"]): (notice: DueNotice) => NoticeMove {
  return ({ role, area, copy }) => ({ move, role, area, copy });
}

/** Enough of the determinations to tell to whom something is due. */
function outlined({ programmes }: Standard, situation: Situation): Determination[] {
  const results: Determination[] = [];
  for (const programme of programmes) {
    if (programme.definition.of === "household") outline(programme, situation.outcomes, undefined, results);
    else for (const { id, outcomes } of situation.members) outline(programme, outcomes, id, results);
  }
  return results;
}

function outline(
  { definition, place }: CompiledProgramme,
  outcomes: readonly number[],
  person: string | undefined,
  into: Determination[],
): void {
  const outcome = outcomes[place];
  if (outcome === 0) return;
  into.push({
    programme: definition.id,
    ...(person === undefined ? undefined : { person }),
    verdict: outcome === 1 ? "eligible" : "unknown",
    per: definition.amount.per,
    reasons: [],
    missing: [],
    check: [],
  });
}

/** What the notices say, by their keys. */
function wordsOf(standard: Standard, household: HouseholdFacts, on: string): Map<string, string> {
  const due = dueNotices(standard.document, household, { results: determinations(standard, household, on) });
  return new Map(due.map((notice) => [noticeKey(notice), JSON.stringify([notice.area, notice.programmes])]));
}
