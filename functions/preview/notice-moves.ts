import { determinationOf } from "#eligibility/determine.ts";
import type { Determination, HouseholdFacts } from "#eligibility/judgement.ts";
import { outcomeOf } from "#eligibility/programme-code.ts";
import type { Assessment } from "#eligibility/situation.ts";
import type { CompiledProgramme, Standard } from "#eligibility/standard.ts";
import { noticeKey } from "#household/notices.ts";
import { withCurrentArea } from "#household/settle.ts";
import { type DueNotice, dueNotices, inNotice } from "#outreach/due-notices.ts";
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
  { before, after, subjects }: Assessed,
): NoticeMove[] {
  const { from, to, told } = standards;
  const open = from && before ? noticesBy(from, household, outlined(told.before, before)) : noNotices;
  const due = noticesBy(to, household, outlined(told.after, after));
  const moves: NoticeMove[] = [];
  for (const [key, notice] of due) {
    const known = open.get(key);
    if (!known || !before) moves.push(moved("raised", notice));
    else if (saysOther(known, notice, standards, { before, after, subjects })) moves.push(moved("updated", notice));
  }
  for (const [key, notice] of open) if (!due.has(key)) moves.push(moved("withdrawn", notice));
  return moves;
}

const noNotices: ReadonlyMap<string, DueNotice> = new Map();

/** The notices that are due by a standard, by their keys. */
function noticesBy(
  { document }: Standard,
  household: HouseholdFacts,
  results: readonly Determination[],
): ReadonlyMap<string, DueNotice> {
  const due = dueNotices(document, withCurrentArea(document, household), { results });
  return new Map(due.map((notice) => [noticeKey(notice), notice]));
}

/** Whether a notice that stays open says something else. */
function saysOther(open: DueNotice, due: DueNotice, { programmes }: Standards, assessed: Assessed): boolean {
  if (listOf(open) !== listOf(due)) return true;
  const told = assessed.subjects.filter(({ programme, person }) =>
    due.programmes.some((each) => each.id === programmes[programme]?.id && each.person === person),
  );
  // Putting determinations into words is the dearest part: it is left for where nothing else tells.
  return (
    told.some(isOtherAmount) ||
    told.some((subject) => !subject.saysTheSame && isSaidOtherwise(programmes[subject.programme], subject, assessed))
  );
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
  const outlines: Determination[] = [];
  for (const programme of programmes) {
    if (programme.definition.of === "household") outline(programme, assessment.results, undefined, outlines);
    else for (const { id, results } of assessment.members) outline(programme, results, id, outlines);
  }
  return outlines;
}

function outline(
  { definition, place }: CompiledProgramme,
  results: readonly number[],
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

function isSaidOtherwise(
  pair: PairedProgramme | undefined,
  { person }: SubjectMove,
  { before, after }: Assessed,
): boolean {
  if (!pair?.before || !pair.after || !before) return true;
  return wordsOf(pair.before, before, person) !== wordsOf(pair.after, after, person);
}

/** What a notice says of one programme for one subject. */
function wordsOf(programme: CompiledProgramme, assessment: Assessment, person: string | undefined): string {
  const member = person === undefined ? undefined : assessment.members.find(({ id }) => id === person);
  return JSON.stringify(inNotice(determinationOf(programme, assessment, member ?? assessment)));
}
