import type { Facts } from "#events/fact-value.ts";
import { rowForAge } from "./by-age.ts";
import { type MonthlyVolume, monthly, mortality } from "./calibration.ts";
import { type Family, type FamilyMonth, isAged, type Member } from "./family.ts";
import type { SourceChange } from "./first-report.ts";
import { someDay } from "./month.ts";
import { laterId } from "./opaque-ids.ts";
import { happens, oneOf, type RandomStream } from "./random.ts";

const register = "population";

/** True as often as a monthly volume has it. */
export function happensThisMonth(random: RandomStream, { perMonth, among }: MonthlyVolume): boolean {
  return happens(random, perMonth / among);
}

/** Members who die in the month. */
export function deathsIn({ members }: Family, { random }: FamilyMonth): Member[] {
  return members.filter(({ age }) => age !== undefined && happens(random, rowForAge(mortality, age).rate));
}

export function deathReports(dead: readonly Member[], { random, month }: FamilyMonth): SourceChange[] {
  return dead.map(({ person }) => ofPerson(person, someDay(random, month), { deceased: true }));
}

/** A woman of the family gives birth: the child belongs to the family, and earns nothing. */
export function birthIn({ household: { household }, members }: Family, context: FamilyMonth): SourceChange[] {
  const { random, month, seed } = context;
  const women = members.filter((member) => member.facts["sex"] === "female" && isAged(member, 20, 42));
  const mother = women.find(() => happensThisMonth(random, monthly.birth));
  if (!mother) return [];
  const person = laterId("p", seed, `${household} born ${month.first}`);
  const day = someDay(random, month);
  const sex = happens(random, 0.52) ? "male" : "female";
  return [
    ofPerson(person, day, { household, relation: relationToHead(mother), birthDate: day, sex }),
    { source: "human-resources", change: { person, asOf: day, set: { monthlyIncome: 0 } } },
    { source: "civil-affairs", change: { person, asOf: day, set: { guardianship: "parents" } } },
  ];
}

function relationToHead({ facts: { relation = "head" } }: Member): string {
  if (relation === "head" || relation === "spouse") return "child";
  return relation === "child" ? "grandchild" : "other";
}

/** The family moves to another village. */
export function moveOf({ household: { household, area } }: Family, context: FamilyMonth): SourceChange[] {
  const { random, month, villages } = context;
  if (!happensThisMonth(random, monthly.move)) return [];
  // Two of three stay within the county.
  const near = villages.filter((village) => village !== area && village.slice(0, 6) === area.slice(0, 6));
  const destinations =
    near.length > 0 && happens(random, 2 / 3) ? near : villages.filter((village) => village !== area);
  if (destinations.length === 0) return [];
  return [ofHousehold(household, someDay(random, month), { area: oneOf(random, destinations) })];
}

/** Who leaves whom by a divorce. */
export interface Separation {
  readonly leaving: readonly Member[];
  readonly reports: readonly SourceChange[];
}

/** A couple divorces: one of them founds a household in the same county, sometimes with a child. */
export function separationOf({ household, members }: Family, context: FamilyMonth): Separation {
  const { random, month, seed, villages } = context;
  const spouse = members.find(({ facts }) => facts["relation"] === "spouse");
  const none = { leaving: [], reports: [] };
  if (!spouse || !members.some(({ facts }) => facts["relation"] === "head")) return none;
  if (!happensThisMonth(random, monthly.divorce)) return none;
  const child = members.find((member) => member.facts["relation"] === "child" && isAged(member, 0, 17));
  const leaving = child && happens(random, 0.5) ? [spouse, child] : [spouse];
  const founded = laterId("h", seed, `${household.household} parted ${month.first}`);
  const day = someDay(random, month);
  const county = villages.filter((village) => village.slice(0, 6) === household.area.slice(0, 6));
  const area = county.length > 0 ? oneOf(random, county) : household.area;
  const { registeredArea } = household.facts ?? {};
  return {
    leaving,
    reports: [
      ofHousehold(founded, day, { area, ...(registeredArea === undefined ? {} : { registeredArea }) }),
      ...leaving.map(({ person }) =>
        ofPerson(person, day, { household: founded, relation: person === spouse.person ? "head" : "child" }),
      ),
      ...(leaving.length > 1 ? [guardianshipReport(leaving, day)] : []),
      { source: "civil-affairs", change: { household: founded, asOf: day, set: { otherMonthlyIncome: 0 } } },
    ].flat(),
  };
}

function guardianshipReport(leaving: readonly Member[], asOf: string): SourceChange[] {
  const set = { guardianship: "one-parent" };
  return leaving.slice(1).map(({ person }) => ({ source: "civil-affairs", change: { person, asOf, set } }));
}

function ofPerson(person: string, asOf: string, set: Facts): SourceChange {
  return { source: register, change: { person, asOf, set } };
}

function ofHousehold(household: string, asOf: string, set: Facts): SourceChange {
  return { source: register, change: { household, asOf, set } };
}
