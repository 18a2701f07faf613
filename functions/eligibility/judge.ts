import type { FactValue } from "#events/fact-value.ts";
import type { Verdict } from "#events/outreach-notice.ts";
import { bornOn, boundsOf, isKnown } from "./bounds.ts";
import { dateNumber, dateOf, dayOf } from "./days.ts";
import { tracedConditions } from "./generated-code/generate.ts";
import type { Determination, HouseholdFacts, Judgement, MemberFacts, Reason, WatchPoint } from "./judgement.ts";
import { missingOfTruth } from "./missing.ts";
import { yuanRounded } from "./money.ts";
import type { Member, Situation, Subject } from "./situation.ts";
import type { CompiledProgramme, Standard } from "./standard.ts";
import type { Condition, Programme } from "./standard-document.ts";
import { truthOf } from "./truth.ts";
import { watchQuantity, watchTruth } from "./watch.ts";
import { newWatchList, type WatchList } from "./watch-list.ts";

/**
 * Works out the outcome and amount of every programme, and how each condition came out, without putting any of it into
 * words: what `judge` begins with, and all that counting needs.
 *
 * Members whose fact `deceased` is true no longer belong to the household; where nobody is left there is nobody to judge.
 *
 * @param on ISO date, in the standard's time zone.
 */
export function assess(standard: Standard, household: HouseholdFacts, on: string): Situation {
  const situation = situationOf(standard, household, on);
  if (situation.members.length > 0) standard.judgeAll(situation);
  return situation;
}

/** The verdicts of every programme with amounts, reasons and missing facts, as of a day; without watch points. */
export function determinations(standard: Standard, household: HouseholdFacts, on: string): Determination[] {
  return determineAll(standard, assess(standard, household, on));
}

/** Judges a household by every programme of a standard, as of a day (ISO date, in the standard's time zone). */
export function judge(standard: Standard, household: HouseholdFacts, on: string): Judgement {
  const situation = assess(standard, household, on);
  const watched = newWatchList();
  for (const programme of standard.programmes) {
    for (const each of subjectsOf(programme, situation)) watchProgramme(programme, each, watched);
  }
  return {
    household: household.household,
    on,
    standards: standard.label,
    results: determineAll(standard, situation),
    watch: watchPoints(standard, situation, watched),
  };
}

/** In the document's order; worked out in the order in which programmes follow each other: what one misses, those that follow it miss too. */
function determineAll(standard: Standard, situation: Situation): Determination[] {
  const results = new Map<number, Determination[]>();
  for (const programme of standard.programmes) {
    const subjects = subjectsOf(programme, situation);
    results.set(
      programme.place,
      subjects.map((each) => determine(programme, each)),
    );
  }
  return standard.document.programmes.flatMap((_, place) => results.get(place) ?? []);
}

/** The household, or each person in turn, that a programme is about; nobody where nobody is left. */
function subjectsOf({ definition }: CompiledProgramme, situation: Situation): Situation[] {
  if (situation.members.length === 0) return [];
  if (definition.of === "household") return [situation];
  return situation.members.map((member) => ofPerson(situation, member));
}

function situationOf(standard: Standard, household: HouseholdFacts, on: string): Situation {
  const day = dayOf(on);
  const { area, timelines, valuesOn } = standard.parametersOf(household.area);
  const members: Member[] = [];
  for (const member of household.members) if (member.facts["deceased"] !== true) members.push(memberOf(member));
  return {
    facts: household.facts,
    outcomes: [],
    traces: [],
    amounts: [],
    missing: [],
    derived: [],
    knowledge: standard.knowledge,
    members,
    slots: [],
    on: dateNumber(on),
    day,
    area,
    parameters: valuesOn(day),
    timelines,
    known: new Map(),
  };
}

function memberOf({ person, facts }: MemberFacts): Member {
  return { id: person, facts, born: bornOn(facts), outcomes: [], traces: [], amounts: [], missing: [], derived: [] };
}

function ofPerson(situation: Situation, member: Member): Situation {
  return { ...situation, slots: [member] };
}

const verdicts: readonly Verdict[] = ["not-eligible", "eligible", "unknown"];

function determine(programme: CompiledProgramme, situation: Situation): Determination {
  const { definition, place, screening, verification } = programme;
  const [person] = situation.slots;
  const subject: Subject = person ?? situation;
  const verdict = verdicts[subject.outcomes[place] ?? 2] ?? "unknown";
  const missing = verdict === "unknown" ? missingOf(programme, situation) : [];
  subject.missing[place] = missing;
  return {
    programme: definition.id,
    ...(person ? { person: person.id } : undefined),
    verdict,
    ...(verdict === "eligible" ? amountOf(programme, situation, subject) : undefined),
    per: definition.amount.per,
    reasons: tracedConditions(subject, place, screening).map(
      ({ condition, holds }): Reason => ({
        condition: condition.id,
        holds: holds ?? "unknown",
        values: valuesOf(programme, condition, situation),
      }),
    ),
    missing,
    check: verdict === "not-eligible" ? [] : toCheck(verification, situation),
  };
}

function missingOf({ verdict }: CompiledProgramme, situation: Situation): string[] {
  const missing = new Set<string>();
  missingOfTruth(situation, verdict, missing);
  return [...missing].sort();
}

/** The amount in yuan, or what it lies between where a missing fact leaves it open, and the tier that applies. */
function amountOf(
  { definition, place }: CompiledProgramme,
  situation: Situation,
  { amounts }: Subject,
): Pick<Determination, "amount" | "between" | "tier"> {
  const { value, tiers = [] } = definition.amount;
  const tier = tiers.find(({ when }) => !when || truthOf(situation, when) !== false);
  const named = tier && (!tier.when || truthOf(situation, tier.when)) ? { tier: tier.id } : undefined;
  if (!value) return { ...named };
  const fen = amounts[place] ?? Number.NaN;
  const bounds = Number.isNaN(fen) ? boundsOf(situation, value) : ([fen, fen] as const);
  const [low, high] = bounds;
  if (isKnown(bounds)) return { amount: yuanRounded(low), ...named };
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { ...named };
  return { between: [yuanRounded(low), yuanRounded(high)], ...named };
}

function valuesOf(programme: CompiledProgramme, condition: Condition, situation: Situation): Reason["values"] {
  const values: Record<string, FactValue> = {};
  for (const { name, read } of programme.compared(condition)) {
    const value = read(situation);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function toCheck(verification: readonly Condition[], situation: Situation): string[] {
  return verification.filter(({ when }) => truthOf(situation, when) !== true).map(({ id }) => id);
}

function watchProgramme(programme: CompiledProgramme, situation: Situation, watched: WatchList): void {
  const { definition, place, verdict, verification } = programme;
  const outcome = (situation.slots[0] ?? situation).outcomes[place];
  watchTruth(situation, verdict, watched);
  if (outcome === 1) watchAmount(definition.amount, situation, watched);
  if (outcome !== 0) for (const { when } of verification) watchTruth(situation, when, watched);
}

function watchAmount({ value, tiers = [] }: Programme["amount"], situation: Situation, watched: WatchList): void {
  if (value) watchQuantity(situation, value, watched);
  // Which tier applies may change without the amount, and what is given in kind has none.
  for (const { when } of tiers) {
    if (!when) continue;
    watchTruth(situation, when, watched);
    if (truthOf(situation, when) === true) return;
  }
}

function watchPoints({ document }: Standard, { area }: Situation, { day, parameters }: WatchList): WatchPoint[] {
  const points: WatchPoint[] = Number.isFinite(day) ? [{ on: dateOf(day) }] : [];
  for (const [place, { below, above }] of [...parameters].sort(([a], [b]) => a - b)) {
    const definition = document.parameters[place];
    if (!definition || area === undefined) continue;
    const inUnit = (value: number) => (definition.unit === "yuan" ? value / 100 : value);
    points.push({
      parameter: definition.name,
      area,
      ...(Number.isFinite(below) ? { below: inUnit(below) } : {}),
      ...(Number.isFinite(above) ? { above: inUnit(above) } : {}),
    });
  }
  return points;
}
