import type { Household } from "#household/aggregate.ts";
import type { Indexed } from "#household/indexed.ts";
import { type Item, numberOf, textOf } from "./read-items.ts";
import { shardOf } from "./shard-of.ts";

/** Shards of the calendar: on the first of July very many households are due at once. */
export const calendarShards = 16;
/** Shards of each area in the indexes of the parameter: a county has some hundred thousand households. */
export const areaShards = 4;

/** What the table's indexes of watch points hold a household by. */
export function watchAttributes({ household, watch, indexed }: Household): Item {
  const day = watch.find((point) => "on" in point)?.on;
  return {
    ...(day === undefined
      ? {}
      : { calendarShard: { S: String(shardOf(household, calendarShards)) }, calendarOn: { S: day } }),
    ...(indexed === undefined
      ? {}
      : {
          watchedIn: { S: `${indexed.area}#${shardOf(household, areaShards)}` },
          raisedAt: { N: String(indexed.raisedAt) },
          ...(indexed.loweredAt === undefined ? {} : { loweredAt: { N: String(indexed.loweredAt) } }),
        }),
  };
}

/** Where the indexes hold a stored household; undefined where it was stored before there were any. */
export function indexedIn(item: Item): Indexed | undefined {
  if (!("watchedIn" in item)) return undefined;
  const [area = ""] = textOf(item, "watchedIn").split("#");
  return {
    area,
    raisedAt: numberOf(item, "raisedAt"),
    ...("loweredAt" in item ? { loweredAt: numberOf(item, "loweredAt") } : {}),
  };
}
