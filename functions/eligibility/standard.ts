import { type ComparedValue, comparedValues } from "./compared-values.ts";
import { generateJudge } from "./generated-code/generate.ts";
import { interpretJudge, type JudgeAll } from "./interpret.ts";
import { createKnowledge, type Knowledge } from "./knowledge.ts";
import { compileParameters, type ParametersOf } from "./parameters.ts";
import { maximumConditions } from "./programme-code.ts";
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
  /** In the document's order. */
  readonly programmes: readonly CompiledProgramme[];
  readonly judgeAll: JudgeAll;
}

export interface CompiledProgramme {
  readonly definition: Programme;
  /** Where its subject's results hold how it came out, and its amount. */
  readonly place: number;
  readonly amountPlace: number;
  readonly screening: readonly Condition[];
  readonly verification: readonly Condition[];
  /** The screening conditions together. */
  readonly verdict: TruthTree;
  /** What a condition compares, to be shown beside it. */
  compared(condition: Condition): readonly ComparedValue[];
}

/**
 * Households that are judged straight from the trees before code is generated: that takes about as long as generating it
 * does, and a process that judges a handful starts sooner.
 */
const interpretedFirst = 100;

/**
 * Compiles a standard's document: once in a process's life, not for each household.
 *
 * @param interpreted households that are judged before code is generated.
 */
export function compileStandard(document: StandardDocument, interpreted = interpretedFirst): Standard {
  const knowledge = createKnowledge(document);
  const programmes = document.programmes.map((programme) => compileProgramme(programme, knowledge));
  return {
    document,
    label: standardLabel(document),
    timeZone: document.timeZone,
    facts: new Map(document.facts.map((fact) => [`${fact.of}.${fact.name}`, fact])),
    sources: new Set(document.sources.map(({ name }) => name)),
    knowledge,
    parametersOf: compileParameters(document),
    programmes,
    judgeAll: soonGenerated(interpretJudge(programmes), interpreted, () =>
      generateJudge(document.facts, knowledge, programmes),
    ),
  };
}

/** Judges so many households by what is there at once, and from then on by what `generate` gives. */
function soonGenerated(interpret: JudgeAll, interpreted: number, generate: () => JudgeAll): JudgeAll {
  let left = interpreted;
  let judgeAll = interpret;
  return (assessment) => {
    if (left === 0) judgeAll = generate();
    left -= 1;
    judgeAll(assessment);
  };
}

function compileProgramme(definition: Programme, knowledge: Knowledge): CompiledProgramme {
  const ofLayer = (layer: Condition["layer"]) => definition.conditions.filter((condition) => condition.layer === layer);
  const screening = ofLayer("screening");
  const { place, amountPlace, verdict } = knowledge.programme(definition.id);
  if (screening.length > maximumConditions) {
    throw new Error(
      `${definition.id}: found ${screening.length} screening conditions, expected at most ${maximumConditions}`,
    );
  }
  const compared = new Map<Condition, ComparedValue[]>();
  return {
    definition,
    place,
    amountPlace,
    screening,
    verification: ofLayer("verification"),
    verdict,
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
