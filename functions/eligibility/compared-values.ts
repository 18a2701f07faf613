import type { FactValue } from "#events/fact-value.ts";
import { boundsOf } from "./bounds.ts";
import { dateOf } from "./days.ts";
import type { Knowledge } from "./knowledge.ts";
import { yuanCompared } from "./money.ts";
import { treesIn } from "./parts.ts";
import { verdictOf } from "./programme-code.ts";
import { personIn, type Situation, subjectOf } from "./situation.ts";
import type { FactDefinition } from "./standard-document.ts";
import type { FactTree, QuantityTree, Tree, TruthTree } from "./tree.ts";
import { truthOf } from "./truth.ts";

/** One value that a condition compares: its name in the pack, and what it is for this household. */
export interface ComparedValue {
  readonly name: string;
  readonly read: (situation: Situation) => FactValue | undefined;
}

/**
 * What a condition compares, to be shown beside it: facts of the household and of the programme's person, their age,
 * parameters, other programmes' verdicts. Values of sensitive facts are left out for good, and those of single members,
 * whom a name could not tell apart.
 */
export function comparedValues(knowledge: Knowledge, condition: TruthTree): ComparedValue[] {
  const values = new Map<string, ComparedValue>();
  const visit = (tree: Tree): void => {
    const value = comparedValue(knowledge, tree);
    if (value) values.set(value.name, value);
    for (const part of treesIn(tree)) visit(part);
  };
  visit(condition);
  return [...values.values()];
}

function comparedValue(knowledge: Knowledge, tree: Tree): ComparedValue | undefined {
  switch (tree.op) {
    case "fact":
      return factValue(knowledge, tree);
    case "age":
      return tree.slot === 0 ? numberNamed("age(person)", tree, {}) : undefined;
    case "age-in-months":
      return tree.slot === 0 ? numberNamed("ageInMonths(person)", tree, {}) : undefined;
    case "parameter": {
      const { place, definition } = knowledge.parameter(tree.name);
      return {
        name: `parameter.${tree.name}`,
        read: ({ assessment }) => asItsAuthor(assessment.parameters[place], definition),
      };
    }
    case "programme": {
      const { place, of } = knowledge.programme(tree.id);
      return {
        name: `programme.${tree.id}`,
        read: (situation) =>
          verdictOf((of === "person" ? personIn(situation, 0) : situation.assessment).results[place]),
      };
    }
    default:
      return undefined;
  }
}

function factValue(knowledge: Knowledge, tree: FactTree): ComparedValue | undefined {
  const { definition } = knowledge.fact(tree.of, tree.name);
  if (definition.sensitivity === "sensitive" || (tree.of === "person" && tree.slot !== 0)) return undefined;
  const name = `${tree.of}.${tree.name}`;
  if (definition.derived?.kind === "quantity") return numberNamed(name, tree, definition);
  if (definition.derived) return { name, read: (situation) => truthOf(situation, tree) };
  // As reportedFact, without looking the fact up each time.
  return { name, read: (situation) => subjectOf(situation, tree).facts[tree.name] ?? definition.unreported };
}

function numberNamed(name: string, tree: QuantityTree, counted: Counted): ComparedValue {
  return {
    name,
    read(situation) {
      const [low, high] = boundsOf(situation, tree);
      return low === high ? asItsAuthor(low, counted) : undefined;
    },
  };
}

interface Counted {
  readonly type?: FactDefinition["type"];
  readonly unit?: string | undefined;
}

/** A number as its author counts: money in yuan, a day as a date. */
function asItsAuthor(number: number | undefined, { type, unit }: Counted): FactValue | undefined {
  if (number === undefined || Number.isNaN(number)) return undefined;
  if (type === "date") return dateOf(number);
  return unit === "yuan" ? yuanCompared(number) : number;
}
