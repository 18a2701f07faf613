import { shardsOf, type Wanted } from "#stores/households-found.ts";
import type { SweepReason } from "#stores/sweeps-table.ts";

/** One shard of what a sweep looks for. */
export interface WantedShard {
  readonly wanted: Wanted;
  readonly shard: number;
}

/** All that a sweep looks for, in the order in which it is read: always the same for the same reason. */
export function wantedShards(reason: SweepReason): WantedShard[] {
  return wantedOf(reason).flatMap((wanted) =>
    Array.from({ length: shardsOf(wanted) }, (_, shard) => ({ wanted, shard })),
  );
}

function wantedOf(reason: SweepReason): Wanted[] {
  if (reason.by === "calendar") return [{ by: "calendar", until: reason.until }];
  return reason.areas.flatMap(({ area, reach }): Wanted[] => {
    if (reach === "whole") return [{ by: "area", area }];
    const { raisedTo, loweredTo } = reach;
    return [
      ...(raisedTo === undefined ? [] : [{ by: "raised" as const, area, to: raisedTo }]),
      ...(loweredTo === undefined ? [] : [{ by: "lowered" as const, area, to: loweredTo }]),
    ];
  });
}

/**
 * How often a sweep reads all it looks for. A day that has come is looked for again tomorrow; a standard is followed
 * once, so that what an index or a warm cache kept back the first time is looked for a second time.
 */
export function passesOf({ by }: SweepReason): number {
  return by === "calendar" ? 1 : 2;
}
