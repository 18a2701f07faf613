import { type HouseholdsDue, maximumHouseholdsDue } from "#events/households-due.ts";
import { inChunks } from "#stores/in-chunks.ts";
import { sendAll } from "#stores/queues.ts";
import type { WatchDependencies } from "./dependencies.ts";

/** A notice that has waited this long is not on its way any more: redelivery has given up. In minutes. */
const overdueMinutes = 60;

/**
 * Finds households that no event will announce. So far: those whose notices have waited too long to be sent, because a
 * crash came between the household's write and the sending and redelivery has given up since.
 */
export async function watch({ environment, overdueOutboxes, send, now, log }: WatchDependencies): Promise<void> {
  const before = new Date(now().getTime() - overdueMinutes * 60_000).toISOString();
  let found = 0;
  for await (const households of overdueOutboxes(before)) {
    found += households.length;
    const messages = inChunks(households, maximumHouseholdsDue).map((chunk) => {
      const body: HouseholdsDue = { type: "households.due", households: chunk };
      return { body };
    });
    await sendAll(send, environment.CHANGES_QUEUE_URL, messages);
  }
  log({ log: "households watched", runs: 1, overdueOutboxes: found });
}
