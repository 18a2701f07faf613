import { daysAfter } from "#events/calendar.ts";
import { insuranceFileDay } from "./calibration.ts";
import { oneOf, type RandomStream } from "./random.ts";

/** A month in which things happen. */
export interface Month {
  /** ISO date: its first day, as of which the population is reported. */
  readonly first: string;
  /** ISO dates from its second day to its last: a change of the first day would contend with the first report. */
  readonly days: readonly string[];
  /** The day on which the monthly file of social insurance arrives. */
  readonly insuranceFile: string;
}

export function monthFrom(first: string): Month {
  const days: string[] = [];
  for (let day = daysAfter(first, 1); day.startsWith(first.slice(0, 7)); day = daysAfter(day, 1)) days.push(day);
  return { first, days, insuranceFile: daysAfter(first, insuranceFileDay - 1) };
}

/** Some day of the month; after a day, where one is given and another follows it. */
export function someDay(random: RandomStream, { days }: Month, after = ""): string {
  const left = days.filter((day) => day > after);
  return left.length > 0 ? oneOf(random, left) : oneOf(random, days.slice(-1));
}
