import { determinations } from "#eligibility/judge.ts";
import type { Determination, HouseholdFacts } from "#eligibility/judgement.ts";
import { outcomeOf } from "#eligibility/programme-code.ts";
import type { Assessment, Subject } from "#eligibility/situation.ts";
import type { CompiledProgramme, Standard } from "#eligibility/standard.ts";
import { noticeKey } from "#household/notices.ts";
import { withCurrentArea } from "#household/settle.ts";
import { type DueNotice, dueNotices } from "#outreach/due-notices.ts";
import type { SubjectMove } from "./compare.ts";
import type { PairedProgramme } from "./paired-programmes.ts";

/** A notice that a change of standards raises, revises or takes back. */
export interface NoticeMove {
  readonly move: "raised" | "updated" | "withdrawn";
  readonly role: string;
  /** Area code the notice is addressed to. */
  readonly area: string;
  /** Code of the village, town or county whose worker has it on the list. */
  readonly office: string;
  /** True where it tells the place of registration of what another place is told. */
  readonly copy: boolean;
}

interface Standards {
  readonly from: Standard | undefined;
  readonly to: Standard;
  readonly programmes: readonly PairedProgramme[];
  readonly told: { readonly before: readonly CompiledProgramme[]; readonly after: readonly CompiledProgramme[] };
}

/** A household assessed by both standards. */
export interface Assessed {
  readonly before: Assessment | undefined;
  readonly after: Assessment;
  readonly subjects: readonly SubjectMove[];
}

/** What staff are told, by the rules by which they are told: of a household that was assessed by both standards. */
export function noticeMoves(
  standards: Standards,
  household: HouseholdFacts,
  on: string,
  { before, after, subjects }: Assessed,
): NoticeMove[] {
  const { from, to, told } = standards;
  const open =
    from && before
      ? byKey(
          dueNotices(from.document, withCurrentArea(from.document, household), {
            results: outlined(told.before, before),
          }),
        )
      : noNotices;
  const due = byKey(
    dueNotices(to.document, withCurrentArea(to.document, household), { results: outlined(told.after, after) }),
  );
  const moves: NoticeMove[] = [];
  // Putting determinations into words is the dearest part: it is left for where nothing else tells.
  let words: Words | undefined;
  for (const [key, notice] of due) {
    const known = open.get(key);
    if (!known || !from) {
      moves.push(moved("raised", notice));
      continue;
    }
    let differs = isSureToDiffer(known, notice, standards, subjects);
    if (differs === undefined) {
      words ??= { said: wordsOf(from, household, on), says: wordsOf(to, household, on) };
      differs = words.said.get(key) !== words.says.get(key);
    }
    if (differs) moves.push(moved("updated", notice));
  }
  for (const [key, notice] of open) if (!due.has(key)) moves.push(moved("withdrawn", notice));
  return moves;
}

const noNotices: ReadonlyMap<string, DueNotice> = new Map();

function byKey(notices: readonly DueNotice[]): ReadonlyMap<string, DueNotice> {
  return new Map(notices.map((notice) => [noticeKey(notice), notice]));
}

/** What the notices of a household say by either standard, by their keys. */
interface Words {
  readonly said: ReadonlyMap<string, string>;
  readonly says: ReadonlyMap<string, string>;
}

/** Whether a notice that stays open says something else, as far as that can be seen without its words. */
function isSureToDiffer(
  open: DueNotice,
  due: DueNotice,
  { programmes }: Standards,
  subjects: readonly SubjectMove[],
): boolean | undefined {
  if (listOf(open) !== listOf(due)) return true;
  const told = subjects.filter(({ programme, person }) =>
    due.programmes.some((each) => each.id === programmes[programme]?.id && each.person === person),
  );
  if (told.some(isOtherAmount)) return true;
  return told.every(({ saysTheSame }) => saysTheSame) ? false : undefined;
}

function listOf({ programmes }: DueNotice): string {
  return programmes.map(({ id, person = "", verdict }) => `${id} ${person} ${verdict}`).join();
}

/** True where an amount is told, and is another one. */
function isOtherAmount({ move, before, after }: SubjectMove): boolean {
  return (
    (move === "amount-raised" || move === "amount-lowered") && Number.isFinite(before[1]) && Number.isFinite(after[1])
  );
}

function moved(move: NoticeMove["move"], { role, area, office = area, copy }: DueNotice): NoticeMove {
  return { move, role, area, office, copy };
}

/** Enough of the determinations to tell to whom something is due. */
function outlined(programmes: readonly CompiledProgramme[], assessment: Assessment): Determination[] {
  const results: Determination[] = [];
  for (const programme of programmes) {
    if (programme.definition.of === "household") outline(programme, assessment, undefined, results);
    else for (const member of assessment.members) outline(programme, member, member.id, results);
  }
  return results;
}

function outline(
  { definition, place }: CompiledProgramme,
  { results }: Subject,
  person: string | undefined,
  into: Determination[],
): void {
  const outcome = outcomeOf(results[place]);
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
  const there = withCurrentArea(standard.document, household);
  const due = dueNotices(standard.document, there, { results: determinations(standard, there, on) });
  return new Map(due.map((notice) => [noticeKey(notice), JSON.stringify([notice.area, notice.programmes])]));
}
