// Dates are worked out from their digits: parsing them by Date would cost more than judging a condition.

const millisecondsPerDay = 86_400_000;

/** An ISO date as the number 20220701; NaN where there is none. */
export function dateNumber(date: unknown): number {
  if (typeof date !== "string") return Number.NaN;
  const digit = (index: number) => date.charCodeAt(index) - 48;
  return (
    digit(0) * 1e7 +
    digit(1) * 1e6 +
    digit(2) * 1e5 +
    digit(3) * 1e4 +
    digit(5) * 1e3 +
    digit(6) * 100 +
    digit(8) * 10 +
    digit(9)
  );
}

/** Days from 1970-01-01 to an ISO date; NaN where there is none. */
export function dayOf(date: unknown): number {
  const number = dateNumber(date);
  const year = Math.floor(number / 1e4);
  const month = Math.floor(number / 100) % 100;
  // Years that begin in March: the leap day is the last, and months are 153 days in five.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + (number % 100) - 1;
  const yearOfEra = shifted - era * 400;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The ISO date of a day counted from 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

/**
 * Whole years from a birth to a date, both as `dateNumber` gives them. Who is born on 29 February completes a year at
 * the end of 28 February where there is no 29th (Civil Code, Articles 200 and 202), and so is a year older on 1 March.
 */
export function yearsBetween(born: number, on: number): number {
  return Math.floor((on - born) / 1e4);
}

/** Whole months from a birth to a date; what is said of 29 February holds of every day that a month does not have. */
export function monthsBetween(born: number, on: number): number {
  const months = (date: number) => Math.floor(date / 1e4) * 12 + (Math.floor(date / 100) % 100);
  return months(on) - months(born) - (on % 100 < born % 100 ? 1 : 0);
}

/** The first day, counted from 1970-01-01, on which who was born on `born` is so many months old. */
export function dayOfMonths(born: number, months: number): number {
  const year = Math.floor(born / 1e4);
  const month = (Math.floor(born / 100) % 100) - 1 + months;
  // Where the month has no such day, the first of the next: Date.UTC would count on from there.
  return Math.min(utcDay(year, month, born % 100), utcDay(year, month + 1, 1));
}

/** The day so many months after a day; the last of its month where that month has no such day. */
export function monthsAfter(day: number, months: number): number {
  const date = new Date(day * millisecondsPerDay);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  return Math.min(utcDay(year, month, date.getUTCDate()), utcDay(year, month + 1, 0));
}

function utcDay(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / millisecondsPerDay;
}
