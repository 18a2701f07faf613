/**
 * How much a series grows from its first value to its last, by the median of the slopes between any two of its values:
 * single values out of line do not count. In the series' unit; 0 for fewer than two values.
 */
export function growthOf(series: readonly number[]): number {
  const slopes = series.flatMap((earlier, index) =>
    series.slice(index + 1).map((later, steps) => (later - earlier) / (steps + 1)),
  );
  return series.length < 2 ? 0 : medianOf(slopes) * (series.length - 1);
}

/** Whether a series grows by more than so great a share of its median, and by more than so much. */
export function isGrowing(series: readonly number[], share: number, least: number): boolean {
  const growth = growthOf(series);
  return growth > share * medianOf(series) && growth > least;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/**
 * What is left of samples, a minute each told, without those in which a process warms up: of so many minutes, or of the
 * first third.
 */
export function afterWarmUp<Sample extends { readonly minute: number }>(
  samples: readonly Sample[],
  warmUp = samples[Math.floor(samples.length / 3) - 1]?.minute ?? 0,
): readonly Sample[] {
  return samples.filter(({ minute }) => minute > warmUp);
}
