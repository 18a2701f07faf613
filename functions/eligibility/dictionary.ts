import { isCalendarDate } from "#events/calendar.ts";
import type { FactValue } from "#events/fact-value.ts";
import { AreaCode, HouseholdId } from "#events/identifiers.ts";
import { type Problem, typeInWords } from "#events/problem.ts";
import { areaRegister } from "./area-register.ts";
import { isWholeFen } from "./money.ts";
import type { Standard } from "./standard.ts";
import type { FactDefinition } from "./standard-document.ts";

/** Why a reported fact is not taken, for a program and in words. */
export interface FactProblem {
  readonly code: "unknown-fact" | "not-the-owner" | "wrong-value" | "unknown-source" | "not-authorised";
  readonly problem: Problem;
}

/** A fact and its value, on the day on which it is reported: an ISO date in the standard's time zone. */
interface ReportedValue {
  readonly of: "person" | "household";
  readonly name: string;
  readonly value: FactValue;
  readonly today: string;
}

/** A fact's name, and the source that speaks of it. */
export interface ReportedName {
  readonly source: string;
  readonly of: "person" | "household";
  readonly name: string;
}

/** True for a source system that the standard names. */
export function isRegisteredSource(standard: Standard, source: string): boolean {
  return standard.sources.has(source);
}

/** Checks a fact that a source sets: that it exists, that the source owns it, and that the value is of its type. */
export function checkFact(
  standard: Standard,
  { value, today, ...reported }: ReportedName & ReportedValue,
): FactProblem | undefined {
  return checkUnset(standard, reported) ?? checkValue(standard, { ...reported, value, today });
}

/** Checks a fact that a source withdraws: that it exists and that the source owns it. */
export function checkUnset(standard: Standard, { source, of, name }: ReportedName): FactProblem | undefined {
  if (!isRegisteredSource(standard, source)) {
    return problem("unknown-source", name, "an unknown source", `a source registered in ${standard.label}`);
  }
  const fact = standard.facts.get(`${of}.${name}`);
  if (!fact) return unknownFact(standard, of, name);
  if (fact.owners.includes(source)) return undefined;
  const expected = fact.derived
    ? "no source to report it: it is derived from other facts"
    : `a report of its owner: ${fact.owners.join(", ") || "none"}`;
  return problem("not-the-owner", name, `a report of ${source}`, expected);
}

/** Checks a fact's value alone: that the fact exists and the value is of its type, whoever reports it. */
export function checkValue(standard: Standard, { of, name, value, today }: ReportedValue): FactProblem | undefined {
  const fact = standard.facts.get(`${of}.${name}`);
  if (!fact) return unknownFact(standard, of, name);
  if (fact.derived)
    return problem("not-the-owner", name, typeInWords(value), "no value: it is derived from other facts");
  const expected = expectedOf(fact, value, today);
  if (expected !== undefined) return problem("wrong-value", name, typeInWords(value), expected);
  // A family may be registered anywhere in the country, but whoever lives outside the standard's areas gets nothing by it.
  if (`${of}.${name}` !== residenceFact || typeof value !== "string") return undefined;
  const nowhere = checkResidence(standard, value);
  return nowhere && { code: "wrong-value", problem: { field: name, ...nowhere } };
}

const residenceFact = "household.area";

/** Why nobody can live in an area, where the standard has none around it; a new village in a known county is a place. */
export function checkResidence(
  { document, label }: Pick<Standard, "document" | "label">,
  area: string,
): Omit<Problem, "field"> | undefined {
  const register = areaRegister(document);
  if (register.isPlace(area)) return undefined;
  const nearest = register.nearest(area);
  const { zh = "", en = "" } = document.areas.find(({ code }) => code === nearest) ?? {};
  // No closer than the county: the rest may tell where a family lives.
  const found = `the area ${area.slice(0, 6)}, in no county of ${label}`;
  const known = nearest === undefined ? "" : `; the nearest known is ${nearest} ${zh} ${en}`;
  return { found, expected: `an area of 6, 9 or 12 digits in a county that areas.csv lists${known}` };
}

function unknownFact(standard: Standard, of: "person" | "household", name: string): FactProblem {
  return problem("unknown-fact", name, "an unknown fact", `a fact of a ${of} in the dictionary of ${standard.label}`);
}

function problem(code: FactProblem["code"], field: string, found: string, expected: string): FactProblem {
  return { code, problem: { field, found, expected } };
}

/** What decides whether a value is one of a fact's. */
export type ValueForm = Pick<FactDefinition, "type" | "unit" | "values" | "minimum" | "maximum" | "earliest" | "past">;

/**
 * What belongs there, where the value is not of the fact's type; undefined where it is.
 *
 * @param today the day on which it is reported, as an ISO date; without it a date may be one to come.
 */
export function expectedOf(fact: ValueForm, value: FactValue, today?: string): string | undefined {
  switch (fact.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "area":
      return AreaCode.safeParse(value).success ? undefined : "an area code of 2, 4, 6, 9 or 12 digits, as text";
    case "identifier":
      return HouseholdId.safeParse(value).success ? undefined : "a household identifier such as h-204";
    case "list":
      return Array.isArray(value) ? undefined : "a list of texts";
    case "text":
    case "enumeration":
      return textExpectation(fact, value);
    case "date":
      return dateExpectation(fact, value, today);
    case "integer":
    case "number":
      return numberExpectation(fact, value);
  }
}

function textExpectation({ type, values }: ValueForm, value: FactValue): string | undefined {
  const text = typeof value === "string" ? value : undefined;
  if (type === "enumeration")
    return text !== undefined && values?.includes(text) ? undefined : `one of ${values?.join(", ")}`;
  return text === undefined ? "text" : undefined;
}

function dateExpectation(
  { earliest, past }: ValueForm,
  value: FactValue,
  today: string | undefined,
): string | undefined {
  if (typeof value !== "string" || !isCalendarDate(value)) return "a date that exists, such as 2022-07-01";
  if (earliest !== undefined && value < earliest) return `a date of ${earliest} or later`;
  return past && today !== undefined && value > today ? `a date of ${today} or earlier, no day to come` : undefined;
}

/** Beyond this many yuan, fen and their fractions are no longer told apart exactly (see money.ts). */
const mostYuan = 100_000_000;

function numberExpectation({ type, unit, minimum, maximum }: ValueForm, value: FactValue): string | undefined {
  const kind = type === "integer" ? "a whole number" : "a number";
  if (typeof value !== "number" || !Number.isFinite(value)) return unit === undefined ? kind : `${kind} of ${unit}`;
  if (type === "integer" && !Number.isSafeInteger(value)) return "a whole number";
  // A third decimal is not money: it tells of a source that sends another unit, or divides where it should not.
  if (unit === "yuan" && !isWholeFen(value)) return "yuan with at most two decimals";
  if (unit === "yuan" && Math.abs(value) > mostYuan) return `yuan, at most ${mostYuan}`;
  if (minimum !== undefined && value < minimum) return `${kind} of ${minimum} or more`;
  if (maximum !== undefined && value > maximum) return `${kind} of ${maximum} or less`;
  return undefined;
}
