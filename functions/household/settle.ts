import { judge } from "#eligibility/judge.ts";
import type { Judgement } from "#eligibility/judgement.ts";
import type { Standard } from "#eligibility/standard.ts";
import { daysAfter } from "#events/calendar.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { dueNotices } from "#outreach/due-notices.ts";
import type { Household, KeptDetermination } from "./aggregate.ts";
import { indexedOf, isSamePlace } from "./indexed.ts";
import { knownFacts, knownUntil } from "./known-facts.ts";
import { decideNotices, unsentMessages } from "./notices.ts";

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
  const known = knownFacts(household, today);
  const judgement: Pick<Judgement, "results" | "watch"> =
    known.members.length === 0 ? { results: [], watch: [] } : judge(standard, known, today);
  const due = dueNotices(standard.document, known, judgement);
  const notices = decideNotices(household.notices, due, today);
  const settled = {
    ...household,
    standards: standard.label,
    determinations: kept(judgement),
    watch: withExpiry(judgement.watch, knownUntil(household, today)),
    indexed: indexedOf(standard, known.area, judgement.watch),
    notices,
  };
  const judged = { household: household.household, standards: standard.label };
  return { household: settled, messages: unsentMessages(notices, due, judged) };
}

/** A fact that is known only with the family's authorisation is unknown from the day after its end. */
function withExpiry(watch: Judgement["watch"], until: string | undefined): Judgement["watch"] {
  if (until === undefined) return watch;
  const expiry = daysAfter(until, 1);
  const day = watch.find((point) => "on" in point)?.on ?? expiry;
  return [{ on: day < expiry ? day : expiry }, ...watch.filter((point) => !("on" in point))];
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
