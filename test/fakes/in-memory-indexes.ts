import type { Household } from "#household/aggregate.ts";
import type { FindHouseholds, Wanted } from "#stores/households-found.ts";
import { shardOf } from "#stores/shard-of.ts";
import { areaShards, calendarShards } from "#stores/watch-attributes.ts";

/** Finds households as the table's indexes do: by their keys, in the keys' order, so many a page. */
export function findIn(households: () => Iterable<Household>, perPage = 3): FindHouseholds {
  return async (wanted, shard, after) => {
    const entries = [...households()]
      .flatMap((household) => entryOf(household, wanted, shard))
      .sort((a, b) => compare(a, b));
    const rest = after
      ? entries.filter((entry) => compare(entry, { id: String(after["id"]), key: after["key"] ?? "" }) > 0)
      : entries;
    const page = rest.slice(0, perPage);
    const last = page.at(-1);
    const found = { households: page.map(({ id }) => id) };
    return last && rest.length > page.length ? { ...found, end: { id: last.id, key: last.key } } : found;
  };
}

interface Entry {
  readonly id: string;
  readonly key: string | number;
}

function entryOf({ household: id, watch, indexed }: Household, wanted: Wanted, shard: number): Entry[] {
  if (wanted.by === "calendar") {
    const day = watch.find((point) => "on" in point)?.on;
    return day !== undefined && day <= wanted.until && shardOf(id, calendarShards) === shard ? [{ id, key: day }] : [];
  }
  if (indexed?.area !== wanted.area || shardOf(id, areaShards) !== shard) return [];
  const { raisedAt, loweredAt } = indexed;
  if (wanted.by === "lowered") return loweredAt !== undefined && loweredAt >= wanted.to ? [{ id, key: loweredAt }] : [];
  return wanted.by === "area" || raisedAt <= wanted.to ? [{ id, key: raisedAt }] : [];
}

function compare(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
