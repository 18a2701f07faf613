import { isCalendarDate } from "#events/calendar.ts";

/** A day, and where it was written the time of it, as `T08:30:00` with the offset where that was written too. */
interface DateAndTime {
  readonly date: string;
  readonly time?: string;
  readonly offset?: string;
}

const days = [
  /^(?<year>\d{4})(?<separator>[-/.])(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})(?<rest>(?:[T\s].*)?)$/,
  /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})[日号](?<rest>.*)$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?<rest>(?:[T\s].*|\d{6}|\d{4})?)$/,
];

const times = [
  /^(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d{1,9})?)?(?<offset>Z|[+-]\d{2}:?\d{2})?$/,
  /^(?<hour>\d{1,2})时(?:(?<minute>\d{1,2})分(?:(?<second>\d{1,2})秒)?)?$/,
  /^(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?$/,
];

/** A day in any habit, whatever time of it is written with it: `2022-07-01`; undefined where it is none. */
export function dateIn(text: string): string | undefined {
  return dateAndTimeIn(text)?.date;
}

/**
 * A day or an instant. A time without an offset is Chinese time; midnight is how systems write a day that have no days,
 * and so is the day.
 */
export function asOfIn(text: string): string | undefined {
  const found = dateAndTimeIn(text);
  if (!found) return undefined;
  const { date, time, offset } = found;
  if (time === undefined || (time === "T00:00:00" && offset === undefined)) return date;
  return `${date}${time}${offset ?? "+08:00"}`;
}

function dateAndTimeIn(text: string): DateAndTime | undefined {
  const written = text.replaceAll(/\s*([年月日号时分秒])\s*/g, "$1");
  const { year = "", month = "", day = "", rest = "" } = groupsOf(days, written);
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!isCalendarDate(date)) return undefined;
  const ofDay = rest.replace(/^[T\s]+/, "");
  return ofDay === "" ? { date } : withTime(date, ofDay);
}

function withTime(date: string, text: string): DateAndTime | undefined {
  const { hour, minute = "0", second = "0", offset } = groupsOf(times, text);
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = `T${[hour, minute, second].map((part) => part.padStart(2, "0")).join(":")}`;
  if (offset === undefined) return { date, time };
  return { date, time, offset: offset.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2") };
}

function groupsOf(patterns: readonly RegExp[], text: string): Partial<Record<string, string>> {
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (groups) return groups;
  }
  return {};
}
