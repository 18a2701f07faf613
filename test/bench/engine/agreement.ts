import type { Contender, Outcome } from "./contender.ts";
import type { KnownHousehold } from "./households.ts";

/** What all engines agree on, or where one of them differs first. */
export interface Agreement {
  readonly outcomes: number;
  /** How many are eligible, by programme. */
  readonly eligible: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
}

const shownOfEach = 5;

/** Compares what each engine says of every household with what the first says; keeps nothing of it but differences. */
export async function compareOutcomes(
  [reference, ...others]: readonly Contender[],
  households: readonly KnownHousehold[],
  progress: (compared: number) => void,
): Promise<Agreement> {
  if (!reference) throw new Error("Found nobody to compare.");
  const eligible: Record<string, number> = {};
  const differences = new Map<Contender, string[]>(others.map((contender) => [contender, []]));
  let count = 0;
  for (const [index, household] of households.entries()) {
    if (index % 100 === 0) progress(index);
    const outcomes = await reference.outcomesOf(household);
    count += outcomes.length;
    countEligible(outcomes, eligible);
    const expected = byName(outcomes);
    for (const [contender, told] of differences) {
      if (told.length >= shownOfEach) continue;
      const said = byName(await contender.outcomesOf(household));
      told.push(
        ...differing(said, expected).map(
          ([name, own, first]) =>
            `${household.household} ${name}: ${contender.name} says ${own}, ${reference.name} says ${first}`,
        ),
      );
    }
  }
  return { outcomes: count, eligible, differences: [...differences.values()].flat() };
}

function countEligible(outcomes: readonly Outcome[], into: Record<string, number>): void {
  for (const { programme, eligible } of outcomes) into[programme] = (into[programme] ?? 0) + (eligible ? 1 : 0);
}

type ByName = ReadonlyMap<string, string>;

function differing(said: ByName, expected: ByName): (readonly [name: string, own: string, first: string])[] {
  return [...new Set([...expected.keys(), ...said.keys()])]
    .map((name) => [name, said.get(name) ?? "nothing", expected.get(name) ?? "nothing"] as const)
    .filter(([, own, first]) => own !== first);
}

function byName(outcomes: readonly Outcome[]): ByName {
  return new Map(
    outcomes.map(({ programme, member, eligible, fen }) => [
      member === undefined ? programme : `${programme} of member ${member}`,
      eligible ? `yes${fen === undefined ? "" : `, ${fen} fen`}` : "no",
    ]),
  );
}
