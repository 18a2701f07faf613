import { readUnitsOf, writeUnitsOf } from "./item-bytes.ts";
import { changesIn } from "./read-events.ts";

/** The least that a change can cost: its household's item read once and written once. Units are per change. */
export interface Floor {
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Different households that the changes concern, in all. */
  readonly households: number;
}

export interface StoredSizes {
  /** Bytes of each household's item. */
  readonly bytesOfHouseholds: ReadonlyMap<string, number>;
  readonly homesOfPersons: ReadonlyMap<string, string>;
}

/**
 * The floor of a file of changes, each by the size of its own household's item: large families have more changes. One
 * whose household is unknown counts as the smallest.
 */
export async function floorOf(file: string, { bytesOfHouseholds, homesOfPersons }: StoredSizes): Promise<Floor> {
  const households = new Set<string>();
  const units = { changes: 0, read: 0, write: 0 };
  for await (const { change } of changesIn(file)) {
    const home = "person" in change ? homesOfPersons.get(change.person) : change.household;
    const bytes = home === undefined ? 0 : (bytesOfHouseholds.get(home) ?? 0);
    households.add(home ?? "");
    units.changes += 1;
    units.read += readUnitsOf(bytes);
    units.write += writeUnitsOf(bytes);
  }
  const perChange = 1 / Math.max(1, units.changes);
  return { readUnits: units.read * perChange, writeUnits: units.write * perChange, households: households.size };
}
