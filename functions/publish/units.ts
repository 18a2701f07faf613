/** Units that numbers may have; none is a plain number, a count or a factor. */
export const units = ["yuan", "years", "months", "days", "kWh", "square-metres"] as const;

export function isUnit(unit: string): boolean {
  return units.some((each) => each === unit);
}
