import { dayOf } from "./days.ts";
import { fenOf } from "./money.ts";
import type { ParameterUse } from "./parameters.ts";
import type { FactDefinition, Programme, StandardDocument } from "./standard-document.ts";
import type { TruthTree } from "./tree.ts";

/** A fact that expressions read. */
export interface KnownFact {
  readonly definition: FactDefinition;
  /** Where its subject's results hold it, if it is derived. */
  readonly place: number;
  /** What its number lies between while nobody knows it, as expressions count: money in fen, dates in days. */
  readonly minimum: number;
  readonly maximum: number;
}

/** A programme that expressions name. */
export interface KnownProgramme {
  readonly of: Programme["of"];
  /** Where its subject's results hold how it came out (programme-code.ts). */
  readonly place: number;
  /** Where they hold its amount. */
  readonly amountPlace: number;
  /** The screening conditions together. */
  readonly verdict: TruthTree;
}

/** What expressions name, found by name. Throws for a name that the document does not define. */
export interface Knowledge {
  fact(of: "person" | "household", name: string): KnownFact;
  parameter(name: string): ParameterUse;
  programme(id: string): KnownProgramme;
  /** The results of a subject of which nothing has been worked out. */
  readonly blank: Readonly<Record<"person" | "household", readonly number[]>>;
}

/** Stands in results for what was not yet worked out. */
export const notWorkedOut = Number.NEGATIVE_INFINITY;

export function createKnowledge({ facts, parameters, programmes }: StandardDocument): Knowledge {
  const blank: Record<"person" | "household", number[]> = { person: [], household: [] };
  const programmesById = new Map(
    programmes.map(({ id, of, conditions }): [string, KnownProgramme] => {
      const place = blank[of].push(notWorkedOut, notWorkedOut) - 2;
      const screening = conditions.filter(({ layer }) => layer === "screening");
      const verdict: TruthTree = { op: "and", of: screening.map(({ when }) => when) };
      return [id, { of, place, amountPlace: place + 1, verdict }];
    }),
  );
  const factsOf = {
    person: new Map<string, KnownFact>(),
    household: new Map<string, KnownFact>(),
  };
  for (const definition of facts) {
    const { of, name, minimum, maximum, derived } = definition;
    factsOf[of].set(name, {
      definition,
      place: derived ? blank[of].push(notWorkedOut) - 1 : -1,
      minimum: bound(definition, minimum, Number.NEGATIVE_INFINITY),
      maximum: bound(definition, maximum, Number.POSITIVE_INFINITY),
    });
  }
  const parametersByName = new Map(parameters.map((definition, place) => [definition.name, { place, definition }]));
  return {
    fact: (of, name) => found(factsOf[of].get(name), of, name),
    parameter: (name) => found(parametersByName.get(name), "parameter", name),
    programme: (id) => found(programmesById.get(id), "programme", id),
    blank,
  };
}

function found<Named>(named: Named | undefined, what: string, name: string): Named {
  if (named === undefined) throw new Error(`The standard's document names ${what}.${name}, which it does not define.`);
  return named;
}

function bound(definition: FactDefinition, value: number | undefined, otherwise: number): number {
  return value === undefined ? otherwise : numberOf(definition, value);
}

/** A reported fact's number as expressions count: money in fen, dates in days since 1970-01-01. NaN where unknown. */
export function numberOf({ type, unit }: Pick<FactDefinition, "type" | "unit">, value: unknown): number {
  if (type === "date") return dayOf(value);
  if (typeof value !== "number") return Number.NaN;
  return unit === "yuan" ? fenOf(value) : value;
}

/** A document of a later form than this engine knows must not be judged by half. */
export function unknownOperation(tree: never): never {
  const operation: unknown = Reflect.get(Object(tree), "op");
  throw new Error(`The standard's document holds an operation that this version does not know: ${String(operation)}`);
}
