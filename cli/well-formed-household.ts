import { areaRegister } from "#eligibility/area-register.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { FactDefinition } from "#eligibility/standard-document.ts";
import { FactName } from "#events/fact-value.ts";
import { type HouseholdOnFile, mostMembers } from "#events/household-on-file.ts";

/** True only of what the contract and the dictionary take; of what it refuses, they tell whether and why. */
export type WellFormed = (input: unknown) => input is HouseholdOnFile;

const compiled = new WeakMap<Standard, { readonly latest: string; readonly check: WellFormed }>();

/**
 * A quick look at a household on file, made once for a standard. Nearly every line of a large file is as it should be, and
 * schemas that can say all that is wrong with it would take longer to say nothing than judging takes.
 *
 * @param latest the last day that what has happened may have happened on: an ISO date.
 */
export function wellFormed(standard: Standard, latest: string): WellFormed {
  const known = compiled.get(standard);
  if (known?.latest === latest) return known.check;
  const check = compile(standard, latest);
  compiled.set(standard, { latest, check });
  return check;
}

type FitsFact = (value: unknown) => boolean;
type FitsFacts = ReadonlyMap<string, FitsFact>;

function compile({ facts, document }: Standard, latest: string): WellFormed {
  const { isPlace } = areaRegister(document);
  const isResidence = (value: unknown) => isArea(value) && isPlace(value);
  const ofHousehold = new Map<string, FitsFact>();
  const ofPerson = new Map<string, FitsFact>();
  for (const definition of facts.values()) {
    const { of, name, derived } = definition;
    if (derived || !FactName.safeParse(name).success) continue;
    const isValue = of === "household" && name === "area" ? isResidence : fits(definition, latest);
    (of === "household" ? ofHousehold : ofPerson).set(name, isValue);
  }
  return (input): input is HouseholdOnFile => isHousehold(input, { isResidence, ofHousehold, ofPerson });
}

interface Known {
  readonly isResidence: FitsFact;
  readonly ofHousehold: FitsFacts;
  readonly ofPerson: FitsFacts;
}

function isHousehold(input: unknown, { isResidence, ofHousehold, ofPerson }: Known): boolean {
  if (!isObject(input)) return false;
  const { household: id, area, members, ...others } = input;
  if (!fitsPattern(id, household) || !isResidence(area) || !areMembers(members, ofPerson)) return false;
  for (const key in others) if (!isOptional(key, others[key], ofHousehold)) return false;
  return true;
}

function isOptional(key: string, value: unknown, known: FitsFacts): boolean {
  if (key === "facts") return areFacts(value, known);
  return key === "enrolled" && isListOf(value, (each) => fitsPattern(each, programme));
}

function areMembers(members: unknown, known: FitsFacts): boolean {
  if (!Array.isArray(members) || members.length > mostMembers) return false;
  for (let index = 0; index < members.length; index += 1) {
    const member: unknown = members[index];
    if (!isObject(member) || !isMember(member, known)) return false;
    for (let other = 0; other < index; other += 1) {
      if (Reflect.get(members[other], "person") === member["person"]) return false;
    }
  }
  return true;
}

function isMember(member: Readonly<Record<string, unknown>>, known: FitsFacts): boolean {
  let named = false;
  for (const key in member) {
    if (key === "person") named = fitsPattern(member[key], person);
    else if (!isOptional(key, member[key], known)) return false;
  }
  return named;
}

function areFacts(facts: unknown, known: FitsFacts): boolean {
  if (!isObject(facts)) return false;
  for (const name in facts) {
    const isFact = known.get(name);
    if (!isFact?.(facts[name])) return false;
  }
  return true;
}

function isObject(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

const household = /^h-[A-Za-z0-9][A-Za-z0-9-]{0,61}$/;
const person = /^p-[A-Za-z0-9][A-Za-z0-9-]{0,61}$/;
const programme = /^[a-z][a-z0-9-]{1,62}$/;

function fitsPattern(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && pattern.test(value);
}

function isArea(value: unknown): value is string {
  if (typeof value !== "string") return false;
  const { length } = value;
  if (length !== 12 && length !== 9 && length !== 6 && length !== 4 && length !== 2) return false;
  for (let at = 0; at < length; at += 1) if (!isDigit(value, at)) return false;
  return true;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function isListOf(value: unknown, isItem: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

/** What fits a fact of the dictionary. */
function fits(definition: FactDefinition, latest: string): FitsFact {
  const { type, unit, values, minimum, maximum } = definition;
  switch (type) {
    case "boolean":
      return (value) => typeof value === "boolean";
    case "area":
      return isArea;
    case "identifier":
      return (value) => fitsPattern(value, household);
    case "list":
      return (value) =>
        Array.isArray(value) &&
        value.length <= 100 &&
        isListOf(value, (each) => typeof each === "string" && each.length <= 200);
    case "text":
      return (value) => typeof value === "string" && value.length <= 500;
    case "enumeration": {
      const known = new Set<unknown>(values);
      return (value) => known.has(value);
    }
    case "date":
      return datesOf(definition, latest);
    case "integer":
    case "number": {
      const least = minimum ?? Number.NEGATIVE_INFINITY;
      const most = maximum ?? Number.POSITIVE_INFINITY;
      const isKind = type === "integer" ? Number.isSafeInteger : unit === "yuan" ? isMoney : Number.isFinite;
      return (value) => typeof value === "number" && isKind(value) && value >= least && value <= most;
    }
  }
}

/** Whole fen, up to a million yuan; greater sums are for the dictionary to judge. */
function isMoney(yuan: number): boolean {
  return Math.round(yuan * 100) / 100 === yuan && yuan < 1e6 && yuan > -1e6;
}

function datesOf({ earliest = "0000-01-01", past }: FactDefinition, latest: string): FitsFact {
  const last = past ? latest : "9999-12-31";
  return (value) => isDate(value) && value >= earliest && value <= last;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the Gregorian calendar, but for 29 February, which is for the calendar to judge. */
function isDate(value: unknown): value is string {
  if (typeof value !== "string" || value.length !== 10) return false;
  for (let at = 0; at < 10; at += 1) {
    if (at === 4 || at === 7 ? value.charCodeAt(at) !== 45 : !isDigit(value, at)) return false;
  }
  const month = Number(value.slice(5, 7));
  const day = Number(value.slice(8));
  return day >= 1 && day <= (daysOfMonths[month - 1] ?? 0);
}
