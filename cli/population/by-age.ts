/** The row of a table by age: the first that holds up to that age. Throws for an age beyond all. */
export function rowForAge<Row extends { readonly upTo: number }>(rows: readonly Row[], age: number): Row {
  const row = rows.find(({ upTo }) => age <= upTo);
  if (!row) throw new Error(`no row for the age ${age}`);
  return row;
}

/** Whole years from a date of birth to a day, both ISO dates. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) > day.slice(5) ? years - 1 : years;
}
