import type { InForce, ToldMove } from "#stores/standard-in-force.ts";
import type { StoredVersions } from "#stores/standards-table.ts";

/** A time in which a version was in force, is, or will be. Dates are ISO, in the standard's time zone. */
export interface InForcePeriod {
  readonly version: string;
  readonly state: "in-force" | "formerly" | "scheduled";
  readonly from: string;
  /** The day on which another took its place; absent of the version in force, and of one to come. */
  readonly until?: string;
  readonly by?: string;
}

/** What is published of a standard: when each version was in force, the latest first, and those that never were. */
export interface VersionsInForce {
  readonly periods: readonly InForcePeriod[];
  readonly neverInForce: readonly string[];
}

/** Puts a standard's history in order, as of a moment. */
export function versionsInForce(stored: StoredVersions, pointer: InForce | undefined, now: Date): VersionsInForce {
  const next = pointer?.next;
  const scheduled = next && { to: next.version, on: next.on, ...(pointer?.nextBy ? { by: pointer.nextBy } : {}) };
  const hasCome = next !== undefined && Date.parse(next.at) <= now.getTime();
  const moves: readonly Pick<ToldMove, "to" | "on" | "by">[] = [
    ...stored.moves.toSorted((a, b) => a.revision - b.revision),
    // Its day has come: households are judged by it, though no run has taken the move down yet.
    ...(scheduled && hasCome ? [scheduled] : []),
  ];
  const periods = moves.map(({ to, on, by }, index): InForcePeriod => {
    const until = moves[index + 1]?.on;
    return {
      version: to,
      state: until === undefined ? "in-force" : "formerly",
      from: on,
      ...(until === undefined ? {} : { until }),
      ...(by === undefined ? {} : { by }),
    };
  });
  const toCome: InForcePeriod[] =
    scheduled && !hasCome
      ? [
          {
            version: scheduled.to,
            state: "scheduled",
            from: scheduled.on,
            ...(scheduled.by ? { by: scheduled.by } : {}),
          },
        ]
      : [];
  const known = new Set([...moves.map(({ to }) => to), ...toCome.map(({ version }) => version), pointer?.version]);
  return {
    periods: [...periods, ...toCome].reverse(),
    neverInForce: stored.versions.filter((version) => !known.has(version)),
  };
}

/** The version in force on a day; undefined before the first. @param day ISO date. */
export function inForceOn({ periods }: VersionsInForce, day: string): InForcePeriod | undefined {
  return periods.find(({ from }) => from <= day);
}
