import { boundsOf } from "./bounds.ts";
import { sameAmount } from "./money.ts";
import type { Assessment, Member } from "./situation.ts";
import type { CompiledProgramme } from "./standard.ts";

/** What an amount lies between, in whole fen; the upper end is infinite where nothing limits it. */
export type AmountRange = readonly [low: number, high: number];

const nothing: AmountRange = [0, 0];

/**
 * What a programme gives a subject that was assessed, whether eligible or not yet known to be: the amount a determination
 * would name, or what it lies between. Nothing in kind has an amount.
 *
 * @param member the person, of a person's programme.
 */
export function amountRange(
  { definition, amountPlace }: CompiledProgramme,
  assessment: Assessment,
  member: Member | undefined,
): AmountRange {
  const { value } = definition.amount;
  if (!value) return nothing;
  const fen = (member ?? assessment).results[amountPlace] ?? Number.NaN;
  // Worked out where eligible and known.
  const [low, high] = Number.isFinite(fen)
    ? [fen, fen]
    : boundsOf({ assessment, slots: member ? [member] : [] }, value);
  // A benefit that would be negative is none.
  return [Math.max(0, rounded(low)), Math.max(0, rounded(high))];
}

/** To the fen, half up, as determinations round. */
function rounded(fen: number): number {
  return Math.floor(fen + 0.5 + sameAmount);
}
