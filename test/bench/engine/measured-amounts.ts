import { roundedFen } from "./contender.ts";
import { no } from "./measured-programmes.ts";
import type { PreparedParameters } from "./prepared-parameters.ts";

/* Amounts of the measured pack written by hand, in fen; engines that know no arithmetic take them from here. */

export function longevity(
  { longevityFrom80, longevityFrom90, longevityFrom100 }: PreparedParameters,
  months: number,
): number {
  if (months >= 1200) return longevityFrom100;
  return months >= 1080 ? longevityFrom90 : longevityFrom80;
}

export function medicalAid(
  { medicalBrackets, medicalDeductible, medicalCap }: PreparedParameters,
  expense: number,
): number {
  if (expense <= medicalDeductible) return no;
  const above = expense - medicalDeductible;
  let aid = 0;
  for (const { from, to, rate } of medicalBrackets) {
    if (above <= from) break;
    aid += rate * (Math.min(above, to) - from);
  }
  return roundedFen(Math.min(aid, medicalCap));
}

export function roundedTo(fen: number, step: number): number {
  return Math.floor(fen / step + 0.500001) * step;
}
