import { bornOn } from "./bounds.ts";
import { dateNumber, dayOf } from "./days.ts";
import type { HouseholdFacts } from "./judgement.ts";
import type { Assessment, Member } from "./situation.ts";
import type { Standard } from "./standard.ts";

/**
 * Works out the outcome and amount of every programme, and how each condition came out, without putting any of it into
 * words: what `judge` begins with, and all that counting needs. What is left to say is read from it when somebody asks:
 * `determinationsOf` gives reasons with the values compared.
 *
 * Members whose fact `deceased` is true no longer belong to the household; where nobody is left there is nobody to judge.
 *
 * @param on ISO date, in the standard's time zone.
 */
export function assess(standard: Standard, household: HouseholdFacts, on: string): Assessment {
  const { knowledge } = standard;
  const { number, day } = dayNamed(on);
  const ofArea = standard.parametersOf(household.area);
  const members: Member[] = [];
  for (const { person, facts } of household.members) {
    if (facts["deceased"] === true) continue;
    members.push({ id: person, facts, born: bornOn(facts), results: knowledge.blank.person.slice() });
  }
  const assessment: Assessment = {
    facts: household.facts,
    results: knowledge.blank.household.slice(),
    knowledge,
    members,
    on: number,
    day,
    parameters: ofArea.valuesOn(day),
    ofArea,
    supposed: undefined,
    bounds: undefined,
    missing: undefined,
    watched: undefined,
  };
  if (members.length > 0) standard.judgeAll(assessment);
  return assessment;
}

/** The day named last: households are judged by the thousand on one day. A day's numbers are always the same. */
let last = { on: "", number: Number.NaN, day: Number.NaN };

function dayNamed(on: string): typeof last {
  if (last.on !== on) last = { on, number: dateNumber(on), day: dayOf(on) };
  return last;
}
