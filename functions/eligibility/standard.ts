import { type ComparedValue, comparedValues } from "./compared-values.ts";
import { generateJudge, type JudgeAll } from "./generated-code/generate.ts";
import { createKnowledge, type Knowledge } from "./knowledge.ts";
import { compileParameters, type ParametersOf } from "./parameters.ts";
import { programmesRead } from "./programme-order.ts";
import type { Condition, FactDefinition, Programme, StandardDocument } from "./standard-document.ts";
import { standardLabel } from "./standard-label.ts";
import type { TruthTree } from "./tree.ts";

/** A standard made ready to judge households. */
export interface Standard {
  readonly document: StandardDocument;
  /** Name and version: `zhejiang@2022.7`. */
  readonly label: string;
  readonly timeZone: string;
  /** Facts by `person.birthDate` or `household.savings`. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly sources: ReadonlySet<string>;
  readonly knowledge: Knowledge;
  readonly parametersOf: ParametersOf;
  /** Those that a programme follows come before it. */
  readonly programmes: readonly CompiledProgramme[];
  readonly judgeAll: JudgeAll;
}

export interface CompiledProgramme {
  readonly definition: Programme;
  /** Its place in the document. */
  readonly place: number;
  readonly screening: readonly Condition[];
  readonly verification: readonly Condition[];
  /** The screening conditions together. */
  readonly verdict: TruthTree;
  /** What a condition compares, to be shown beside it. */
  compared(condition: Condition): readonly ComparedValue[];
}

/** Compiles a standard's document: once in a process's life, not for each household. */
export function compileStandard(document: StandardDocument): Standard {
  const knowledge = createKnowledge(document);
  const ordered = inOrder(document.programmes);
  return {
    document,
    label: standardLabel(document),
    timeZone: document.timeZone,
    facts: new Map(document.facts.map((fact) => [`${fact.of}.${fact.name}`, fact])),
    sources: new Set(document.sources.map(({ name }) => name)),
    knowledge,
    parametersOf: compileParameters(document),
    programmes: ordered.map((programme) => compileProgramme(programme, knowledge)),
    judgeAll: generateJudge(document, knowledge, ordered),
  };
}

function compileProgramme(definition: Programme, knowledge: Knowledge): CompiledProgramme {
  const ofLayer = (layer: Condition["layer"]) => definition.conditions.filter((condition) => condition.layer === layer);
  const screening = ofLayer("screening");
  const compared = new Map<Condition, ComparedValue[]>();
  return {
    definition,
    place: knowledge.programme(definition.id).place,
    screening,
    verification: ofLayer("verification"),
    verdict: { op: "and", of: screening.map(({ when }) => when) },
    compared(condition) {
      let values = compared.get(condition);
      if (!values) {
        values = comparedValues(knowledge, condition.when);
        compared.set(condition, values);
      }
      return values;
    },
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
