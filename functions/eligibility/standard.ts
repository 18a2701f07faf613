import { type ComparedValue, comparedValues } from "./compared-values.ts";
import { createCompiler } from "./compile.ts";
import type { Quantity, Truth } from "./expression.ts";
import { compileParameters, type ParametersOf } from "./parameters.ts";
import { programmesRead } from "./programme-order.ts";
import {
  type Condition,
  type FactDefinition,
  type Programme,
  type StandardDocument,
  standardLabel,
} from "./standard-document.ts";
import { allOf } from "./truth.ts";

/** A standard made ready to judge households. */
export interface Standard {
  readonly document: StandardDocument;
  /** Name and version: `zhejiang@2022.7`. */
  readonly label: string;
  readonly timeZone: string;
  /** Facts by `person.birthDate` or `household.savings`. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly sources: ReadonlySet<string>;
  readonly parametersOf: ParametersOf;
  /** Those that a programme follows come before it. */
  readonly programmes: readonly CompiledProgramme[];
}

export interface CompiledProgramme {
  readonly definition: Programme;
  /** Its place in the document. */
  readonly place: number;
  readonly screening: readonly CompiledCondition[];
  readonly verification: readonly CompiledCondition[];
  /** The screening conditions together. */
  readonly verdict: Truth;
  /** In fen. */
  readonly amount: Quantity | undefined;
}

export interface CompiledCondition {
  readonly id: string;
  readonly truth: Truth;
  readonly compared: readonly ComparedValue[];
}

/** Compiles a standard's document: once in a process's life, not for each household. */
export function compileStandard(document: StandardDocument): Standard {
  const compiler = createCompiler(document);
  const compileCondition = ({ id, when }: Condition): CompiledCondition => ({
    id,
    truth: compiler.truth(when),
    compared: comparedValues(compiler, when),
  });
  const compileProgramme = (definition: Programme, place: number): CompiledProgramme => {
    const { conditions, amount } = definition;
    const screening = conditions.filter(({ layer }) => layer === "screening").map(compileCondition);
    return {
      definition,
      place,
      screening,
      verification: conditions.filter(({ layer }) => layer === "verification").map(compileCondition),
      verdict: allOf(screening.map(({ truth }) => truth)),
      amount: amount.value && compiler.quantity(amount.value),
    };
  };
  const compiled = new Map(
    document.programmes.map((definition, place) => [definition.id, compileProgramme(definition, place)]),
  );
  return {
    document,
    label: standardLabel(document),
    timeZone: document.timeZone,
    facts: new Map(document.facts.map((fact) => [`${fact.of}.${fact.name}`, fact])),
    sources: new Set(document.sources.map(({ name }) => name)),
    parametersOf: compileParameters(document),
    programmes: inOrder(document.programmes).flatMap(({ id }) => compiled.get(id) ?? []),
  };
}

/** Programmes so that each comes after those whose verdicts it reads. Publication has refused cycles. */
function inOrder(programmes: readonly Programme[]): Programme[] {
  const byId = new Map(programmes.map((programme) => [programme.id, programme]));
  const ordered = new Set<Programme>();
  const visit = (programme: Programme, path: readonly string[]): void => {
    if (path.includes(programme.id)) throw new Error(`Programmes follow each other in a circle: ${path.join(", ")}`);
    for (const id of programmesRead(programme)) {
      const followed = byId.get(id);
      if (followed && !ordered.has(followed)) visit(followed, [...path, programme.id]);
    }
    ordered.add(programme);
  };
  for (const programme of programmes) visit(programme, []);
  return [...ordered];
}
