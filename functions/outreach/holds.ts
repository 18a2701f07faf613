import { daysAfter } from "#events/calendar.ts";
import type { OutcomeCode } from "#events/case-vocabulary.ts";
import type { NoticeProgramme } from "#events/outreach-notice.ts";
import { type OutcomeKind, visitOutcomes } from "#events/visit-outcome.ts";
import type { DueNotice } from "./due-notices.ts";
import type { OutreachRules } from "./outreach-rules.ts";
import { programmeDigest } from "./programme-digest.ts";

/** What staff once found about a household, as far as it bears on what they are told. */
export interface KnownOutcome {
  readonly notice: string;
  readonly code: OutcomeCode;
  readonly role: string;
  readonly area: string;
  /** ISO date on which it was found. */
  readonly on: string;
  readonly programmes: readonly { readonly id: string; readonly person?: string; readonly said: string }[];
  readonly person?: string;
}

/** What bears on whether staff should be sent to a household now. */
export interface Circumstances {
  readonly outcomes: readonly KnownOutcome[];
  /** ISO dates of deaths in the household. */
  readonly deaths: readonly string[];
}

/** Why staff are not sent to a household for now, and until when. */
export interface Hold {
  readonly because: OutcomeCode | "bereavement";
  /** ISO date of the last day. */
  readonly until: string;
  /** The notice whose outcome it follows from. */
  readonly notice?: string;
  readonly covers: (notice: DueNotice, programme: NoticeProgramme) => boolean;
}

/** What is due after what staff found, what waits, and the first day on which some of it waits no longer. */
export interface Held {
  readonly due: readonly DueNotice[];
  readonly held: readonly HeldProgramme[];
  /** ISO date; absent where nothing waits. */
  readonly again?: string;
}

/** A programme that the family may qualify for and is not visited about for now. */
export interface HeldProgramme extends Pick<Hold, "because" | "until" | "notice"> {
  readonly role: string;
  readonly programme: string;
  readonly person?: string;
}

/** The last day on which staff are not sent again after an outcome; undefined where the standard has no such rule. */
export function quietUntil(rules: OutreachRules | undefined, code: OutcomeCode, on: string): string | undefined {
  const days = rules?.quietDays[code];
  return days === undefined ? undefined : daysAfter(on, days);
}

/** The holds of a household that are not over. A function of what is known, whatever the order it came in. */
export function holdsOn(rules: OutreachRules | undefined, known: Circumstances, today: string): Hold[] {
  if (!rules) return [];
  const ofDeaths = known.deaths.map(
    (day): Hold => ({
      because: "bereavement",
      until: daysAfter(day, rules.bereavementDays),
      // Whoever has lost home or kin in a flood needs the officer now.
      covers: ({ urgency }) => urgency !== "urgent",
    }),
  );
  const ofOutcomes = known.outcomes.flatMap((outcome): Hold[] => {
    const until = quietUntil(rules, outcome.code, outcome.on);
    if (until === undefined) return [];
    return [{ because: outcome.code, until, notice: outcome.notice, covers: coverOf(outcome) }];
  });
  return [...ofDeaths, ...ofOutcomes].filter(({ until }) => until >= today);
}

/** Takes out of what is due what waits. Nothing is dropped: it is told again, and looked at again when the first wait ends. */
export function withHolds(due: readonly DueNotice[], holds: readonly Hold[]): Held {
  if (holds.length === 0) return { due, held: [] };
  const held: HeldProgramme[] = [];
  const told = due.flatMap((notice): DueNotice[] => {
    const programmes = notice.programmes.filter((programme) => {
      const hold = longest(holds.filter(({ covers }) => covers(notice, programme)));
      if (hold) held.push(heldProgramme(notice, programme, hold));
      return !hold;
    });
    if (programmes.length === notice.programmes.length) return [notice];
    return programmes.some(({ verdict }) => verdict === "eligible") ? [{ ...notice, programmes }] : [];
  });
  const [first] = held.map(({ until }) => until).sort();
  return { due: told, held, ...(first === undefined ? {} : { again: daysAfter(first, 1) }) };
}

function heldProgramme({ role }: DueNotice, { id, person }: NoticeProgramme, { because, until, notice }: Hold) {
  return {
    because,
    until,
    ...(notice === undefined ? {} : { notice }),
    role,
    programme: id,
    ...(person === undefined ? {} : { person }),
  };
}

function longest(holds: readonly Hold[]): Hold | undefined {
  return holds.reduce<Hold | undefined>((last, hold) => (last && last.until >= hold.until ? last : hold), undefined);
}

type Covers = Hold["covers"];

/** How far an outcome reaches: the programmes it is about, all of its role, or everybody who would knock at the door. */
function coverOf(outcome: KnownOutcome): Covers {
  const ofProgramme: Covers = (_, { id, person }) =>
    outcome.programmes.some((each) => each.id === id && each.person === person);
  const ofRole: Covers = (notice, programme) => notice.role === outcome.role || ofProgramme(notice, programme);
  const saidTheSame: Covers = (_, programme) =>
    outcome.programmes.some(
      ({ id, person, said }) =>
        id === programme.id && person === programme.person && said === programmeDigest(programme),
    );
  const reach: Readonly<Record<OutcomeKind, Covers>> = {
    applied: ofProgramme,
    granted: ofProgramme,
    declined: ofProgramme,
    "not-eligible": ofProgramme,
    "handed-on": ofProgramme,
    // Until the source has corrected it: then the notice says something else, or nothing.
    "wrong-data": saidTheSame,
    unreachable: ofRole,
    postponed: ofRole,
    // Until it is known where they live now.
    moved: ({ area }) => area === outcome.area,
    deceased: () => true,
  };
  return reach[visitOutcomes[outcome.code].kind];
}
