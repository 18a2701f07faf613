import type { Standard } from "#eligibility/standard.ts";
import type { SubjectFacts } from "#household/fold.ts";
import type { Freshness } from "#household/household-store.ts";
import { mergeRegisters } from "#household/register.ts";
import type { EvaluateDependencies } from "./dependencies.ts";
import type { Counts } from "./outcome.ts";
import { storeRound } from "./store-round.ts";
import { householdsTouched, type ReadWorld, readWorld } from "./world.ts";

/** What came of a batch of changes. */
export interface Converged {
  /** Subjects whose changes are not safely stored or told yet, with the reason. */
  readonly failed: ReadonlyMap<string, string>;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly notices: number;
  /** Ids of the notices that every queue has taken. */
  readonly noticesSent: readonly string[];
  /** Persons whose facts wait, since more are said to live in their household than share income. */
  readonly crowdedOut: ReadonlySet<string>;
}

/** Other writers may be faster: more rounds than this and the queue had better bring the change again. */
const rounds = 8;

/**
 * Brings households to where the changes put them: reads, folds, judges, stores each household in one conditional
 * write, and tells staff what is new. Where another writer was faster, it begins again from what that writer left.
 *
 * @param firstReading how it reads to begin with. What a change brings is in no item from before it, so a stale reading
 *   has it written, and the write refused; it may be stale then. Where nothing new is brought, it must be fresh: a stale
 *   one would not tell what waits to be told. From the second round on it is fresh always.
 */
export async function converge(
  dependencies: EvaluateDependencies,
  standard: Standard,
  changes: readonly SubjectFacts[],
  firstReading: Freshness = "fresh",
): Promise<Converged> {
  const counts: Counts = { written: 0, unchanged: 0, conflicts: 0, notices: 0, noticesSent: [], crowdedOut: new Set() };
  const failed = new Map<string, string>();
  let pending = together(changes);
  for (let round = 1; pending.length > 0 && round <= rounds; round += 1) {
    const world = await readWorld(dependencies, pending, round === 1 ? firstReading : "fresh");
    const readable = pending.filter((change) => !markUnreadable(change, world, failed));
    const outcomes = await storeRound(dependencies, standard, { world, changes: readable, counts });
    pending = readable.filter((change) => {
      const outcome = outcomes.get(change.subject) ?? "done";
      if (typeof outcome === "object") failed.set(change.subject, outcome.failed);
      return outcome === "conflict";
    });
  }
  for (const { subject } of pending) failed.set(subject, `Conflict: other writers were faster in ${rounds} rounds`);
  return { failed, ...counts };
}

/** What came of a batch that was brought to its end in turns. */
export function allOf(turns: readonly Converged[]): Converged {
  const sum = (numberOf: (turn: Converged) => number) => turns.reduce((total, turn) => total + numberOf(turn), 0);
  return {
    failed: new Map(turns.flatMap(({ failed }) => [...failed])),
    written: sum(({ written }) => written),
    unchanged: sum(({ unchanged }) => unchanged),
    conflicts: sum(({ conflicts }) => conflicts),
    notices: sum(({ notices }) => notices),
    noticesSent: turns.flatMap(({ noticesSent }) => noticesSent),
    crowdedOut: new Set(turns.flatMap(({ crowdedOut }) => [...crowdedOut])),
  };
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

function markUnreadable(change: SubjectFacts, world: ReadWorld, failed: Map<string, string>): boolean {
  const broken = [change.subject, ...householdsTouched(change, world)].find((id) => world.unreadable.has(id));
  if (broken === undefined) return false;
  failed.set(change.subject, `Unreadable: ${broken}: ${world.unreadable.get(broken)}`);
  return true;
}
