import { isDeepStrictEqual } from "node:util";
import { type AmountRange, amountRange } from "#eligibility/amount-range.ts";
import { assess } from "#eligibility/assess.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { outcomeOf } from "#eligibility/programme-code.ts";
import type { Assessment, Member, Subject } from "#eligibility/situation.ts";
import type { CompiledProgramme, Standard } from "#eligibility/standard.ts";
import type { Move } from "#events/standards-preview.ts";
import { withCurrentArea } from "#household/settle.ts";
import { type Assessed, type NoticeMove, noticeMoves } from "./notice-moves.ts";
import { type PairedProgramme, pairedProgrammes } from "./paired-programmes.ts";

/** Two standards made ready to be compared household by household; `from` is absent where all is to be found anew. */
export interface Comparison {
  readonly from: Standard | undefined;
  readonly to: Standard;
  readonly programmes: readonly PairedProgramme[];
  /** In the order of the documents, in which staff are told of them. */
  readonly told: { readonly before: readonly CompiledProgramme[]; readonly after: readonly CompiledProgramme[] };
  /** True where who is told of what, or in which order, differs. */
  readonly rolesMoved: boolean;
}

export function comparisonOf(from: Standard | undefined, to: Standard): Comparison {
  const [before, after] = [from?.programmes ?? [], to.programmes];
  const rules = (standard: Standard | undefined, programmes: readonly CompiledProgramme[]) => [
    standard?.document.roles,
    standard?.document.outreach,
    programmes.map(({ definition }) => definition.id),
  ];
  return {
    from,
    to,
    programmes: pairedProgrammes(from, to),
    told: { before, after },
    rolesMoved: !isDeepStrictEqual(rules(from, before), rules(to, after)),
  };
}

/** A programme's subject that is eligible or unknown, before or after. */
export interface SubjectMove {
  /** Place of the programme in the comparison. */
  readonly programme: number;
  /** The person, of a person's programme. */
  readonly person: string | undefined;
  readonly move: Move | "still-eligible" | "still-unknown";
  /** In fen; of one unknown, from nothing to the most it could be. */
  readonly before: AmountRange;
  readonly after: AmountRange;
  /** True where staff are certainly told of it what they were told before. */
  readonly saysTheSame: boolean;
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
  return compareWith(comparison, household, on, (assessed) => noticeMoves(comparison, household, assessed));
}

/** The same, with another way to tell what becomes of notices, which is asked only where something may. */
export function compareWith(
  comparison: Comparison,
  household: HouseholdFacts,
  on: string,
  noticesOf: (assessed: Assessed) => NoticeMove[],
): Compared {
  const { from, to, programmes } = comparison;
  const after = assess(to, withCurrentArea(to.document, household), on);
  if (after.members.length === 0) return nothing;
  const before = from && assess(from, withCurrentArea(from.document, household), on);
  const subjects: SubjectMove[] = [];
  for (let programme = 0; programme < programmes.length; programme += 1) {
    const pair = programmes[programme];
    if (pair) addMoves(pair, programme, before, after, subjects);
  }
  if (subjects.length === 0) return nothing;
  return { subjects, notices: mayTell(comparison, subjects) ? noticesOf({ before, after, subjects }) : [] };
}

function addMoves(
  pair: PairedProgramme,
  programme: number,
  before: Assessment | undefined,
  after: Assessment,
  into: SubjectMove[],
): void {
  const subjects = pair.of === "household" ? 1 : after.members.length;
  for (let index = 0; index < subjects; index += 1) {
    const had = outcomeFor(pair.before, before, index);
    const has = outcomeFor(pair.after, after, index);
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
function outcomeFor(
  programme: CompiledProgramme | undefined,
  assessment: Assessment | undefined,
  index: number,
): number {
  if (!programme || !assessment) return 0;
  return outcomeOf(subjectOf(programme, assessment, index).results[programme.place]);
}

function subjectOf(programme: CompiledProgramme, assessment: Assessment, index: number): Subject {
  return memberOf(programme, assessment, index) ?? assessment;
}

function memberOf({ definition }: CompiledProgramme, assessment: Assessment, index: number): Member | undefined {
  return definition.of === "person" ? assessment.members[index] : undefined;
}

interface Outcomes {
  readonly before: Assessment | undefined;
  readonly after: Assessment;
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
  const received = pair.amountSame && had === has ? receives : receivable(pair.before, before, had, index);
  const move = moveOf(had, has, received, receives);
  return {
    programme,
    person: pair.of === "person" ? after.members[index]?.id : undefined,
    move,
    before: received,
    after: receives,
    saysTheSame: pair.same || (pair.wordsSame && move === "still-eligible" && isTracedSame(pair, before, after, index)),
  };
}

/** True where each condition came out as before, and the amount is known. */
function isTracedSame(
  { before: former, after: programme }: PairedProgramme,
  before: Assessment | undefined,
  after: Assessment,
  index: number,
): boolean {
  if (!former || !programme || !before) return false;
  const had = subjectOf(former, before, index).results;
  const has = subjectOf(programme, after, index).results;
  return had[former.place] === has[programme.place] && isAmountKnown(former, had) && isAmountKnown(programme, has);
}

function isAmountKnown({ definition, amountPlace }: CompiledProgramme, results: readonly number[]): boolean {
  return definition.amount.value === undefined || !Number.isNaN(results[amountPlace]);
}

const none: AmountRange = [0, 0];

function receivable(
  programme: CompiledProgramme | undefined,
  assessment: Assessment | undefined,
  outcome: number,
  index: number,
): AmountRange {
  if (!programme || !assessment || outcome === 0) return none;
  const range = amountRange(programme, assessment, memberOf(programme, assessment, index));
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
