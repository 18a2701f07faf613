import { createHash } from "node:crypto";
import { checkFact, checkUnset, type FactProblem } from "#eligibility/dictionary.ts";
import type { Standard } from "#eligibility/standard.ts";
import { dateIn, momentOf } from "#events/calendar.ts";
import type { QuarantineCode } from "#events/change-quarantined.ts";
import type { FactValue } from "#events/fact-value.ts";
import { type Change, type HouseholdChangedEnvelope, parseChange } from "#events/household-changed.ts";
import { type Problem, problemsOf } from "#events/problem.ts";
import { outcomeSource } from "#events/reported-outcome.ts";
import { outcomeRegister, outcomeValue } from "#household/outcomes.ts";
import { mergeRegister, type Register, type Stamp, voided } from "#household/register.ts";

/** The event that a change came with, and what accepting it depends on. */
export interface SameEvent {
  readonly source: string;
  readonly event: HouseholdChangedEnvelope;
  readonly standard: Standard;
  readonly now: Date;
}

/** A change as far as it can be taken. */
export interface AcceptedChange {
  /** Absent where the change as a whole is rejected. */
  readonly change?: Change;
  readonly facts: ReadonlyMap<string, Register>;
  readonly rejection?: { readonly code: QuarantineCode; readonly problems: readonly Problem[] };
}

/** Checks one change of an event: rejected whole where its form is wrong, else fact by fact. */
export function acceptChange(input: unknown, from: SameEvent): AcceptedChange {
  const parsed = parseChange(input);
  if (!parsed.success) return rejected("malformed-change", problemsOf(parsed.error, input));
  const change: Change = parsed.data;
  const wrong = datesToCome(change, from) ?? correctsItself(change, from);
  if (wrong) return rejected(wrong.code, [wrong.problem]);
  const { accepted, problems } = checkFacts(change, from);
  const [first] = problems;
  if (!first) return { change, facts: accepted };
  const rejection = { code: first.code, problems: problems.map(({ problem }) => problem) };
  return { change, facts: accepted, rejection };
}

function rejected(code: QuarantineCode, problems: readonly Problem[]): AcceptedChange {
  return { facts: new Map(), rejection: { code, problems } };
}

interface ChangeProblem {
  readonly code: QuarantineCode;
  readonly problem: Problem;
}

/** A mistyped year would win over every later report for ever. */
function datesToCome({ asOf }: Change, { standard, now }: SameEvent): ChangeProblem | undefined {
  const { timeZone } = standard;
  const today = dateIn(timeZone, now);
  if (dateIn(timeZone, new Date(momentOf(asOf, timeZone))) <= today) return undefined;
  const problem = { field: "asOf", found: "a day to come", expected: `no day after today, ${today}` };
  return { code: "future-date", problem };
}

function correctsItself({ id, supersedes }: Change, { event }: SameEvent): ChangeProblem | undefined {
  if (!supersedes || supersedes.id !== (id ?? event.id)) return undefined;
  const problem = { field: "supersedes.id", found: "the event itself", expected: "the event that it corrects" };
  return { code: "malformed-change", problem };
}

interface CheckedFacts {
  readonly accepted: ReadonlyMap<string, Register>;
  readonly problems: readonly FactProblem[];
}

function checkFacts(change: Change, from: SameEvent): CheckedFacts {
  const { source, standard, now } = from;
  const today = dateIn(standard.timeZone, now);
  const of = "person" in change ? "person" : "household";
  const accepted = new Map<string, Register>();
  const problems: FactProblem[] = [];
  const take = (name: string, register: Register, problem: FactProblem | undefined) => {
    if (problem) problems.push(problem);
    else accepted.set(name, register);
  };
  for (const [name, value] of Object.entries(change.set ?? {})) {
    const problem = checkFact(standard, { source, of, name, value, today });
    const found = problem ? inField(problem, `set.${name}`) : notAuthorised(standard, change, `${of}.${name}`);
    take(name, registerOf(change, from, value), found);
  }
  if ("outcome" in change && change.outcome) {
    const register = registerOf(change, from, outcomeValue(change.outcome));
    take(outcomeRegister(change.outcome), register, notTheDesk(source));
  }
  for (const [index, name] of (change.unset ?? []).entries()) {
    if (accepted.has(name)) {
      const field = { field: `unset[${index}]`, found: "text", expected: "a fact that the same change does not set" };
      problems.push({ code: "wrong-value", problem: field });
      continue;
    }
    const problem = checkUnset(standard, { source, of, name });
    take(name, registerOf(change, from, null), problem && inField(problem, `unset[${index}]`));
  }
  return { accepted, problems };
}

/** Outcomes are told by the staff's desk alone. */
function notTheDesk(source: string): FactProblem | undefined {
  if (source === outcomeSource) return undefined;
  const problem = { field: "outcome", found: `a report of ${source}`, expected: `a report of ${outcomeSource}` };
  return { code: "not-the-owner", problem };
}

function inField({ code, problem }: FactProblem, field: string): FactProblem {
  return { code, problem: { ...problem, field } };
}

/** A fact that may be known only with the family's authorisation, without one. */
function notAuthorised(standard: Standard, { authorisation }: Change, name: string): FactProblem | undefined {
  const fact = standard.facts.get(name);
  if (fact?.layer !== "verification" || authorisation) return undefined;
  const expected = `an authorisation of the family, without which ${name} may not be known`;
  return { code: "not-authorised", problem: { field: "authorisation", found: "missing", expected } };
}

/** What a change says of one fact; a correction also takes back what it corrects, and an `unset` of its nothing else. */
function registerOf(change: Change, { source, event, standard }: SameEvent, value: FactValue | null): Register {
  const { supersedes, authorisation } = change;
  const stampOf = (asOf: string, sequence: number, id: string): Stamp => ({
    asOf: momentOf(asOf, standard.timeZone),
    sequence,
    origin: digest(source, id),
  });
  const until = authorisation && value !== null ? { until: authorisation.until } : {};
  const report = {
    value,
    stamp: stampOf(change.asOf, change.sequence ?? event.sequence, change.id ?? event.id),
    ...until,
  };
  if (!supersedes) return report;
  const takenBack = voided(stampOf(supersedes.asOf, supersedes.sequence, supersedes.id));
  return value === null ? takenBack : mergeRegister(report, takenBack);
}

/** 48 bits of a digest tell a source's events of one moment and one sequence apart, in 8 bytes an event. */
function digest(source: string, event: string): string {
  return createHash("sha256").update(`${source}\n${event}`).digest("base64url").slice(0, 8);
}
