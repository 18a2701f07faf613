import { dayOf } from "./days.ts";
import { fenOf } from "./money.ts";
import type { ParameterUse } from "./parameters.ts";
import type { FactDefinition, Programme, StandardDocument } from "./standard-document.ts";

/** A fact that expressions read. */
export interface KnownFact {
  readonly definition: FactDefinition;
  /** Its place in the dictionary. */
  readonly place: number;
  /** What its number lies between while nobody knows it, as expressions count: money in fen, dates in days. */
  readonly minimum: number;
  readonly maximum: number;
}

/** What expressions name, found by name. Throws for a name that the document does not define. */
export interface Knowledge {
  fact(of: "person" | "household", name: string): KnownFact;
  parameter(name: string): ParameterUse;
  programme(id: string): { readonly place: number; readonly of: Programme["of"] };
}

export function createKnowledge({ facts, parameters, programmes }: StandardDocument): Knowledge {
  const known = facts.map(
    (definition, place): KnownFact => ({
      definition,
      place,
      minimum: bound(definition, definition.minimum, Number.NEGATIVE_INFINITY),
      maximum: bound(definition, definition.maximum, Number.POSITIVE_INFINITY),
    }),
  );
  // By whose and by name, so that no text is put together at each look.
  const factsOf = (of: FactDefinition["of"]) =>
    new Map(known.filter(({ definition }) => definition.of === of).map((fact) => [fact.definition.name, fact]));
  const ofPerson = factsOf("person");
  const ofHousehold = factsOf("household");
  const parametersByName = new Map(parameters.map((definition, place) => [definition.name, { place, definition }]));
  const programmesById = new Map(programmes.map(({ id, of }, place) => [id, { place, of }]));
  return {
    fact: (of, name) => found((of === "person" ? ofPerson : ofHousehold).get(name), of, name),
    parameter: (name) => found(parametersByName.get(name), "parameter", name),
    programme: (id) => found(programmesById.get(id), "programme", id),
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
