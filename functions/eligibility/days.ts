const millisecondsPerDay = 86_400_000;

/** Days from 1970-01-01 to an ISO date. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay;
}

/** The ISO date of a day counted from 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

/**
 * Whole years from a birth to a date, both ISO. Who is born on 29 February completes a year at the end of 28 February
 * where there is no 29th (Civil Code, Articles 200 and 202), and so is a year older on 1 March.
 */
export function ageOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The first day, counted from 1970-01-01, on which a person born on `birthDate` is `years` old. */
export function birthday(birthDate: string, years: number): number {
  const year = Number(birthDate.slice(0, 4)) + years;
  // Date.UTC turns 29 February of a common year into 1 March.
  return Date.UTC(year, Number(birthDate.slice(5, 7)) - 1, Number(birthDate.slice(8, 10))) / millisecondsPerDay;
}
