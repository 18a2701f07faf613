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

/** Compares what each engine says of every household with what the first says. */
export async function compareOutcomes(
  contenders: readonly Contender[],
  households: readonly KnownHousehold[],
  progress: (compared: number) => void,
): Promise<Agreement> {
  const [reference, ...others] = contenders;
  if (!reference) throw new Error("Found nobody to compare.");
  const expected: ReadonlyMap<string, string>[] = [];
  const eligible: Record<string, number> = {};
  let count = 0;
  for (const household of households) {
    const outcomes = await reference.outcomesOf(household);
    expected.push(byName(outcomes));
    count += outcomes.length;
    for (const { programme, eligible: is } of outcomes) {
      eligible[programme] = (eligible[programme] ?? 0) + (is ? 1 : 0);
    }
  }
  const differences: string[] = [];
  for (const [index, contender] of others.entries()) {
    progress(index + 1);
    differences.push(...(await differencesOf(contender, { reference: reference.name, expected, households })));
  }
  return { outcomes: count, eligible, differences };
}

interface Expected {
  readonly reference: string;
  readonly expected: readonly ReadonlyMap<string, string>[];
  readonly households: readonly KnownHousehold[];
}

async function differencesOf(contender: Contender, { reference, expected, households }: Expected): Promise<string[]> {
  const differences: string[] = [];
  for (const [index, household] of households.entries()) {
    if (differences.length >= shownOfEach) break;
    const said = byName(await contender.outcomesOf(household));
    const should = expected[index] ?? new Map<string, string>();
    for (const name of new Set([...should.keys(), ...said.keys()])) {
      if (said.get(name) === should.get(name)) continue;
      differences.push(
        `${household.household} ${name}: ${contender.name} says ${said.get(name) ?? "nothing"}, ${reference} says ${should.get(name) ?? "nothing"}`,
      );
    }
  }
  return differences;
}

function byName(outcomes: readonly Outcome[]): ReadonlyMap<string, string> {
  return new Map(
    outcomes.map(({ programme, member, eligible, fen }) => [
      member === undefined ? programme : `${programme} of member ${member}`,
      eligible ? `yes${fen === undefined ? "" : `, ${fen} fen`}` : "no",
    ]),
  );
}
