import fc from "fast-check";
import type { HouseholdFacts, MemberFacts } from "#eligibility/judgement.ts";
import type { FactDefinition } from "#eligibility/standard-document.ts";
import type { Facts, FactValue } from "#events/fact-value.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

/* Random families of the Zhejiang pack's dictionary, of whom much or little is known. */

const { areas, facts, parameters } = zhejiangDocument();

/** Facts that sources report; where a family lives stands beside its facts, and who is in it is not one of them here. */
const reported = facts.filter(({ derived, name }) => !derived && name !== "area" && name !== "household");
const ofHousehold = reported.filter(({ of }) => of === "household");
// Whether somebody has died decides who is judged at all: nobody is asked it, and who is not known to have died lives.
const ofPerson = reported.filter(({ of, name }) => of === "person" && name !== "deceased");

// Limits, and what is a fen or so beside them, for one to three persons.
const limits = parameters
  .filter(({ unit }) => unit === "yuan")
  .flatMap((each) => Object.values(each.areas).flatMap((values) => Object.values(values)))
  .flatMap((yuan) => [1, 1.5, 2, 3].flatMap((times) => [-0.01, 0, 0.01].map((more) => yuan * times + more)))
  .map((yuan) => Number(yuan.toFixed(2)));
const money = fc.oneof(
  fc.constant(0),
  fc.constantFrom(...new Set(limits)),
  fc.integer({ min: -50_000, max: 300_000 }).map((fen) => fen / 100),
);

const day = fc.date({ min: new Date("1915-01-01"), max: new Date("2035-12-31"), noInvalidDate: true });
const isoDay = fc.oneof(
  day.map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom("1922-07-01", "1942-07-02", "1944-02-29", "2004-02-29", "2004-07-01", "2004-07-02", "2022-07-01"),
);

function valueFor({ name, type, unit, values = [], minimum, maximum }: FactDefinition): fc.Arbitrary<FactValue> {
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "enumeration":
      return fc.constantFrom(...values);
    case "date":
      return isoDay;
    case "area":
      return fc.constantFrom("330106001001", "330203001001", "110101001001");
    case "list":
      return fc.subarray(["minimum-living-guarantee", "longevity-allowance"]);
    case "integer":
      return fc.integer({ min: minimum ?? -3, max: maximum ?? (minimum ?? 0) + 4 });
    case "number":
      return unit === "yuan" ? money.map((yuan) => Math.max(yuan, minimum ?? yuan)) : fc.integer({ min: 0, max: 9 });
    case "text":
    case "identifier":
      throw new Error(`The dictionary has a fact of type ${type}, ${name}, that random families do not know yet.`);
  }
}

/** Every fact of a subject. */
function all(definitions: readonly FactDefinition[]): fc.Arbitrary<Facts> {
  return fc.record(Object.fromEntries(definitions.map((definition) => [definition.name, valueFor(definition)])));
}

export const area = fc.constantFrom(
  "330106001001",
  ...areas.filter(({ level }) => level === "county").map(({ code }) => code),
);

/** A family of whom everything is known. */
export const wholeFamily: fc.Arbitrary<HouseholdFacts> = fc
  .record({ area, facts: all(ofHousehold), members: fc.array(all(ofPerson), { minLength: 1, maxLength: 4 }) })
  .map(({ members, ...rest }) => ({
    household: "h-1",
    ...rest,
    members: members.map((each, index) => ({ person: `p-${index + 1}`, facts: each })),
  }));

/** Decides which facts are kept. */
type Keep = (name: string) => boolean;

/** Facts that a family has, as `household.savings`, `person:p-1.birthDate` and `household.area`. */
export function namesOf({ area: lives, facts: known, members }: HouseholdFacts): string[] {
  return [
    ...(lives === undefined ? [] : ["household.area"]),
    ...Object.keys(known).map((name) => `household.${name}`),
    ...members.flatMap(({ person, facts: own }) => Object.keys(own).map((name) => `person:${person}.${name}`)),
  ];
}

/** A family with only the facts that are kept. */
export function onlyKnown(whole: HouseholdFacts, keep: Keep): HouseholdFacts {
  const kept = (prefix: string, known: MemberFacts["facts"]) =>
    Object.fromEntries(Object.entries(known).filter(([name]) => keep(`${prefix}.${name}`)));
  return {
    household: whole.household,
    area: keep("household.area") ? whole.area : undefined,
    facts: kept("household", whole.facts),
    members: whole.members.map(({ person, facts: own }) => ({ person, facts: kept(`person:${person}`, own) })),
  };
}

/** Facts that exist only once something has happened: while nobody reports them, the dictionary says what holds. */
const neverUnknown = new Set(facts.filter(({ unreported }) => unreported !== undefined).map(({ name }) => name));

function isNeverUnknown(name: string): boolean {
  return neverUnknown.has(name.slice(name.lastIndexOf(".") + 1));
}

/** A family of whom everything is known, and the names of the facts that somebody knows. */
export const partlyKnown = fc
  .record({
    whole: wholeFamily,
    // Of some families nearly all is known, of some hardly anything.
    share: fc.constantFrom(1, 4, 8),
    dice: fc.array(fc.nat({ max: 9 }), { minLength: 100, maxLength: 100 }),
  })
  .map(({ whole, share, dice }) => ({
    whole,
    known: new Set(namesOf(whole).filter((name, index) => isNeverUnknown(name) || (dice[index % 100] ?? 0) > share)),
  }));
