import type { Standard } from "#eligibility/standard.ts";
import type { Person } from "#household/aggregate.ts";
import { type Folded, fold, type SubjectFacts, type World, withoutMembers } from "#household/fold.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import type { EvaluateDependencies } from "./dependencies.ts";
import { attempt, type Counts, type Outcome, worstOf, writesUnderWay } from "./outcome.ts";
import { type HouseholdsOfRound, householdsOfRound } from "./store-households.ts";
import { householdsTouched } from "./world.ts";

/** What one round starts from. */
export interface Round {
  readonly world: World;
  readonly changes: readonly SubjectFacts[];
  readonly counts: Counts;
}

/**
 * One round: persons first, so that every household that lists a person can be found from it; then households, then
 * what is left of moves. Resolves with what became of each subject.
 */
export async function storeRound(
  dependencies: EvaluateDependencies,
  standard: Standard,
  { world, changes, counts }: Round,
): Promise<ReadonlyMap<string, Outcome>> {
  const planned = fold(world, changes);
  const outcomes = await storePersons(dependencies, [...planned.persons.values()], counts);
  holdBack(changes, world, outcomes);
  const going = changes.filter(({ subject }) => (outcomes.get(subject) ?? "done") === "done");
  const folded = going.length === changes.length ? planned : fold(world, going);
  for (const { subject } of going) {
    if (folded.crowdedOut.has(subject)) counts.crowdedOut.add(subject);
    else counts.crowdedOut.delete(subject);
  }
  const households = householdsOfRound(dependencies, standard, { world, counts });
  const touched = [...new Set(going.flatMap((change) => householdsTouched(change, world)))];
  await households.store(touched, (before) => folded.households.get(before.household) ?? before, folded.fences);
  for (const change of going) {
    const homes = householdsTouched(change, world).map((id) => households.byHousehold.get(id) ?? "done");
    outcomes.set(change.subject, worstOf(homes));
  }
  await depart(dependencies, { folded, world, counts, outcomes, households });
  return outcomes;
}

/** A household of which one person could not be stored waits as a whole: judged without it, staff might be told wrong. */
function holdBack(changes: readonly SubjectFacts[], world: World, outcomes: Map<string, Outcome>): void {
  const waiting = new Map<string, Outcome>();
  let left = changes;
  for (let before = -1; waiting.size !== before; ) {
    before = waiting.size;
    left = left.filter((change) => {
      const touched = householdsTouched(change, world);
      const found = worstOf([
        outcomes.get(change.subject) ?? "done",
        ...touched.map((id) => waiting.get(id) ?? "done"),
      ]);
      if (found === "done") return true;
      outcomes.set(change.subject, found);
      for (const id of touched) waiting.set(id, found);
      return false;
    });
  }
}

interface Departing {
  readonly folded: Folded;
  readonly world: World;
  readonly counts: Counts;
  readonly outcomes: Map<string, Outcome>;
  readonly households: HouseholdsOfRound;
}

/** Takes persons whose home is stored out of the households they have left, and notes that they have. */
async function depart(
  dependencies: EvaluateDependencies,
  { folded, world, counts, outcomes, households }: Departing,
): Promise<void> {
  const departing = [...folded.departures].filter(([id]) => outcomes.get(id) === "done");
  if (departing.length === 0) return;
  const left = new Map<string, Set<string>>();
  for (const [id, { from }] of departing)
    for (const each of from) left.set(each, (left.get(each) ?? new Set()).add(id));
  const nobody = new Set<string>();
  await households.store(
    [...left.keys()],
    (before) => withoutMembers(before, left.get(before.household) ?? nobody),
    new Set(left.keys()),
  );
  const gone = departing.filter(([id, { from }]) => {
    const outcome = worstOf(from.map((each) => households.byHousehold.get(each) ?? "done"));
    outcomes.set(id, outcome);
    return outcome === "done";
  });
  const persons = gone.map(([id, { person }]) => {
    const read = world.persons.get(id)?.version ?? 0;
    return { ...person, version: folded.persons.has(id) ? read + 1 : read };
  });
  for (const [id, outcome] of await storePersons(dependencies, persons, counts)) outcomes.set(id, outcome);
}

/** Stores persons; resolves with what became of each. */
async function storePersons(
  { persons }: EvaluateDependencies,
  changed: readonly Person[],
  counts: Counts,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  await eachWithin(writesUnderWay, changed, async (person) => {
    const outcome = await attempt(() => persons.write(person).then((each) => (each === "written" ? "done" : each)));
    if (outcome === "conflict") counts.conflicts += 1;
    outcomes.set(person.person, outcome);
  });
  return outcomes;
}
