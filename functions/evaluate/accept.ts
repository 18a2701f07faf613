import { isRegisteredSource } from "#eligibility/dictionary.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { ChangeQuarantined, QuarantineCode } from "#events/change-quarantined.ts";
import { BusEvent, type Change, HouseholdChangedEnvelope } from "#events/household-changed.ts";
import { mostMembers } from "#events/household-on-file.ts";
import { HouseholdsDue } from "#events/households-due.ts";
import { readDetail } from "#events/major-versions.ts";
import { type Problem, problemsOf } from "#events/problem.ts";
import { membershipFact, type SubjectFacts } from "#household/fold.ts";
import { compareStamps, mergeRegister, type Register } from "#household/register.ts";
import { acceptChange, type SameEvent } from "./accept-change.ts";
import { disputedFacts } from "./disputed-facts.ts";
import type { Received } from "./received.ts";

/** What a message from the changes queue comes to. */
export interface Accepted {
  /** The event it was, where it could be read that far. */
  readonly event?: { readonly source: string; readonly id: string };
  readonly changes: readonly SubjectFacts[];
  readonly quarantined: readonly ChangeQuarantined[];
  /** Sets aside what it said of where these persons live, since nobody else fits into the household. */
  readonly setAsideCrowded: (persons: ReadonlySet<string>) => readonly ChangeQuarantined[];
}

const nobodyCrowded = (): readonly ChangeQuarantined[] => [];

/** What accepting a message depends on besides the message. */
export interface AcceptanceContext {
  readonly standard: Standard;
  readonly now: Date;
}

/**
 * Takes a message of the changes queue apart. What is wrong is set aside with its reason, as narrowly as can be: one fact,
 * one change, or the event; the rest goes through. Never throws over what a source sent.
 */
export function accept(
  { body, content: busEvent }: Pick<Received, "body" | "content">,
  context: AcceptanceContext,
): Accepted {
  const due = HouseholdsDue.safeParse(busEvent);
  // Nothing is reported of them: they are judged again as they are, and what waits to be told is told.
  if (due.success) {
    const changes = due.data.households.map((subject) => ({ of: "household" as const, subject, registers: {} }));
    return { changes, quarantined: [], setAsideCrowded: nobodyCrowded };
  }
  const envelope = BusEvent.safeParse(busEvent);
  if (!envelope.success) {
    return rejectedWhole(
      "malformed-event",
      { source: "", at: context.now },
      problemsOf(envelope.error, busEvent),
      body,
    );
  }
  const { source, "detail-type": detailType } = envelope.data;
  const origin = { source, at: context.now };
  const { detail, problem: unread } = readDetail(detailType, envelope.data.detail);
  if (unread) return rejectedWhole("malformed-event", origin, [unread], envelope.data.detail);
  if (!isRegisteredSource(context.standard, source)) {
    const problem = { field: "source", found: "text", expected: "the name of a registered source system" };
    return rejectedWhole("unknown-source", origin, [problem], detail);
  }
  const event = HouseholdChangedEnvelope.safeParse(detail);
  if (!event.success) {
    const problems = problemsOf(event.error, detail).map((problem) => ({
      ...problem,
      field: within("detail", problem),
    }));
    return rejectedWhole("malformed-event", origin, problems, detail);
  }
  return { event: { source, id: event.data.id }, ...acceptChanges(source, event.data, context) };
}

function acceptChanges(source: string, event: HouseholdChangedEnvelope, context: AcceptanceContext): Accepted {
  const quarantined: ChangeQuarantined[] = [];
  const joins: Join[] = [];
  const subjects = new Map<string, { of: "person" | "household"; registers: Map<string, Register> }>();
  const from: SameEvent = { source, event, ...context };
  event.changes.forEach((input, index) => {
    const { change, facts, rejection } = acceptChange(input, from);
    if (rejection) {
      const { code, problems } = rejection;
      quarantined.push(
        quarantinedChange({
          ...{ code, source, at: context.now, problems, rejected: input },
          ...{ event: event.id, sequence: event.sequence, change: index },
        }),
      );
    }
    if (!change) return;
    joins.push(...joinsOf(change, { facts, index, input }));
    quarantined.push(
      ...disputed(change, { event: event.id, change: index, rejected: rejection !== undefined }, context),
    );
    const of = "person" in change ? "person" : "household";
    const subject = "person" in change ? change.person : change.household;
    const known = subjects.get(subject) ?? { of, registers: new Map() };
    for (const [name, register] of facts) known.registers.set(name, laterInEvent(known.registers.get(name), register));
    if (known.registers.size > 0) subjects.set(subject, known);
  });
  const changes = [...subjects].map(([subject, { of, registers }]) => ({
    of,
    subject,
    registers: Object.fromEntries(registers),
  }));
  const setAsideCrowded = (persons: ReadonlySet<string>) =>
    joins
      .filter(({ person }) => persons.has(person))
      .map(({ index, input }) =>
        quarantinedChange({
          ...{ code: "crowded-household", source, at: context.now, problems: [tooMany], rejected: input },
          ...{ event: event.id, sequence: event.sequence, change: index },
        }),
      );
  return { changes, quarantined, setAsideCrowded };
}

interface Join {
  readonly person: string;
  /** Place in the event's list of changes. */
  readonly index: number;
  readonly input: unknown;
}

function joinsOf(
  change: Change,
  { facts, ...place }: Omit<Join, "person"> & { readonly facts: ReadonlyMap<string, Register> },
): Join[] {
  return "person" in change && facts.has(membershipFact) ? [{ person: change.person, ...place }] : [];
}

const tooMany: Problem = {
  field: `set.${membershipFact}`,
  found: `a household of more than ${mostMembers} persons`,
  expected: `a household that shares income and expenses, of at most ${mostMembers} persons`,
};

/** An outcome may say that facts of other sources are wrong. */
function disputed(
  change: Change,
  { rejected, ...place }: { readonly event: string; readonly change: number; readonly rejected: boolean },
  { standard, now }: AcceptanceContext,
): ChangeQuarantined[] {
  if (rejected || !("outcome" in change) || !change.outcome) return [];
  const { household, outcome } = change;
  return disputedFacts(standard, { household, outcome, at: now, ...place });
}

/** Within one event the later in its list is the later: its author wrote them in that order. */
function laterInEvent(known: Register | undefined, next: Register): Register {
  if (!known) return next;
  const sameStamp = compareStamps(known.stamp, next.stamp) === 0 && !known.void && !next.void;
  return mergeRegister(sameStamp ? withoutLatest(known, next) : known, next);
}

function withoutLatest({ previous }: Register, instead: Register): Register {
  return previous ? mergeRegister(previous, instead) : instead;
}

function within(parent: string, { field }: Problem): string {
  return field === "" ? parent : `${parent}.${field}`;
}

interface Origin {
  readonly source: string;
  readonly at: Date;
}

function rejectedWhole(code: QuarantineCode, origin: Origin, problems: Problem[], rejected: unknown): Accepted {
  const id = typeof rejected === "object" && rejected !== null ? Reflect.get(rejected, "id") : undefined;
  const event = typeof id === "string" ? { event: id.slice(0, 200) } : {};
  const quarantined = [quarantinedChange({ code, ...origin, ...event, problems, rejected })];
  return { changes: [], quarantined, setAsideCrowded: nobodyCrowded };
}

interface Rejection extends Origin {
  readonly code: QuarantineCode;
  readonly event?: string;
  readonly sequence?: number;
  readonly change?: number;
  readonly problems: readonly Problem[];
  readonly rejected: unknown;
}

// A message of the quarantine queue holds 256 KB; a larger event is still in the bus's archive.
const largestCarried = 200_000;

function quarantinedChange({ at, rejected, source, problems, ...rejection }: Rejection): ChangeQuarantined {
  return {
    type: "change.quarantined",
    ...rejection,
    source: source.slice(0, longestText),
    problems: problems.slice(0, 50).map((each) => ({ ...each, field: each.field.slice(0, longestText) })),
    at: at.toISOString(),
    ...(isCarried(rejected) ? { rejected } : {}),
  };
}

// What is wrong may be as long as the event: of a name it says as much as tells it from others.
const longestText = 300;

function isCarried(rejected: unknown): boolean {
  try {
    return Buffer.byteLength(JSON.stringify(rejected) ?? "") <= largestCarried;
  } catch {
    // Nested deeper than can be written again, though it could be read.
    return false;
  }
}
