// Money is counted in fen, integers as they come in. A quotient (income per person) or a product with a factor of up to
// three decimals may leave a fraction. Two such amounts that truly differ are at least a hundred-thousandth of a fen
// apart (fen divided by household sizes and by a thousand), and below ten million yuan arithmetic in doubles errs by less
// than a ten-millionth: so amounts nearer than a millionth are the same amount, and 1.5 × 941.00 is exactly 1,411.50.

/** Amounts of fen nearer to each other than this are the same amount. */
export const sameAmount = 1e-6;

export function fenOf(yuan: number): number {
  return Math.round(yuan * 100);
}

/** Rounded half up to the fen, in yuan. */
export function yuanRounded(fen: number): number {
  return Math.floor(fen + 0.5 + sameAmount) / 100;
}

/**
 * In yuan, to the hundredth of a fen: for showing what was compared, where an income a third of a fen below the limit
 * must not read as the limit itself.
 */
export function yuanCompared(fen: number): number {
  return Math.round(fen * 100) / 10_000;
}

/** True for an amount in yuan that is whole fen. */
export function isWholeFen(yuan: number): boolean {
  return Number(yuan.toFixed(2)) === yuan;
}

/** Rounded half up to a multiple of `step`. */
export function roundedTo(value: number, step: number): number {
  return Math.floor(value / step + 0.5 + sameAmount) * step;
}
