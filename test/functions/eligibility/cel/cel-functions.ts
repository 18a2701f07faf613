/* The functions that CEL texts of trees call beside CEL's own; each throws where CEL has an error: nothing to choose from. */

export function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

export function leastOf(numbers: Iterable<number>): number {
  return chosenFrom(numbers, Math.min);
}

export function greatestOf(numbers: Iterable<number>): number {
  return chosenFrom(numbers, Math.max);
}

function chosenFrom(numbers: Iterable<number>, choose: (a: number, b: number) => number): number {
  const [first, ...more] = numbers;
  if (first === undefined) throw new Error("of nobody");
  return more.reduce((a, b) => choose(a, b), first);
}

export function quotient(left: number, right: number): number {
  if (right === 0) throw new Error("by nought");
  return left / right;
}

/** Half up; what is nearer than a millionth to a half is one. */
export function roundedTo(number: number, step: number): number {
  return Math.floor(number / step + 0.5 + 1e-6) * step;
}

/** A day, counted from 1970-01-01, so many months later; the last of its month where that has no such day. */
export function monthsAfter(day: number, months: number): number {
  const date = new Date(day * 86_400_000);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastOfMonth));
  return date.getTime() / 86_400_000;
}
