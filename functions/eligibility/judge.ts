import type { FactValue } from "#events/fact-value.ts";
import type { Verdict } from "#events/outreach-notice.ts";
import { dateOf, dayOf } from "./days.ts";
import type { Determination, HouseholdFacts, Judgement, MemberFacts, Reason, WatchPoint } from "./judgement.ts";
import { yuanRounded } from "./money.ts";
import { newMemo, type PersonSituation, type Situation } from "./situation.ts";
import type { CompiledCondition, CompiledProgramme, Standard } from "./standard.ts";
import { newWatchList, type WatchList } from "./watch-list.ts";

/**
 * Judges a household by every programme of a standard, as of a day.
 *
 * Members whose fact `deceased` is true no longer belong to the household; where nobody is left there is nobody to judge.
 *
 * @param on ISO date, in the standard's time zone.
 */
export function judge(standard: Standard, household: HouseholdFacts, on: string): Judgement {
  const situation = situationOf(standard, household, on);
  const watched = newWatchList();
  if (situation.members.length > 0) {
    for (const programme of standard.programmes) {
      if (programme.definition.of === "household") judgeProgramme(programme, situation, watched);
      else for (const person of situation.members) judgePerson(programme, situation, person, watched);
    }
  }
  return {
    household: household.household,
    on,
    standards: standard.label,
    results: resultsOf(standard, situation),
    watch: watchPoints(standard, situation, watched),
  };
}

function situationOf(standard: Standard, household: HouseholdFacts, on: string): Situation {
  const day = dayOf(on);
  const parameters = standard.parametersOf(household.area);
  const living = household.members.filter(({ facts }) => facts["deceased"] !== true);
  return {
    facts: household.facts,
    members: living.map((member) => personOf(member)),
    slots: [],
    on,
    day,
    area: parameters.area,
    parameters: [...parameters.valuesOn(day)],
    timelines: parameters.timelines,
    derived: newMemo(),
    determined: [],
  };
}

function personOf({ person, facts }: MemberFacts): PersonSituation {
  return { id: person, facts, derived: newMemo(), determined: [] };
}

function judgePerson(
  programme: CompiledProgramme,
  situation: Situation,
  person: PersonSituation,
  watched: WatchList,
): void {
  situation.slots[0] = person;
  judgeProgramme(programme, situation, watched, person);
}

function judgeProgramme(
  programme: CompiledProgramme,
  situation: Situation,
  watched: WatchList,
  person?: PersonSituation,
): void {
  const { definition, place, screening, verification, verdict: truth, amount } = programme;
  const holds = truth.value(situation);
  const verdict = verdictOf(holds);
  const fen = verdict === "eligible" ? amount?.value(situation) : undefined;
  const missing = new Set<string>();
  if (holds === undefined) truth.missing(situation, missing);
  const reasons = screening.map((condition) => reasonOf(condition, situation));
  const rest = {
    ...(fen === undefined ? undefined : { amount: yuanRounded(fen) }),
    per: definition.amount.per,
    reasons,
    missing: [...missing].sort(),
    check: verdict === "not-eligible" ? [] : toCheck(verification, situation),
  };
  if (person) person.determined[place] = { programme: definition.id, person: person.id, verdict, ...rest };
  else situation.determined[place] = { programme: definition.id, verdict, ...rest };
  truth.watch(situation, watched);
  if (verdict === "eligible") amount?.watch(situation, watched);
  if (verdict !== "not-eligible") for (const condition of verification) condition.truth.watch(situation, watched);
}

function toCheck(verification: readonly CompiledCondition[], situation: Situation): string[] {
  return verification.filter(({ truth }) => truth.value(situation) !== true).map(({ id }) => id);
}

function verdictOf(holds: boolean | undefined): Verdict {
  if (holds === undefined) return "unknown";
  return holds ? "eligible" : "not-eligible";
}

function reasonOf({ id, truth, compared }: CompiledCondition, situation: Situation): Reason {
  const values: Record<string, FactValue> = {};
  for (const { name, read } of compared) {
    const value = read(situation);
    if (value !== undefined) values[name] = value;
  }
  return { condition: id, holds: truth.value(situation) ?? "unknown", values };
}

/** In the document's order of programmes; a person's programme for each member in turn. */
function resultsOf({ document }: Standard, { members, determined }: Situation): Determination[] {
  return document.programmes.flatMap(({ of }, place) => {
    const results = of === "household" ? [determined[place]] : members.map((person) => person.determined[place]);
    return results.filter((result) => result !== undefined);
  });
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
