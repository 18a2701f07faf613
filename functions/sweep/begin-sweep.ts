import type { SweepDue } from "#events/sweep-due.ts";
import type { Message } from "#stores/queues.ts";
import type { Sweep, SweepReason, SweepStore } from "#stores/sweeps-table.ts";

/** What a sweep is begun with. */
export interface NewSweep {
  /** Its name; beginning one that is there already changes nothing. */
  readonly sweep: string;
  readonly reason: SweepReason;
  readonly now: Date;
}

/**
 * Stores a new sweep, unless it is there already; resolves with it as it is stored. To be followed by a message
 * `sweepDue` on the queue `sweeps`: without it nothing moves.
 */
export async function storeNewSweep(sweeps: SweepStore, { sweep, reason, now }: NewSweep): Promise<Sweep> {
  const begun: Sweep = {
    sweep,
    reason,
    state: "running",
    progress: { pass: 1, shards: 0, found: [0] },
    startedAt: now.toISOString(),
    updatedAt: now.toISOString(),
    version: 0,
  };
  if ((await sweeps.write(begun)) === "written") return { ...begun, version: 1 };
  const there = await sweeps.read(sweep);
  if (!there) throw new Error(`The sweep ${sweep} is neither new nor stored.`);
  return there;
}

/** The message that makes a running sweep move, for the queue `sweeps`. */
export function sweepDue(sweep: string): Message {
  const body: SweepDue = { type: "sweep.due", sweep };
  return { body };
}
