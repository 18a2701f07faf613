import { createHash } from "node:crypto";
import { checkFact, checkUnset, type FactProblem, isRegisteredSource } from "#eligibility/dictionary.ts";
import type { Standard } from "#eligibility/standard.ts";
import { dateIn, momentOf } from "#events/calendar.ts";
import type { ChangeQuarantined, QuarantineCode } from "#events/change-quarantined.ts";
import type { FactValue } from "#events/fact-value.ts";
import {
  BusEvent,
  type Change,
  HouseholdChangedEnvelope,
  householdChanged,
  parseChange,
} from "#events/household-changed.ts";
import { type Problem, problemsOf } from "#events/problem.ts";
import type { SubjectFacts } from "#household/fold.ts";
import { compareStamps, laterOf, type Register, type Stamp } from "#household/register.ts";

/** What a message from the changes queue comes to. */
export interface Accepted {
  readonly changes: readonly SubjectFacts[];
  readonly quarantined: readonly ChangeQuarantined[];
}

/** What accepting a message depends on besides the message. */
export interface AcceptanceContext {
  readonly standard: Standard;
  readonly now: Date;
}

/**
 * Parses a message of the changes queue. What is wrong is set aside with its reason, as narrowly as can be: one fact,
 * one change, or the event; the rest goes through. Never throws over what a source sent.
 */
export function accept(body: string, context: AcceptanceContext): Accepted {
  const busEvent = parseJson(body);
  const envelope = BusEvent.safeParse(busEvent);
  if (!envelope.success) {
    return rejectedWhole(
      "malformed-event",
      { source: "", at: context.now },
      problemsOf(envelope.error, busEvent),
      body,
    );
  }
  const { source, detail } = envelope.data;
  const origin = { source, at: context.now };
  if (envelope.data["detail-type"] !== householdChanged) {
    const problem = { field: "detail-type", found: "text", expected: householdChanged };
    return rejectedWhole("malformed-event", origin, [problem], detail);
  }
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
  return acceptChanges(source, event.data, context);
}

function acceptChanges(source: string, event: HouseholdChangedEnvelope, context: AcceptanceContext): Accepted {
  const quarantined: ChangeQuarantined[] = [];
  const subjects = new Map<string, { of: "person" | "household"; registers: Map<string, Register> }>();
  event.changes.forEach((input, index) => {
    const { change, facts, rejection } = acceptChange(input, { source, event, context });
    if (rejection) {
      const { code, problems } = rejection;
      quarantined.push(
        quarantinedChange({ code, source, at: context.now, event: event.id, change: index, problems, rejected: input }),
      );
    }
    if (!change) return;
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
  return { changes, quarantined };
}

interface AcceptedChange {
  /** Absent where the change as a whole is rejected. */
  readonly change?: Change;
  readonly facts: ReadonlyMap<string, Register>;
  readonly rejection?: { readonly code: QuarantineCode; readonly problems: Problem[] };
}

function acceptChange(
  input: unknown,
  { source, event, context }: { source: string; event: HouseholdChangedEnvelope; context: AcceptanceContext },
): AcceptedChange {
  const { standard, now } = context;
  const parsed = parseChange(input);
  if (!parsed.success) {
    return {
      facts: new Map(),
      rejection: { code: "malformed-change", problems: problemsOf(parsed.error, input) },
    };
  }
  const change: Change = parsed.data;
  const moment = momentOf(change.asOf, standard.timeZone);
  const today = dateIn(standard.timeZone, now);
  if (dateIn(standard.timeZone, new Date(moment)) > today) {
    // A mistyped year would win over every later report for ever.
    const problem = { field: "asOf", found: "a day to come", expected: `no day after today, ${today}` };
    return { facts: new Map(), rejection: { code: "future-date", problems: [problem] } };
  }
  const stamp = {
    asOf: moment,
    sequence: change.sequence ?? event.sequence,
    origin: digest(source, change.id ?? event.id),
  };
  const { accepted, problems } = checkFacts(change, source, stamp, standard);
  const [first] = problems;
  if (!first) return { change, facts: accepted };
  return {
    change,
    facts: accepted,
    rejection: { code: first.code, problems: problems.map(({ problem }) => problem) },
  };
}

interface CheckedFacts {
  readonly accepted: ReadonlyMap<string, Register>;
  readonly problems: readonly FactProblem[];
}

function checkFacts(change: Change, source: string, stamp: Stamp, standard: Standard): CheckedFacts {
  const of = "person" in change ? "person" : "household";
  const accepted = new Map<string, Register>();
  const problems: FactProblem[] = [];
  const take = (name: string, value: FactValue | null, problem: FactProblem | undefined) => {
    if (problem) problems.push(problem);
    else accepted.set(name, { value, stamp });
  };
  for (const [name, value] of Object.entries(change.set ?? {})) {
    const problem = checkFact(standard, { source, of, name, value });
    take(name, value, problem && inField(problem, `set.${name}`));
  }
  for (const [index, name] of (change.unset ?? []).entries()) {
    if (accepted.has(name)) {
      const field = { field: `unset[${index}]`, found: "text", expected: "a fact that the same change does not set" };
      problems.push({ code: "wrong-value", problem: field });
      continue;
    }
    const problem = checkUnset(standard, { source, of, name });
    take(name, null, problem && inField(problem, `unset[${index}]`));
  }
  return { accepted, problems };
}

/** Within one event the later in its list is the later: its author wrote them in that order. */
function laterInEvent(known: Register | undefined, next: Register): Register {
  if (!known || compareStamps(known.stamp, next.stamp) === 0) return next;
  return laterOf(known, next);
}

function inField({ code, problem }: FactProblem, field: string): FactProblem {
  return { code, problem: { ...problem, field } };
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
  return { changes: [], quarantined: [quarantinedChange({ code, ...origin, ...event, problems, rejected })] };
}

interface Rejection extends Origin {
  readonly code: QuarantineCode;
  readonly event?: string;
  readonly change?: number;
  readonly problems: Problem[];
  readonly rejected: unknown;
}

// A message of the quarantine queue holds 256 KB; a larger event is still in the bus's archive.
const largestCarried = 200_000;

function quarantinedChange({ at, rejected, ...rejection }: Rejection): ChangeQuarantined {
  const carried = Buffer.byteLength(JSON.stringify(rejected) ?? "") <= largestCarried ? { rejected } : {};
  return {
    type: "change.quarantined",
    ...rejection,
    problems: rejection.problems.slice(0, 50),
    at: at.toISOString(),
    ...carried,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** 48 bits of a digest tell a source's events of one moment and one sequence apart, in 8 bytes an event. */
function digest(source: string, event: string): string {
  return createHash("sha256").update(`${source}\n${event}`).digest("base64url").slice(0, 8);
}
