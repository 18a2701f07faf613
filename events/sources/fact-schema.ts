import * as z from "zod/mini";
import { CalendarDate, isCalendarDate } from "../calendar.ts";
import { AreaCode, HouseholdId, ProgrammeId } from "../identifiers.ts";
import type { DateFact, NumberFact, ReportedFact } from "./reported-fact.ts";

/** Beyond this many yuan, fen and their fractions are no longer told apart exactly. */
const mostYuan = 100_000_000;

/** What a value of a fact must be; its error says what was expected. */
export function factSchema(fact: ReportedFact): z.ZodMiniType<boolean | string | number | string[]> {
  switch (fact.type) {
    case "boolean":
      return z.boolean({ error: "true or false" });
    case "enumeration": {
      const values = Object.keys(fact.values);
      return z.enum(values, { error: `one of ${values.join(", ")}` });
    }
    case "date":
      return dateSchema(fact);
    case "area":
      return AreaCode;
    case "identifier":
      return HouseholdId;
    case "list":
      return z.array(ProgrammeId, { error: "a list of programmes" });
    case "integer":
    case "number":
      return numberSchema(fact);
  }
}

/** Whether a day has come is for whoever reads it to say: a schema has no calendar. */
function dateSchema({ earliest, past }: DateFact): z.ZodMiniType<string> {
  if (earliest === undefined) return CalendarDate;
  const error = past ? `a date from ${earliest} to the day on which it is reported` : `a date from ${earliest} on`;
  return z
    .string({ error })
    .check(z.refine((text) => isCalendarDate(text) && text >= earliest, { error }))
    .register(z.globalRegistry, { format: "date", formatMinimum: earliest });
}

function numberSchema(fact: NumberFact): z.ZodMiniType<number> {
  const error = numberInWords(fact);
  const { minimum, maximum } = rangeOf(fact);
  const checks = [
    ...(minimum === undefined ? [] : [z.gte(minimum, { error })]),
    ...(maximum === undefined ? [] : [z.lte(maximum, { error })]),
    ...(fact.unit === "yuan" ? [z.refine<number>(hasTwoDecimals, { error })] : []),
  ];
  return (fact.type === "integer" ? z.int({ error }) : z.number({ error })).check(...checks);
}

function rangeOf({ unit, minimum, maximum }: NumberFact): { minimum?: number; maximum?: number } {
  const least = minimum ?? (unit === "yuan" ? -mostYuan : undefined);
  const most = maximum ?? (unit === "yuan" ? mostYuan : undefined);
  return { ...(least === undefined ? {} : { minimum: least }), ...(most === undefined ? {} : { maximum: most }) };
}

/** A third decimal is not money: it tells of a source that sends another unit. */
function hasTwoDecimals(yuan: number): boolean {
  return Math.round(yuan * 100) / 100 === yuan;
}

function numberInWords({ type, unit, minimum, maximum }: NumberFact): string {
  if (unit === "yuan") return `yuan with at most two decimals${rangeInWords(minimum, maximum)}`;
  const kind = type === "integer" ? "a whole number" : "a number";
  return `${kind}${unit === undefined ? "" : " of square metres"}${rangeInWords(minimum, maximum)}`;
}

function rangeInWords(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined) return "";
  return maximum === undefined ? `, ${minimum} or more` : ` from ${minimum} to ${maximum}`;
}
