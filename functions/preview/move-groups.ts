import { Composition, Disability } from "#events/standards-preview.ts";
import { isTellable, partsToTell } from "./disclosure.ts";
import { type Division, newSums, type Sums, type Tally } from "./tally.ts";

/** How a group that moves is divided: each household in one part. */
export const divisions = ["county", "composition", "disability"] as const;
export type Told = Exclude<Division, "all" | "alike">;

/** Those of a programme that move alike: the whole, and its parts. */
export interface MoveGroups {
  readonly all: Sums;
  readonly parts: Readonly<Record<Exclude<Division, "all">, ReadonlyMap<string, Sums>>>;
  /** The parts that may be told; none where the whole may not. */
  told(division: Told): ReadonlySet<string>;
}

/** Finds the groups of a programme that make a move. */
export type GroupsOf = (programme: number, move: string) => MoveGroups;

/** @param counties how many counties there can be. */
export function moveGroupsOf({ groups }: Tally, counties: number): GroupsOf {
  const known = new Map<string, Writable>();
  const at = (key: string) => {
    let found = known.get(key);
    if (!found) {
      found = {
        all: newSums(),
        parts: { county: new Map(), composition: new Map(), disability: new Map(), alike: new Map() },
      };
      known.set(key, found);
    }
    return found;
  };
  for (const [key, sums] of groups) {
    const [programme, move, division, ...part] = key.split("|");
    const found = at(`${programme}|${move}`);
    if (isDivision(division)) found.parts[division].set(part.join("|"), sums);
    else found.all = sums;
  }
  const possible = { county: counties, composition: Composition.options.length, disability: Disability.options.length };
  const finished = new Map<string, MoveGroups>();
  return (programme, move) => {
    const key = `${programme}|${move}`;
    const group = finished.get(key) ?? withTold(at(key), possible);
    finished.set(key, group);
    return group;
  };
}

interface Writable {
  all: Sums;
  readonly parts: Record<Exclude<Division, "all">, Map<string, Sums>>;
}

function isDivision(division: string | undefined): division is Exclude<Division, "all"> {
  return division === "county" || division === "composition" || division === "disability" || division === "alike";
}

function withTold({ all, parts }: Writable, possible: Readonly<Record<Told, number>>): MoveGroups {
  const told = new Map(
    divisions.map((division) => [
      division,
      isTellable(all.households) ? partsToTell(households(parts[division]), possible[division]) : new Set<string>(),
    ]),
  );
  return { all, parts, told: (division) => told.get(division) ?? new Set() };
}

/**
 * Those whom several groups put together, a household once. Of them no more is told than was told of the groups: else the
 * difference would be of those untold.
 */
export function together(union: MoveGroups, of: readonly MoveGroups[]): MoveGroups {
  const toldOf = (division: Told, part: string) =>
    of.reduce((sum, group) => {
      const sums = group.told(division).has(part) ? group.parts[division].get(part) : undefined;
      return sum + (sums?.households ?? 0);
    }, 0);
  const wholes = of.reduce((sum, { all }) => sum + (isTellable(all.households) ? all.households : 0), 0);
  const all = union.all.households <= wholes ? union.all : { ...union.all, households: 1, count: 1 };
  const told = new Map(
    divisions.map((division) => {
      const parts = households(union.parts[division]);
      const mayTell = (part: string) => (parts.get(part) ?? 0) <= toldOf(division, part);
      return [division, isTellable(all.households) ? partsToTell(parts, parts.size, mayTell) : new Set<string>()];
    }),
  );
  return { all, parts: union.parts, told: (division) => told.get(division) ?? new Set() };
}

/** Households by part. */
export function households(parts: ReadonlyMap<string, Sums>): Map<string, number> {
  return new Map([...parts].map(([part, sums]) => [part, sums.households]));
}
