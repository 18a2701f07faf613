import { type HouseholdsDue, maximumHouseholdsDue } from "#events/households-due.ts";
import type { FindHouseholds } from "#stores/households-found.ts";
import { inChunks } from "#stores/in-chunks.ts";
import { type SendMessages, sendAll } from "#stores/queues.ts";
import type { Sweep, SweepProgress, SweepStore } from "#stores/sweeps-table.ts";
import { passesOf, type WantedShard, wantedShards } from "./wanted-households.ts";

/** What a sweep is taken further with. */
export interface SweepTools {
  readonly sweeps: SweepStore;
  readonly findHouseholds: FindHouseholds;
  readonly send: SendMessages;
  readonly householdsDueQueueUrl: string;
  readonly now: () => Date;
}

/** How long one advance may take, how often it is noted how far it has come, and when the second pass may begin. */
export interface SweepTimes {
  readonly budgetMilliseconds: number;
  readonly noteEveryMilliseconds: number;
  /** After the sweep began: by then every index has caught up, and nobody judges by the former standard any more. */
  readonly secondPassMilliseconds: number;
}

/** The sweep as it is noted, and after how many milliseconds to come again; undefined where there is nothing left to do. */
export interface Advanced {
  readonly sweep: Sweep;
  readonly againIn: number | undefined;
}

/** What one step came to. */
type Step = Pick<Sweep, "state" | "progress">;

/**
 * Takes a sweep further until it is over, waits for its second pass, or the time is up. What was found is handed on
 * before it is noted, so that a crash hands some on twice, and none never. Where somebody else has noted something
 * meanwhile, another worker is on it or it was paused, and this one leaves it alone.
 */
export async function advanceSweep(before: Sweep, tools: SweepTools, times: SweepTimes): Promise<Advanced> {
  const shards = wantedShards(before.reason);
  const elapsed = stopwatch(tools.now);
  let noted = before;
  let notedAt = 0;
  let step: Step = before;
  while (step.state === "running") {
    const wait = waitOf(noted, step.progress, times, tools.now());
    if (wait > 0) return { sweep: noted, againIn: wait };
    const next = shards[step.progress.shards];
    try {
      step = next ? await readOn(step, next, tools) : passOver(noted, step);
    } catch (error) {
      // What came before is done: whoever tries again need not begin with it.
      await note({ ...noted, ...step }, tools);
      throw error;
    }
    const isTimeUp = elapsed() >= times.budgetMilliseconds;
    if (next && !isTimeUp && elapsed() - notedAt < times.noteEveryMilliseconds) continue;
    const stored = await note({ ...noted, ...step }, tools);
    if (!stored) return { sweep: noted, againIn: undefined };
    noted = stored;
    notedAt = elapsed();
    if (isTimeUp && noted.state === "running") return { sweep: noted, againIn: 0 };
  }
  return { sweep: noted, againIn: undefined };
}

function stopwatch(now: () => Date): () => number {
  const began = now().getTime();
  return () => now().getTime() - began;
}

/** Notes how far a sweep has come; resolves with undefined where somebody else has noted something since. */
async function note(sweep: Sweep, { sweeps, now }: SweepTools): Promise<Sweep | undefined> {
  const next = { ...sweep, updatedAt: now().toISOString() };
  return (await sweeps.write(next)) === "written" ? { ...next, version: sweep.version + 1 } : undefined;
}

async function readOn({ state, progress }: Step, { wanted, shard }: WantedShard, tools: SweepTools): Promise<Step> {
  const page = await tools.findHouseholds(wanted, shard, progress.after);
  await handOn(page.households, tools);
  return { state, progress: afterPage(progress, page) };
}

function passOver({ reason }: Sweep, { progress }: Step): Step {
  if (progress.pass >= passesOf(reason)) return { state: "finished", progress };
  return { state: "running", progress: { pass: progress.pass + 1, shards: 0, found: [...progress.found, 0] } };
}

function waitOf({ startedAt }: Sweep, { pass }: SweepProgress, times: SweepTimes, now: Date): number {
  return pass === 1 ? 0 : Date.parse(startedAt) + times.secondPassMilliseconds - now.getTime();
}

function afterPage(
  { pass, shards, found }: SweepProgress,
  { households, end }: Awaited<ReturnType<FindHouseholds>>,
): SweepProgress {
  const counted = found.map((count, index) => (index === pass - 1 ? count + households.length : count));
  return end ? { pass, shards, after: end, found: counted } : { pass, shards: shards + 1, found: counted };
}

/** Hands households on to be judged again. Throws RetryLater where the queue did not take some. */
async function handOn(households: readonly string[], { send, householdsDueQueueUrl }: SweepTools): Promise<void> {
  const messages = inChunks(households, maximumHouseholdsDue).map((chunk) => {
    const body: HouseholdsDue = { type: "households.due", households: chunk };
    return { body };
  });
  await sendAll(send, householdsDueQueueUrl, messages);
}
