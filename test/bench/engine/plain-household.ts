import type { KnownHousehold } from "./households.ts";

/*
 * A household as a program counts, written for speed: money in fen, dates as numbers, ages on the day. What hand-written
 * code does anyway, and what the host of an engine that knows no dates does for it.
 */

export interface PlainPerson {
  readonly age: number;
  readonly ageInMonths: number;
  readonly monthlyIncome: number;
  readonly medicalExpenseYear: number;
  /** 20220701. */
  readonly certificateUntil: number;
}

/** An ISO date as 20220701. */
export function dateNumber(date: string): number {
  return (
    (date.charCodeAt(0) - 48) * 1e7 +
    (date.charCodeAt(1) - 48) * 1e6 +
    (date.charCodeAt(2) - 48) * 1e5 +
    (date.charCodeAt(3) - 48) * 1e4 +
    (date.charCodeAt(5) - 48) * 1e3 +
    (date.charCodeAt(6) - 48) * 100 +
    (date.charCodeAt(8) - 48) * 10 +
    (date.charCodeAt(9) - 48)
  );
}

/** Fen of an amount in yuan. */
export function fenOf(yuan: number): number {
  return Math.round(yuan * 100);
}

/** Whole months lived on a day, both as `dateNumber` gives them. */
export function monthsLived(born: number, on: number): number {
  const years = Math.floor(on / 1e4) - Math.floor(born / 1e4);
  const months = (Math.floor(on / 100) % 100) - (Math.floor(born / 100) % 100);
  return years * 12 + months - (on % 100 < born % 100 ? 1 : 0);
}

/** @param on as `dateNumber` gives it. */
export function plainPerson({ facts }: KnownHousehold["members"][number], on: number): PlainPerson {
  const ageInMonths = monthsLived(dateNumber(facts.birthDate), on);
  return {
    age: Math.floor(ageInMonths / 12),
    ageInMonths,
    monthlyIncome: fenOf(facts.monthlyIncome),
    medicalExpenseYear: fenOf(facts.medicalExpenseYear),
    certificateUntil: dateNumber(facts.disabilityCertificateUntil),
  };
}
