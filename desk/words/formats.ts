import { type Language, localeOf } from "./words.ts";

/** The desk's day and hour are the province's, wherever the phone thinks it is. */
const timeZone = "Asia/Shanghai";

export interface Formats {
  /** Yuan, with fen only where there are any. */
  readonly money: (yuan: number) => string;
  /** A calendar day, `2022-07-01`. */
  readonly day: (date: string) => string;
  /** A calendar day with its year. */
  readonly fullDay: (date: string) => string;
  /** An instant in UTC, as day and time. */
  readonly moment: (instant: string) => string;
  /** An instant's day. */
  readonly dayOf: (instant: string) => string;
  readonly number: (value: number) => string;
  /** With all the decimals that a parameter may have. */
  readonly exact: (value: number) => string;
  /** From 0 to 1. */
  readonly share: (value: number) => string;
  /** With its sign. */
  readonly change: (yuan: number) => string;
  readonly list: (parts: readonly string[]) => string;
}

export function formatsOf(language: Language): Formats {
  const locale = localeOf[language];
  const currency = { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" } as const;
  const whole = new Intl.NumberFormat(locale, { ...currency, maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat(locale, { ...currency, minimumFractionDigits: 2 });
  const change = new Intl.NumberFormat(locale, { ...currency, maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", weekday: "short", timeZone: "UTC" });
  const fullDay = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" });
  const dayOf = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", weekday: "short", timeZone });
  const moment = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    money: (yuan) => (Number.isInteger(yuan) ? whole : exact).format(yuan),
    day: (date) => day.format(new Date(`${date}T00:00:00Z`)),
    fullDay: (date) => fullDay.format(new Date(`${date}T00:00:00Z`)),
    moment: (instant) => moment.format(new Date(instant)),
    dayOf: (instant) => dayOf.format(new Date(instant)),
    exact: (value) => decimals.format(value),
    number: (value) => number.format(value),
    share: (value) => share.format(value),
    change: (yuan) => change.format(yuan),
    list: (parts) => list.format(parts),
  };
}
