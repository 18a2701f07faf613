import { type HouseholdsDue, maximumHouseholdsDue } from "#events/households-due.ts";
import { sweepDue } from "#functions/sweep/begin-sweep.ts";
import { inChunks } from "#stores/in-chunks.ts";
import { sendAll } from "#stores/queues.ts";
import type { WatchDependencies } from "./dependencies.ts";

/** A notice that has waited this long is not on its way any more: redelivery has given up. In minutes. */
const overdueMinutes = 60;
/** A sweep of which nothing was noted for so long has lost its message. In minutes. */
const stillMinutes = 30;

/**
 * Picks up what has got stuck: households whose notices have waited too long to be sent, because a crash came between
 * the household's write and the sending and redelivery has given up since; and sweeps that nobody takes further. Puts in
 * force a version whose day has come, and begins the sweep after a publication that has none.
 */
export async function watch(dependencies: WatchDependencies): Promise<void> {
  const overdue = await tellOverdue(dependencies);
  const stillSweeps = await wakeSweeps(dependencies);
  const begun = await dependencies.beginSweeps();
  await dependencies.log({
    log: "households watched",
    runs: 1,
    overdueOutboxes: overdue,
    stillSweeps,
    sweepsBegun: begun.length,
  });
}

async function tellOverdue({ environment, overdueOutboxes, send, now }: WatchDependencies): Promise<number> {
  let found = 0;
  for await (const households of overdueOutboxes(minutesBefore(now(), overdueMinutes))) {
    found += households.length;
    const messages = inChunks(households, maximumHouseholdsDue).map((chunk) => {
      const body: HouseholdsDue = { type: "households.due", households: chunk };
      return { body };
    });
    await sendAll(send, environment.CHANGES_QUEUE_URL, messages);
  }
  return found;
}

async function wakeSweeps({ environment, sweeps, send, now }: WatchDependencies): Promise<number> {
  const before = minutesBefore(now(), stillMinutes);
  const still = (await sweeps()).filter(({ state, updatedAt }) => state === "running" && updatedAt < before);
  await sendAll(
    send,
    environment.SWEEPS_QUEUE_URL,
    still.map(({ sweep }) => sweepDue(sweep)),
  );
  return still.length;
}

function minutesBefore(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString();
}
