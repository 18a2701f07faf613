import { affectedAreas } from "#eligibility/affected-areas.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { type SendMessages, sendAll } from "#stores/queues.ts";
import { type InForce, type Move, withDayCome, withSweepsBegun } from "#stores/standard-in-force.ts";
import type { SweepStore } from "#stores/sweeps-table.ts";
import { storeNewSweep, sweepDue } from "./begin-sweep.ts";

/** What is in force of one standard, and its versions. */
export interface StandardVersions {
  readonly name: string;
  readonly readInForce: () => Promise<InForce | undefined>;
  readonly writeInForce: (seen: InForce, after: InForce) => Promise<"written" | "conflict">;
  readonly read: (version: string) => Promise<StandardDocument>;
}

export interface BeginTools {
  readonly standards: StandardVersions;
  readonly sweeps: SweepStore;
  readonly send: SendMessages;
  readonly sweepsQueueUrl: string;
  readonly now: () => Date;
}

/**
 * Puts in force what was scheduled for a day that has come, and begins the sweep after every move that has none yet.
 * Resolves with the sweeps' names. Done twice, or by two at once, it begins no sweep a second time: a sweep's name is
 * the move's.
 */
export async function beginSweepsOfStandards({
  standards,
  sweeps,
  send,
  sweepsQueueUrl,
  now,
}: BeginTools): Promise<string[]> {
  const seen = await standards.readInForce();
  const current = seen && withDayCome(seen, now());
  if (!seen || !current || current.unswept.length === 0) return [];
  // Where somebody else was quicker, what they left is picked up the next time.
  if (current !== seen && (await standards.writeInForce(seen, current)) === "conflict") return [];
  const begun: string[] = [];
  for (const move of current.unswept) {
    const areas = await areasAfter(standards, move);
    if (areas.length === 0 || move.from === undefined) continue;
    const label = (version: string) => `${standards.name}@${version}`;
    const sweep = `standard-${label(move.to)}-${move.revision}`;
    const reason = { by: "standard" as const, from: label(move.from), to: label(move.to), areas: [...areas] };
    await storeNewSweep(sweeps, { sweep, reason, now: now() });
    begun.push(sweep);
  }
  await sendAll(send, sweepsQueueUrl, begun.map(sweepDue));
  await standards.writeInForce(current, withSweepsBegun(current));
  return begun;
}

async function areasAfter({ read }: StandardVersions, { from, to, on }: Move) {
  return from === undefined ? [] : affectedAreas(await read(from), await read(to), on).areas;
}
