import type { Standard } from "#eligibility/standard.ts";
import { dateIn } from "#events/calendar.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { errorInWords } from "#functions/errors.ts";
import { type Household, homeOf, newHousehold, newPerson } from "#household/aggregate.ts";
import { type Folded, fold, membershipFact, type SubjectFacts, type World, withMembership } from "#household/fold.ts";
import { mergeRegisters } from "#household/register.ts";
import { isUnchanged, settle } from "#household/settle.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import type { EvaluateDependencies } from "./dependencies.ts";
import { sendNotices } from "./send-notices.ts";

/** What came of a batch of changes. */
export interface Converged {
  /** Subjects whose changes are not safely stored or told yet, with the reason. */
  readonly failed: ReadonlyMap<string, string>;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly notices: number;
}

/** Other writers, moves in two passes: more rounds than this and the queue had better bring the change again. */
const rounds = 8;
const writesUnderWay = 24;

type Outcome = "done" | "conflict" | { readonly failed: string };

interface Counts {
  written: number;
  unchanged: number;
  conflicts: number;
  notices: number;
}

/**
 * Brings households to where the changes put them: reads, folds, judges, stores each household in one conditional
 * write, and tells staff what is new. Where another writer was faster, it begins again from what that writer left.
 */
export async function converge(
  dependencies: EvaluateDependencies,
  standard: Standard,
  changes: readonly SubjectFacts[],
): Promise<Converged> {
  const counts: Counts = { written: 0, unchanged: 0, conflicts: 0, notices: 0 };
  const failed = new Map<string, string>();
  let pending = together(changes);
  for (let round = 1; pending.length > 0 && round <= rounds; round += 1) {
    const world = await readWorld(dependencies, pending);
    const readable = pending.filter((change) => !markUnreadable(change, world, failed));
    const outcomes = await storeRound(dependencies, standard, { world, changes: readable, counts });
    pending = readable.filter((change) => {
      const outcome = outcomes.get(change.subject) ?? "done";
      if (typeof outcome === "object") failed.set(change.subject, outcome.failed);
      return outcome === "conflict";
    });
  }
  for (const { subject } of pending) failed.set(subject, `other writers were faster in ${rounds} rounds`);
  return { failed, ...counts };
}

/** One entry per subject: a batch may bring several changes of one. */
function together(changes: readonly SubjectFacts[]): SubjectFacts[] {
  const bySubject = new Map<string, SubjectFacts>();
  for (const change of changes) {
    const known = bySubject.get(change.subject);
    bySubject.set(
      change.subject,
      known ? { ...known, registers: mergeRegisters(known.registers, change.registers) } : change,
    );
  }
  return [...bySubject.values()];
}

interface ReadWorld extends World {
  readonly unreadable: ReadonlyMap<string, string>;
}

async function readWorld(
  { persons, households }: EvaluateDependencies,
  changes: readonly SubjectFacts[],
): Promise<ReadWorld> {
  const ofPersons = changes.filter(({ of }) => of === "person");
  const readPersons = await persons.read(ofPersons.map(({ subject }) => subject));
  const touched = changes.flatMap((change) => householdsTouched(change, { persons: readPersons.found }));
  const readHouseholds = await households.read(touched);
  return {
    persons: readPersons.found,
    households: readHouseholds.found,
    unreadable: new Map([...readPersons.unreadable, ...readHouseholds.unreadable]),
  };
}

/** Every household whose item a change may read or write. */
function householdsTouched(change: SubjectFacts, { persons }: Pick<World, "persons">): string[] {
  if (change.of === "household") return [change.subject];
  const person = persons.get(change.subject);
  const moved = withMembership(person ?? newPerson(change.subject), change.registers[membershipFact]);
  const homes = [person && homeOf(person), homeOf(moved)];
  return [...new Set([...homes.filter((home) => home !== undefined), ...(person?.leaving ?? [])])];
}

function markUnreadable(change: SubjectFacts, world: ReadWorld, failed: Map<string, string>): boolean {
  const broken = [change.subject, ...householdsTouched(change, world)].find((id) => world.unreadable.has(id));
  if (broken === undefined) return false;
  failed.set(change.subject, `${broken}: ${world.unreadable.get(broken)}`);
  return true;
}

interface Round {
  readonly world: World;
  readonly changes: readonly SubjectFacts[];
  readonly counts: Counts;
}

/** One round: households first, then persons, so that a person's home holds its facts before the person points there. */
async function storeRound(
  dependencies: EvaluateDependencies,
  standard: Standard,
  { world, changes, counts }: Round,
): Promise<ReadonlyMap<string, Outcome>> {
  const folded = fold(world, changes);
  const touched = [...new Set(changes.flatMap((change) => householdsTouched(change, world)))];
  const settled: Told[] = [];
  const byHousehold = new Map<string, Outcome>();
  await eachWithin(writesUnderWay, touched, async (id) => {
    const before = world.households.get(id) ?? newHousehold(id);
    const after = folded.households.get(id) ?? before;
    byHousehold.set(
      id,
      await attempt(async () => {
        const stored = await storeHousehold(dependencies, standard, { before, after, counts });
        if (stored === "conflict") return "conflict";
        if (stored.messages.length > 0) settled.push(stored);
        return "done";
      }),
    );
  });
  await tell(dependencies, settled, { byHousehold, counts });
  return storePersons(dependencies, { world, changes, folded, byHousehold, counts });
}

interface Told {
  readonly household: Household;
  readonly messages: readonly OutreachNotice[];
}

async function storeHousehold(
  { households, now }: EvaluateDependencies,
  standard: Standard,
  { before, after, counts }: { before: Household; after: Household; counts: Counts },
): Promise<Told | "conflict"> {
  if (before.version === 0 && after === before) return { household: before, messages: [] };
  const at = now();
  const settled = settle(standard, after, dateIn(standard.timeZone, at));
  if (isUnchanged(before, settled.household)) {
    counts.unchanged += 1;
    return { household: before, messages: settled.messages };
  }
  const outcome = await households.write(settled.household, at.toISOString());
  if (outcome === "conflict") {
    counts.conflicts += 1;
    return "conflict";
  }
  counts.written += 1;
  return { household: { ...settled.household, version: before.version + 1 }, messages: settled.messages };
}

/** Sends what the stored households have to say, and marks as sent those of whom every message was taken. */
async function tell(
  dependencies: EvaluateDependencies,
  settled: readonly Told[],
  { byHousehold, counts }: { byHousehold: Map<string, Outcome>; counts: Counts },
): Promise<void> {
  if (settled.length === 0) return;
  const untold = await sendNotices(
    dependencies,
    settled.flatMap(({ messages }) => messages),
  );
  await eachWithin(writesUnderWay, settled, async ({ household, messages }) => {
    const refused = messages.some(({ notice }) => untold.has(notice));
    counts.notices += refused ? 0 : messages.length;
    byHousehold.set(
      household.household,
      refused
        ? { failed: "its notices were not taken by their queue" }
        : await attempt(async () => {
            // A conflict here is another writer's: it found the same messages unsent and sends them once more.
            await dependencies.households.markSent(household);
            return "done";
          }),
    );
  });
}

interface PersonRound extends Round {
  readonly folded: Folded;
  readonly byHousehold: ReadonlyMap<string, Outcome>;
}

async function storePersons(
  { persons }: EvaluateDependencies,
  { world, changes, folded, byHousehold, counts }: PersonRound,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  await eachWithin(writesUnderWay, changes, async (change) => {
    const ofHouseholds = householdsTouched(change, world).map((id) => byHousehold.get(id) ?? "done");
    const outcome = worstOf(ofHouseholds);
    const person = folded.persons.get(change.subject);
    if (outcome !== "done" || !person) {
      outcomes.set(change.subject, outcome);
      return;
    }
    const stored = await attempt(() => persons.write(person).then((each) => (each === "written" ? "done" : each)));
    if (stored === "conflict") counts.conflicts += 1;
    outcomes.set(change.subject, stored === "done" && folded.moving.has(change.subject) ? "conflict" : stored);
  });
  return outcomes;
}

function worstOf(outcomes: readonly Outcome[]): Outcome {
  return (
    outcomes.find((outcome) => typeof outcome === "object") ?? outcomes.find((each) => each === "conflict") ?? "done"
  );
}

/** One household's trouble is its own. */
async function attempt(task: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await task();
  } catch (error) {
    return { failed: errorInWords(error) };
  }
}
