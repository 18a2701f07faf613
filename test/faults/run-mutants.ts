import { type Mutant, mutants } from "./mutants.ts";
import { type PatchedCopies, patchedCopies } from "./patched-product.ts";
import { product } from "./product.ts";
import { newTally, runHistories } from "./run-histories.ts";
import { soundTables } from "./simulated-tables.ts";
import { smallStandard } from "./small-standard.ts";

/** What became of a seeded bug. */
export interface MutantResult {
  readonly name: string;
  /** The first history that found it, from 0; undefined where none did. */
  readonly caughtBy: number | undefined;
  /** What was wrong there. */
  readonly symptom?: string;
}

/** Runs the suite against seeded bugs, each until a history catches it or so many have run. */
export async function* runMutants(
  { seed, runs }: { readonly seed: number; readonly runs: number },
  chosen: readonly Mutant[] = mutants,
): AsyncGenerator<MutantResult> {
  const copies = await patchedCopies();
  try {
    for (const mutant of chosen) yield await runMutant(mutant, copies, { seed, runs });
  } finally {
    await copies.remove();
  }
}

async function runMutant(
  { name, patches, rules, wrap }: Mutant,
  copies: PatchedCopies,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Promise<MutantResult> {
  const copy = patches ? await copies.patched(name, patches) : product;
  const setting = {
    product: wrap ? wrap(copy) : copy,
    standard: smallStandard(),
    rules: { ...soundTables, ...rules },
  };
  const failure = await runHistories(newTally(), { seed, runs, setting, shrink: false });
  if (!failure) return { name, caughtBy: undefined };
  const { lost, duplicate, divergent } = failure.found;
  const [symptom = ""] = [...duplicate, ...lost, ...divergent];
  return { name, caughtBy: failure.run, symptom };
}
