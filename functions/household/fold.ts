import { type Household, homeOf, isCrowded, newHousehold, newPerson, type Person } from "./aggregate.ts";
import { mergeRegister, mergeRegisters, type Register, type Registers } from "./register.ts";

/** The fact of a person that says which household it belongs to. */
export const membershipFact = "household";

/** Accepted facts of one subject, ready to merge. */
export interface SubjectFacts {
  readonly of: "person" | "household";
  /** The subject's identifier. */
  readonly subject: string;
  readonly registers: Registers;
}

/** Persons and households as last read. One that is absent was never stored. */
export interface World {
  readonly persons: ReadonlyMap<string, Person>;
  readonly households: ReadonlyMap<string, Household>;
}

/** What the changes make of the world, in the order in which it must be stored: only what differs from what was read. */
export interface Folded {
  /** First: persons that say where they live from now on. One that is to join or leave a household is among them always. */
  readonly persons: ReadonlyMap<string, Person>;
  /** Then, of persons that were stored: households with their new facts and members. */
  readonly households: ReadonlyMap<string, Household>;
  /** Households to be stored though nothing in them changes: who would still remove a member there must read again. */
  readonly fences: ReadonlySet<string>;
  /** Then: persons to be taken out of households, where their home was stored. */
  readonly departures: ReadonlyMap<string, Departure>;
  /** Persons not listed in the household they are said to live in, which is too crowded to be one: their facts wait. */
  readonly crowdedOut: ReadonlySet<string>;
}

/** The end of a move, once all that is known of the person is stored at home. */
export interface Departure {
  readonly home: string | undefined;
  /** Households to be stored without the person, even where they do not list it: who would still add it must read again. */
  readonly from: readonly string[];
  /** The person as it is to be stored in the end. */
  readonly person: Person;
}

/**
 * Merges changes into the households and persons they belong to. Any order and any repetition of the same changes
 * folds to the same facts.
 *
 * A move touches two households and must survive a crash between their writes, and other writers between its reads,
 * without a transaction. The person's item is the ledger: it is stored before any household lists the person, and names
 * in `leaving` every other household that may. Person, home, the households left and the person again are stored in this
 * order, each only if it is still as it was read; what fails on the way is taken up from `leaving`, by whoever comes next.
 * That person and home are stored even where they do not change is what keeps two moves apart: whoever would take the
 * person out of its new home, or put it back into the old one, on an older reading must then read again.
 */
export function fold(world: World, changes: readonly SubjectFacts[]): Folded {
  const households = new Map<string, Household>();
  const persons = new Map<string, Person>();
  const departures = new Map<string, Departure>();
  const fences = new Set<string>();
  const crowdedOut = new Set<string>();
  const household = (id: string) => households.get(id) ?? world.households.get(id) ?? newHousehold(id);

  for (const { subject, registers } of changes.filter(({ of }) => of === "household")) {
    const before = household(subject);
    const after = withFacts(before, registers);
    if (after !== before) households.set(subject, after);
  }
  for (const [id, registers] of ofPersons(changes)) {
    const settled = settlePerson(world.persons.get(id) ?? newPerson(id), registers, household);
    if (settled.home) households.set(settled.home.household, settled.home);
    if (settled.person) persons.set(id, settled.person);
    if (settled.crowdedOut) crowdedOut.add(id);
    if (settled.departure) departures.set(id, settled.departure);
    for (const home of joined(settled)) fences.add(home);
  }
  return { persons, households, fences, departures, crowdedOut };
}

function withFacts(household: Household, registers: Registers): Household {
  const facts = mergeRegisters(household.facts, registers);
  return facts === household.facts ? household : { ...household, facts };
}

/** A household that lists none of these persons. */
export function withoutMembers(household: Household, persons: ReadonlySet<string>): Household {
  if (!Object.keys(household.members).some((person) => persons.has(person))) return household;
  const members = Object.fromEntries(Object.entries(household.members).filter(([person]) => !persons.has(person)));
  return { ...household, members };
}

function ofPersons(changes: readonly SubjectFacts[]): ReadonlyMap<string, Registers> {
  const persons = new Map<string, Registers>();
  for (const { of, subject, registers } of changes) {
    if (of === "person") persons.set(subject, mergeRegisters(persons.get(subject) ?? {}, registers));
  }
  return persons;
}

interface SettledPerson {
  /** Present where the person is to be stored before any household. */
  readonly person?: Person;
  /** Present where the person's home is to be stored with what is new. */
  readonly home?: Household;
  readonly departure?: Departure;
  readonly crowdedOut?: true;
}

function settlePerson(before: Person, registers: Registers, household: (id: string) => Household): SettledPerson {
  const { [membershipFact]: newMembership, ...facts } = registers;
  const moved = withMembership(before, newMembership);
  const home = homeOf(moved);

  // All that is known of the person, wherever it lies: waiting, in a former household, or just arrived.
  const from = moved.leaving.filter((id) => id !== home);
  const elsewhere = from.map((id) => household(id).members[before.person] ?? {});
  const known = [moved.waiting, ...elsewhere, facts].reduce(mergeRegisters, {});
  const isLeaving = moved.leaving.length > 0;

  const wait = (): SettledPerson => {
    const waiting = mergeRegisters(moved.waiting, known);
    const person = { ...moved, waiting };
    if (isLeaving) return { person, departure: { home: undefined, from, person: { ...person, leaving: [] } } };
    return moved === before && waiting === before.waiting ? {} : { person };
  };

  if (home === undefined) return wait();
  const house = household(home);
  const member = Object.hasOwn(house.members, before.person) ? house.members[before.person] : undefined;
  if (!member && isCrowded(house)) return { ...wait(), crowdedOut: true };
  const merged = mergeRegisters(member ?? {}, known);
  const isWaiting = Object.keys(moved.waiting).length > 0;
  return {
    // Who joins a household on an old reading of the person would be listed in two.
    ...(moved !== before || !member || isLeaving ? { person: moved } : {}),
    ...(member && merged === member
      ? {}
      : { home: { ...house, members: { ...house.members, [before.person]: merged } } }),
    ...(isLeaving || isWaiting ? { departure: { home, from, person: { ...moved, waiting: {}, leaving: [] } } } : {}),
  };
}

function joined({ person, departure }: SettledPerson): string[] {
  return person && departure?.home !== undefined ? [departure.home] : [];
}

/** A person after what was reported of its household. */
export function withMembership(person: Person, reported: Register | undefined): Person {
  if (!reported) return person;
  const membership = person.membership ? mergeRegister(person.membership, reported) : reported;
  if (membership === person.membership) return person;
  const former = homeOf(person);
  const moved = { ...person, membership };
  const home = homeOf(moved);
  if (former === undefined || former === home || person.leaving.includes(former)) return moved;
  return { ...moved, leaving: [...person.leaving, former].sort() };
}
