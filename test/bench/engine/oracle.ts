import { randomStream } from "#cli/population/random.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { bufbuildCel } from "#test/functions/eligibility/cel/bufbuild.ts";
import { celBinder } from "#test/functions/eligibility/cel/cel-household.ts";
import { type CelVerdict, celStandard } from "#test/functions/eligibility/cel/cel-standard.ts";
import {
  byName,
  contradiction,
  forgetting,
  neverForgotten,
  verdictsByName,
} from "#test/functions/eligibility/cel/verdicts.ts";
import { judgedOn, type KnownHousehold } from "./households.ts";

/** What another implementation of CEL says of this engine's verdicts, and what forgetting facts does to them. */
export interface Oracle {
  /** Verdicts compared with CEL's where everything is known. */
  readonly verdicts: number;
  /** Verdicts with facts forgotten at random that are definite still, and that are unknown then. */
  readonly definite: number;
  readonly unknown: number;
  readonly differences: readonly string[];
}

const shares = [0.02, 0.1, 0.3, 0.6, 0.9];
const shownAtMost = 20;

/**
 * Compares each verdict and amount with @bufbuild/cel's, of CEL texts written from the trees and values worked out by
 * other means than the engine's; then forgets facts of the same households, which must turn no verdict into its opposite.
 */
export function askOracle(document: StandardDocument, households: readonly KnownHousehold[]): Oracle {
  const standard = compileStandard(document);
  const cel = celStandard(document, bufbuildCel, celBinder(document, judgedOn));
  const kept = neverForgotten(standard);
  const random = randomStream(1, "forgetting");
  const differences: string[] = [];
  let verdicts = 0;
  let definite = 0;
  let unknown = 0;
  for (const [index, household] of households.entries()) {
    if (differences.length >= shownAtMost) break;
    const whole = verdictsByName(standard, household, judgedOn);
    const told = (name: string, words: string) => differences.push(`${household.household} ${name}, ${words}`);
    const expected = byName(cel(household));
    verdicts += expected.size;
    for (const name of new Set([...whole.keys(), ...expected.keys()])) {
      const different = disagreement(whole.get(name), expected.get(name));
      if (different !== undefined) told(name, `beside CEL: ${different}`);
    }
    const share = shares[index % shares.length] ?? 0;
    const little = verdictsByName(standard, forgetting(household, { share, random, kept }), judgedOn);
    for (const [name, verdict] of little) {
      const different = contradiction(verdict, whole.get(name));
      if (different !== undefined) told(name, `facts forgotten: ${different}`);
    }
    const open = [...little.values()].filter(({ eligible }) => eligible === undefined).length;
    unknown += open;
    definite += little.size - open;
  }
  return { verdicts, definite, unknown, differences };
}

/** Where everything is known, nobody may find anything unknown. */
function disagreement(own: CelVerdict | undefined, other: CelVerdict | undefined): string | undefined {
  if (own?.eligible === undefined || other?.eligible === undefined) return "one of them is unknown";
  if ((own.amount === undefined) !== (other.amount === undefined)) return "one of them has no amount";
  return contradiction(own, other);
}
