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
  readonly reader: Reader;
  /** A reported value as expressions count; NaN where there is none, or none of its type. */
  read(value: unknown): Read;
}

/** What expressions read: money in fen, a date in days since 1970-01-01, a truth as 0 or 1. */
export type Read = number | string | readonly string[];

/** How facts are read, by type; generated code calls these by their names. */
export const readers = {
  date: dayOf,
  boolean: (value: unknown) => (typeof value === "boolean" ? Number(value) : Number.NaN),
  number: (value: unknown) => (typeof value === "number" ? value : Number.NaN),
  yuan: (value: unknown) => (typeof value === "number" ? fenOf(value) : Number.NaN),
  list: (value: unknown): Read => (Array.isArray(value) ? value : Number.NaN),
  text: (value: unknown): Read => (typeof value === "string" ? value : Number.NaN),
};
export type Reader = keyof typeof readers;

function readerOf({ type, unit }: Pick<FactDefinition, "type" | "unit">): Reader {
  if (type === "integer" || type === "number") return unit === "yuan" ? unit : "number";
  return type === "date" || type === "boolean" || type === "list" ? type : "text";
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
    const { of, name, type, derived } = definition;
    const reader = readerOf(definition);
    const isTruth = type === "boolean";
    const counted = (bound: number | undefined, otherwise: number) =>
      bound === undefined ? otherwise : Number(readers[reader](bound));
    factsOf[of].set(name, {
      definition,
      place: derived ? blank[of].push(notWorkedOut) - 1 : -1,
      minimum: counted(definition.minimum, isTruth ? 0 : Number.NEGATIVE_INFINITY),
      maximum: counted(definition.maximum, isTruth ? 1 : Number.POSITIVE_INFINITY),
      reader,
      read: readers[reader],
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

/** A document of a later form than this engine knows must not be judged by half. */
export function unknownOperation(tree: never): never {
  const operation: unknown = Reflect.get(Object(tree), "op");
  throw new Error(`The standard's document holds an operation that this version does not know: ${String(operation)}`);
}
