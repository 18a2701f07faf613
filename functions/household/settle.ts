import { areaRegister } from "#eligibility/area-register.ts";
import { judge, possible } from "#eligibility/judge.ts";
import type { HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { daysAfter } from "#events/calendar.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { dueNotices } from "#outreach/due-notices.ts";
import { holdsOn, withHolds } from "#outreach/holds.ts";
import { type Household, isCrowded, type KeptDetermination } from "./aggregate.ts";
import { indexedOf, isSamePlace } from "./indexed.ts";
import { knownFacts, knownUntil } from "./known-facts.ts";
import { decideNotices, noticeId, unsentMessages } from "./notices.ts";
import { circumstancesOf } from "./outcomes.ts";
import { whyWithdrawn } from "./withdrawal.ts";

/** A household judged and its notices decided. */
export interface Settled {
  readonly household: Household;
  /** What must be told now; stays to be told until marked sent. */
  readonly messages: readonly OutreachNotice[];
}

/**
 * Judges a household on a day and decides what staff should be told. A function of what is known alone: settling twice
 * changes nothing the second time.
 *
 * @param today ISO date in the standard's time zone.
 */
export function settle(standard: Standard, household: Household, today: string): Settled {
  const { document } = standard;
  const known = withCurrentArea(document, knownFacts(household, today));
  const judgement: Pick<Judgement, "results" | "watch"> =
    // Nobody is told, and nothing is kept, of what a family does not qualify for: it is not put into words.
    known.members.length === 0 || isCrowded(household)
      ? { results: [], watch: [] }
      : judge(standard, known, today, possible);
  const circumstances = circumstancesOf(household, standard.timeZone);
  const holds = holdsOn(document.outreach, circumstances, today);
  const { due, held, again } = withHolds(dueNotices(document, known, judgement), holds);
  const closed = new Set(circumstances.outcomes.map(({ notice }) => notice));
  const recalled = { document, known, judgement, held, circumstances, before: household };
  const notices = decideNotices(household.notices, due, today, {
    isClosed: (key, episode) => closed.size > 0 && closed.has(noticeId(household.household, key, episode)),
    why: (state, isClosed) => whyWithdrawn(state, { ...recalled, closed: isClosed }),
  });
  const watch = lookAgain(withExpiry(judgement.watch, knownUntil(household, today)), again);
  const settled = {
    ...household,
    standards: standard.label,
    determinations: kept(judgement),
    watch,
    indexed: indexedOf(standard, known.area, judgement.watch, today),
    notices,
  };
  const judged = { household: household.household, standards: standard.label };
  return { household: settled, messages: unsentMessages(notices, due, judged) };
}

/** A fact that is known only with the family's authorisation is unknown from the day after its end. */
function withExpiry(watch: Judgement["watch"], until: string | undefined): Judgement["watch"] {
  if (until === undefined) return watch;
  return lookAgain(watch, daysAfter(until, 1));
}

/** Watch points whose day is no later than this one. */
function lookAgain(watch: Judgement["watch"], again: string | undefined): Judgement["watch"] {
  if (again === undefined) return watch;
  const day = watch.find((point) => "on" in point)?.on ?? again;
  return [{ on: day < again ? day : again }, ...watch.filter((point) => !("on" in point))];
}

/**
 * A source may still report the code of an area that is no more: the household is judged where that is today. One that was
 * said to live where no area of the standard is lives somewhere, and nobody knows where.
 */
export function withCurrentArea(document: StandardDocument, known: HouseholdFacts): HouseholdFacts {
  if (known.area === undefined) return known;
  const register = areaRegister(document);
  const area = register.isPlace(known.area) ? register.current(known.area) : undefined;
  return area === known.area ? known : { ...known, area };
}

function kept({ results }: Pick<Judgement, "results">): KeptDetermination[] {
  return results
    .filter(({ verdict }) => verdict === "eligible")
    .map(({ programme, person, amount }) => ({
      programme,
      ...(person === undefined ? {} : { person }),
      ...(amount === undefined ? {} : { amount }),
    }));
}

/** True where storing `after` would tell the store nothing that `before` does not. */
export function isUnchanged(before: Household, after: Household): boolean {
  return (
    before.facts === after.facts &&
    before.members === after.members &&
    before.notices === after.notices &&
    before.standards === after.standards &&
    isSamePlace(before.indexed, after.indexed) &&
    JSON.stringify([before.determinations, before.watch]) === JSON.stringify([after.determinations, after.watch])
  );
}
