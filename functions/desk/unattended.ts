import type { Unattended } from "#events/desk-api/visits.ts";
import type { RosteredWorker } from "./worker-roster.ts";

/** Whoever has not come for so long has fallen ill, or left: somebody else must be found for the families. */
const absentAfterDays = 14;
const millisecondsPerDay = 86_400_000;

/**
 * Of the roles for which families wait in a community (12 digits), those whose list nobody works: nobody of the role has
 * come to the desk there, or not for two weeks. In the roles' order.
 */
export function unattendedIn(
  office: string,
  roles: readonly string[],
  workers: readonly RosteredWorker[],
  now: Date,
): Unattended[] {
  return roles.flatMap((role) => {
    const seen = workers
      .filter((worker) => worker.area === office && worker.roles.includes(role))
      .map(({ lastSeen }) => lastSeen.getTime());
    if (seen.length === 0) return [{ role }];
    const last = Math.max(...seen);
    const isAbsent = now.getTime() - last > absentAfterDays * millisecondsPerDay;
    return isAbsent ? [{ role, lastSeen: new Date(last).toISOString() }] : [];
  });
}
