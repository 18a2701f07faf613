import { type Household, homeOf, newHousehold, newPerson, type Person } from "./aggregate.ts";
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

/** The world after the changes: only what differs from what was read. */
export interface Folded {
  readonly persons: ReadonlyMap<string, Person>;
  readonly households: ReadonlyMap<string, Household>;
  /** Persons who have moved and whose former household still lists them: fold once more from a fresh reading. */
  readonly moving: ReadonlySet<string>;
}

/**
 * Merges changes into the households and persons they belong to. Any order and any repetition of the same changes
 * folds to the same facts.
 *
 * A move touches two households and must survive a crash between their writes without a transaction. It takes two
 * passes: the first copies the person's facts to the new household and remembers the former one in `leaving`; the
 * second, from a fresh reading, removes the person from the former household, but only once the new one is seen to
 * hold everything the former one knows.
 */
export function fold(world: World, changes: readonly SubjectFacts[]): Folded {
  const households = new Map<string, Household>();
  const persons = new Map<string, Person>();
  const moving = new Set<string>();
  const household = (id: string) => households.get(id) ?? world.households.get(id) ?? newHousehold(id);

  for (const { subject, registers } of changes.filter(({ of }) => of === "household")) {
    const before = household(subject);
    const facts = mergeRegisters(before.facts, registers);
    if (facts !== before.facts) households.set(subject, { ...before, facts });
  }
  for (const [id, registers] of ofPersons(changes)) {
    const before = world.persons.get(id) ?? newPerson(id);
    const { person, changed, stillListed } = settlePerson(before, registers, household, world);
    for (const each of changed) households.set(each.household, each);
    if (person !== before) persons.set(id, person);
    if (stillListed) moving.add(id);
  }
  return { persons, households, moving };
}

function ofPersons(changes: readonly SubjectFacts[]): ReadonlyMap<string, Registers> {
  const persons = new Map<string, Registers>();
  for (const { of, subject, registers } of changes) {
    if (of === "person") persons.set(subject, mergeRegisters(persons.get(subject) ?? {}, registers));
  }
  return persons;
}

interface SettledPerson {
  readonly person: Person;
  readonly changed: readonly Household[];
  readonly stillListed: boolean;
}

function settlePerson(
  before: Person,
  registers: Registers,
  household: (id: string) => Household,
  world: World,
): SettledPerson {
  const { [membershipFact]: newMembership, ...facts } = registers;
  const moved = withMembership(before, newMembership);
  const home = homeOf(moved);

  // All that is known of the person, wherever it lies: waiting, in a former household, or just arrived.
  const former = moved.leaving.filter((id) => id !== home && hasMember(household(id), before.person));
  const elsewhere = former.map((id) => household(id).members[before.person] ?? {});
  const known = [moved.waiting, ...elsewhere, facts].reduce(mergeRegisters, {});

  const changed: Household[] = [];
  let waiting: Registers = {};
  let heldAtHome: Registers;
  if (home === undefined) {
    waiting = mergeRegisters(moved.waiting, known);
    heldAtHome = before.waiting;
  } else {
    const house = household(home);
    const member = house.members[before.person];
    const merged = mergeRegisters(member ?? {}, known);
    if (!member || merged !== member) {
      changed.push({ ...house, members: { ...house.members, [before.person]: merged } });
    }
    heldAtHome = world.households.get(home)?.members[before.person] ?? {};
  }

  // Stored, not merely folded: only then may the former household forget.
  const safelyStored =
    homeOf(before) === home && elsewhere.every((held) => mergeRegisters(heldAtHome, held) === heldAtHome);
  if (safelyStored) {
    for (const id of former) {
      const { [before.person]: _left, ...members } = household(id).members;
      changed.push({ ...household(id), members });
    }
  }
  const leaving = safelyStored ? [] : moved.leaving.filter((id) => id !== home);
  const person = samePerson(moved, before, waiting, leaving) ? before : { ...moved, waiting, leaving };
  return { person, changed, stillListed: leaving.length > 0 };
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

function hasMember(household: Household, person: string): boolean {
  return Object.hasOwn(household.members, person);
}

function samePerson(moved: Person, before: Person, waiting: Registers, leaving: readonly string[]): boolean {
  return (
    moved.membership === before.membership &&
    mergeRegisters(before.waiting, waiting) === before.waiting &&
    Object.keys(waiting).length === Object.keys(before.waiting).length &&
    leaving.join() === before.leaving.join()
  );
}
