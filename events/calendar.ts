import * as z from "zod/mini";

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** True for a day that exists, written `2022-07-01`. */
export function isCalendarDate(text: string): boolean {
  const match = datePattern.exec(text);
  if (!match) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** True for an instant with its offset, written `2022-07-01T08:30:00+08:00`. */
export function isInstant(text: string): boolean {
  return instantPattern.test(text) && isCalendarDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/** A day: `2022-07-01`. */
export const CalendarDate = z
  .string({ error: "a date such as 2022-07-01" })
  .check(z.refine(isCalendarDate, { error: "a date that exists, such as 2022-07-01" }));

/** The moment from which facts are so: a day, or an instant with its offset. */
export const AsOf = z
  .string({ error: "a date such as 2022-07-01 or an instant such as 2022-07-01T08:30:00+08:00" })
  .check(
    z.refine((text) => isCalendarDate(text) || isInstant(text), {
      error: "a date such as 2022-07-01 or an instant such as 2022-07-01T08:30:00+08:00",
    }),
  );

/** The day an instant falls on in a time zone, such as `Asia/Shanghai`. */
export function dateIn(timeZone: string, instant: Date): string {
  return new Date(instant.getTime() + offsetAt(timeZone, instant.getTime())).toISOString().slice(0, 10);
}

/** The day `days` after `date`; both ISO dates. */
export function daysAfter(date: string, days: number): string {
  const instant = new Date(`${date}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

/**
 * The moment an `asOf` stands for, in milliseconds since 1970: an instant is itself, a day is its midnight in the time
 * zone, so that a day and an instant of that day can be told apart in order.
 */
export function momentOf(asOf: string, timeZone: string): number {
  if (asOf.length > 10) return Date.parse(asOf);
  const utcMidnight = Date.parse(`${asOf}T00:00:00Z`);
  // Twice, because the offset at UTC midnight may not be the offset at local midnight.
  const guess = utcMidnight - offsetAt(timeZone, utcMidnight);
  return utcMidnight - offsetAt(timeZone, guess);
}

// China's clocks have not moved since its last summer time ended. To ask Intl for an offset costs a function's cold start
// more than reading and compiling a standard; a test holds this against Intl, and so against what Node's time zones say.
const unmoved = { timeZone: "Asia/Shanghai", since: Date.parse("1991-09-15T00:00:00+08:00"), offset: 8 * 3_600_000 };

const offsets = new Map<string, Intl.DateTimeFormat>();

/** The time zone's offset from UTC at a moment, in milliseconds. */
function offsetAt(timeZone: string, moment: number): number {
  if (timeZone === unmoved.timeZone && moment >= unmoved.since) return unmoved.offset;
  let format = offsets.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    offsets.set(timeZone, format);
  }
  const name = format.formatToParts(moment).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /^GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name);
  if (!match) return 0;
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = match;
  const magnitude = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  return sign === "-" ? -magnitude : magnitude;
}
