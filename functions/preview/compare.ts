import { type AmountRange, amountRange } from "#eligibility/amount-range.ts";
import { assess } from "#eligibility/judge.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import type { Member, Situation } from "#eligibility/situation.ts";
import type { CompiledProgramme, Standard } from "#eligibility/standard.ts";
import type { Move } from "#events/standards-preview.ts";
import { type NoticeMove, noticeMoves } from "./notice-moves.ts";
import { type PairedProgramme, pairedProgrammes } from "./paired-programmes.ts";

/** Two standards made ready to be compared household by household; `from` is absent where all is to be found anew. */
export interface Comparison {
  readonly from: Standard | undefined;
  readonly to: Standard;
  readonly programmes: readonly PairedProgramme[];
  /** Ids of programmes of which no verdict and no word differs. */
  readonly unmoved: ReadonlySet<string>;
  /** True where who is told of what differs. */
  readonly rolesMoved: boolean;
}

export function comparisonOf(from: Standard | undefined, to: Standard): Comparison {
  const programmes = pairedProgrammes(from, to);
  return {
    from,
    to,
    programmes,
    unmoved: new Set(programmes.filter(({ same }) => same).map(({ id }) => id)),
    rolesMoved: JSON.stringify(from?.document.roles) !== JSON.stringify(to.document.roles),
  };
}

/** A programme's subject that is eligible or unknown, before or after. */
export interface SubjectMove {
  /** Place of the programme in the comparison. */
  readonly programme: number;
  readonly move: Move | "still-eligible" | "still-unknown";
  /** In fen; of one unknown, from nothing to the most it could be. */
  readonly before: AmountRange;
  readonly after: AmountRange;
}

/** What a change of standards does to a household. */
export interface Compared {
  readonly subjects: readonly SubjectMove[];
  readonly notices: readonly NoticeMove[];
}

const nothing: Compared = { subjects: [], notices: [] };

/**
 * Judges a household by both standards on a day and says what moves.
 *
 * @param on ISO date, in the time zone of the standards.
 */
export function compare(comparison: Comparison, household: HouseholdFacts, on: string): Compared {
  const { from, to, programmes } = comparison;
  const after = assess(to, household, on);
  if (after.members.length === 0) return nothing;
  const before = from && assess(from, household, on);
  const subjects: SubjectMove[] = [];
  for (let programme = 0; programme < programmes.length; programme += 1) {
    const pair = programmes[programme];
    if (pair) addMoves(pair, programme, before, after, subjects);
  }
  if (subjects.length === 0) return nothing;
  return {
    subjects,
    notices: mayTell(comparison, subjects) ? noticeMoves(comparison, household, on, { before, after }) : [],
  };
}

function addMoves(
  pair: PairedProgramme,
  programme: number,
  before: Situation | undefined,
  after: Situation,
  into: SubjectMove[],
): void {
  const subjects = pair.of === "household" ? 1 : after.members.length;
  for (let index = 0; index < subjects; index += 1) {
    const had = outcomeOf(pair.before, before, index);
    const has = outcomeOf(pair.after, after, index);
    if (had !== 0 || has !== 0) into.push(subjectMove(pair, programme, { before, after, had, has, index }));
  }
}

const neverEligible: readonly SubjectMove["move"][] = ["now-unknown", "ruled-out", "still-unknown"];

/** Only who is eligible, before or after, is told of; and of what has not moved nothing new. */
function mayTell({ programmes, rolesMoved }: Comparison, subjects: readonly SubjectMove[]): boolean {
  if (subjects.every(({ move }) => neverEligible.includes(move))) return false;
  return rolesMoved || subjects.some(({ programme }) => programmes[programme]?.same !== true);
}

/** 0 not eligible, 1 eligible, 2 unknown; not eligible where there is no such programme. */
function outcomeOf(programme: CompiledProgramme | undefined, situation: Situation | undefined, index: number): number {
  if (!programme || !situation) return 0;
  return subjectOf(programme, situation, index).outcomes[programme.place] ?? 2;
}

function subjectOf(programme: CompiledProgramme, situation: Situation, index: number): Situation | Member {
  return memberOf(programme, situation, index) ?? situation;
}

function memberOf({ definition }: CompiledProgramme, situation: Situation, index: number): Member | undefined {
  return definition.of === "person" ? situation.members[index] : undefined;
}

interface Outcomes {
  readonly before: Situation | undefined;
  readonly after: Situation;
  readonly had: number;
  readonly has: number;
  readonly index: number;
}

function subjectMove(
  pair: PairedProgramme,
  programme: number,
  { before, after, had, has, index }: Outcomes,
): SubjectMove {
  const receives = receivable(pair.after, after, has, index);
  const received = pair.same ? receives : receivable(pair.before, before, had, index);
  return { programme, move: moveOf(had, has, received, receives), before: received, after: receives };
}

const none: AmountRange = [0, 0];

function receivable(
  programme: CompiledProgramme | undefined,
  situation: Situation | undefined,
  outcome: number,
  index: number,
): AmountRange {
  if (!programme || !situation || outcome === 0) return none;
  const range = amountRange(programme, situation, memberOf(programme, situation, index));
  return outcome === 1 ? range : [0, range[1]];
}

function moveOf(had: number, has: number, received: AmountRange, receives: AmountRange): SubjectMove["move"] {
  if (had === has) return had === 2 ? "still-unknown" : whileEligible(received, receives);
  if (has === 1) return had === 2 ? "settled-eligible" : "newly-eligible";
  if (has === 2) return had === 1 ? "now-in-doubt" : "now-unknown";
  return had === 1 ? "no-longer-eligible" : "ruled-out";
}

function whileEligible(received: AmountRange, receives: AmountRange): SubjectMove["move"] {
  const more = moreOrLess(received, receives);
  if (more === 0) return "still-eligible";
  return more > 0 ? "amount-raised" : "amount-lowered";
}

/** Of ranges that missing facts leave open, the upper end decides, then the lower. */
function moreOrLess([low, high]: AmountRange, [newLow, newHigh]: AmountRange): number {
  return newHigh === high ? Math.sign(newLow - low) : Math.sign(newHigh - high);
}
