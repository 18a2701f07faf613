import type { HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { daysAfter } from "#events/calendar.ts";
import type { WithdrawalReason } from "#events/case-vocabulary.ts";
import { countyOf } from "#events/identifiers.ts";
import { isEnrolled } from "#outreach/due-notices.ts";
import type { Circumstances, HeldProgramme } from "#outreach/holds.ts";
import type { Household, NoticeState } from "./aggregate.ts";

/** What a household has come to, as far as it tells why a visit is recalled. */
export interface Recalled {
  readonly document: StandardDocument;
  readonly known: HouseholdFacts;
  readonly judgement: Pick<Judgement, "results">;
  readonly held: readonly HeldProgramme[];
  readonly circumstances: Circumstances;
  /** The verdicts of the last time, from which the notice followed. */
  readonly before: Pick<Household, "determinations">;
  /** True where staff have closed the notice with an outcome. */
  readonly closed: boolean;
}

/** Why a notice is open no longer: what staff on their way should be told. */
export function whyWithdrawn(state: NoticeState, recalled: Recalled): WithdrawalReason {
  const { known, held, closed } = recalled;
  if (isReceived(state, recalled)) return "received";
  if (closed) return "closed";
  if (hasDied(state, recalled)) return "deceased";
  if (known.members.length === 0 || livesElsewhere(state, known)) return "moved";
  return held.some(({ programme }) => serves(state, recalled, programme)) ? "held" : "no-longer-due";
}

/** Somebody it was about has died, or somebody of the household has since it was raised. */
function hasDied(state: NoticeState, recalled: Recalled): boolean {
  const { known, held, circumstances, before, document } = recalled;
  if (held.some(({ because, programme }) => because === "bereavement" && serves(state, recalled, programme))) {
    return true;
  }
  const dead = new Set(known.members.filter(({ facts }) => facts["deceased"] === true).map(({ person }) => person));
  if (dead.size === 0) return false;
  const told = before.determinations.filter(({ programme }) => serves(state, recalled, programme));
  if (told.some(({ person }) => person !== undefined && dead.has(person))) return true;
  const longest = Math.max(0, ...document.roles.map(({ dueDays }) => dueDays));
  return circumstances.deaths.some((day) => day >= daysAfter(state.due, -longest));
}

function livesElsewhere({ area, copy }: NoticeState, { area: residence, facts }: HouseholdFacts): boolean {
  const now = copy ? facts["registeredArea"] : residence;
  return typeof now === "string" && countyOf(now) !== countyOf(area);
}

/** The family receives what the notice was about, and nothing of it is due still. */
function isReceived(state: NoticeState, recalled: Recalled): boolean {
  const { known, judgement } = recalled;
  const eligible = judgement.results.filter(
    ({ programme, verdict }) => verdict === "eligible" && serves(state, recalled, programme),
  );
  return eligible.length > 0 && eligible.every((determination) => isEnrolled(known, determination));
}

/** True for a programme that the notice's role serves; a copy tells of those of every role that climbs to it. */
function serves({ role, copy }: NoticeState, { document }: Recalled, programme: string): boolean {
  return document.roles.some(
    ({ id, programmes, escalation }) =>
      (copy ? escalation?.to === role : id === role) && programmes.includes(programme),
  );
}
