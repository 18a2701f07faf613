import type { HouseholdFacts } from "#eligibility/judgement.ts";
import type { FactDefinition, StandardDocument } from "#eligibility/standard-document.ts";

/* What CEL texts read, worked out here by other means than the engine's: dates by Date, money by decimals. */

export type CelFact = number | string | boolean | string[];
export type CelPerson = Record<string, CelFact>;

/** What texts read of one household on one day, by the names they have there; a fact nobody knows is not there. */
export type CelBindings = {
  readonly household: Record<string, CelFact | CelPerson[]>;
  readonly parameter: Record<string, number>;
  readonly today: number;
  readonly verdict: Record<string, boolean>;
  person: CelPerson;
  verdictOfPerson: Record<string, boolean>;
};

/** A household bound, and its members as `household.members` has them. */
export interface BoundHousehold {
  readonly bindings: CelBindings;
  readonly members: readonly CelPerson[];
}

/** Binds a household, in whatever form its host holds it. */
export type CelBinder<Household = HouseholdFacts> = (household: Household) => BoundHousehold;

/** Binds households of one standard, judged on one day (ISO date). */
export function celBinder(document: StandardDocument, on: string): CelBinder {
  const definitions = (of: FactDefinition["of"]) => document.facts.filter((fact) => fact.of === of && !fact.derived);
  const ofHousehold = definitions("household");
  const ofPerson = definitions("person");
  const parametersOf = celParameters(document, on);
  const today = daysOf(on);
  return ({ area, facts, members }) => {
    const living = members
      .filter((member) => member.facts["deceased"] !== true)
      .map((member) => ({ ...bind(ofPerson, member.facts), ...agesOf(member.facts["birthDate"], on) }));
    return {
      bindings: {
        household: { ...bind(ofHousehold, facts), members: living },
        parameter: area === undefined ? {} : parametersOf(area),
        today,
        verdict: {},
        person: {},
        verdictOfPerson: {},
      },
      members: living,
    };
  };
}

/** The parameters in force in an area on a day (ISO date), by name, money in fen; worked out once for each area. */
export function celParameters(document: StandardDocument, on: string): (area: string) => Record<string, number> {
  const parents = new Map(document.areas.map(({ code, parent }) => [code, parent]));
  const byArea = new Map<string, Record<string, number>>();
  return (area) => {
    let parameters = byArea.get(area);
    if (!parameters) {
      const nearest = [12, 9, 6, 4, 2].map((length) => area.slice(0, length)).find((code) => parents.has(code));
      parameters = parametersIn(document, chainOf(parents, nearest), on);
      byArea.set(area, parameters);
    }
    return parameters;
  };
}

function chainOf(parents: ReadonlyMap<string, string | undefined>, area: string | undefined): string[] {
  return area === undefined ? [] : [area, ...chainOf(parents, parents.get(area))];
}

function parametersIn({ parameters }: StandardDocument, chain: readonly string[], on: string): Record<string, number> {
  const inForce = parameters.flatMap(({ name, unit, areas }): [string, number][] => {
    for (const code of chain) {
      const [, value] =
        Object.entries(areas[code] ?? {})
          .filter(([from]) => from <= on)
          .sort(([a], [b]) => (a < b ? 1 : -1))[0] ?? [];
      if (value !== undefined) return [[name, unit === "yuan" ? fen(value) : value]];
    }
    return [];
  });
  return Object.fromEntries(inForce);
}

function bind(definitions: readonly FactDefinition[], facts: HouseholdFacts["facts"]): CelPerson {
  const bound: CelPerson = {};
  for (const { name, type, unit, unreported } of definitions) {
    const value = facts[name] ?? unreported;
    if (value === undefined) continue;
    if (type === "date") bound[name] = daysOf(String(value));
    else bound[name] = typeof value === "number" && unit === "yuan" ? fen(value) : value;
  }
  return bound;
}

function fen(yuan: number): number {
  return Number(yuan.toFixed(2).replace(".", ""));
}

function daysOf(date: string): number {
  return Date.parse(date) / 86_400_000;
}

function agesOf(birthDate: unknown, on: string): CelPerson {
  if (typeof birthDate !== "string") return {};
  const [year = 0, month = 0, day = 0] = birthDate.split("-").map(Number);
  const [thisYear = 0, thisMonth = 0, today = 0] = on.split("-").map(Number);
  const months = (thisYear - year) * 12 + thisMonth - month - (today < day ? 1 : 0);
  return { age_in_years: Math.floor(months / 12), age_in_months: months };
}
