import { checkResidence, checkValue } from "#eligibility/dictionary.ts";
import type { Standard } from "#eligibility/standard.ts";
import { dateIn } from "#events/calendar.ts";
import type { FactValue } from "#events/fact-value.ts";
import { HouseholdOnFile } from "#events/household-on-file.ts";
import { type Problem, problemsOf } from "#events/problem.ts";
import { wellFormed } from "./well-formed-household.ts";

/** A household on file, or all that is wrong with it. */
export type ParsedHousehold =
  | { readonly household: HouseholdOnFile; readonly problems?: never }
  | { readonly household?: never; readonly problems: readonly Problem[] };

/**
 * Parses a household on file, its facts by the dictionary; each person may be a member once.
 *
 * @param latest the last day that what has happened may have happened on, as an ISO date: see `latestDay`.
 */
export function parseHousehold(input: unknown, standard: Standard, latest: string): ParsedHousehold {
  return wellFormed(standard, latest)(input) ? { household: input } : parseClosely(input, standard, latest);
}

/**
 * The last day on which somebody in a file may have been born: today, or the day for which the file is made up. A file of
 * today may well be judged as of a former day.
 */
export function latestDay({ timeZone }: Pick<Standard, "timeZone">, on: string): string {
  const today = dateIn(timeZone, new Date());
  return on > today ? on : today;
}

/** The same at length: by the schemas, which can say what is wrong. */
export function parseClosely(input: unknown, standard: Standard, latest: string): ParsedHousehold {
  const parsed = HouseholdOnFile.safeParse(input);
  if (!parsed.success) return { problems: problemsOf(parsed.error, input) };
  const problems = problemsIn(parsed.data, standard, latest);
  return problems.length > 0 ? { problems } : { household: parsed.data };
}

function problemsIn({ area, facts, members }: HouseholdOnFile, standard: Standard, latest: string): Problem[] {
  const wrong = (of: "person" | "household", where: string, given: Readonly<Record<string, FactValue>> = {}) =>
    Object.entries(given).flatMap(([name, value]) => {
      const problem = checkValue(standard, { of, name, value, today: latest })?.problem;
      return problem ? [{ ...problem, field: `${where}.${name}` }] : [];
    });
  const nowhere = checkResidence(standard, area);
  return [
    ...(nowhere ? [{ field: "area", ...nowhere }] : []),
    ...wrong("household", "facts", facts),
    ...members.flatMap((member, index) => wrong("person", `members[${index}].facts`, member.facts)),
    ...sameTwice(members),
  ];
}

function sameTwice(members: HouseholdOnFile["members"]): Problem[] {
  const seen = new Set<string>();
  return members.flatMap(({ person }, index) => {
    if (seen.has(person)) {
      return [{ field: `members[${index}].person`, found: "a person listed before", expected: "each member once" }];
    }
    seen.add(person);
    return [];
  });
}
