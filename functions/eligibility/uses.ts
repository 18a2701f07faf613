import type { Knowledge } from "./knowledge.ts";
import type { ParameterUse } from "./parameters.ts";
import { treesIn } from "./parts.ts";
import type { ArithmeticOperator, Tree } from "./tree.ts";

/** What an expression depends on besides facts and other verdicts. */
export interface Uses {
  /** The parameters it reads, each once. */
  readonly parameters: readonly ParameterUse[];
  /** Those in which it is not a straight line. */
  readonly bent: readonly ParameterUse[];
  /** True where it reads the day of judgement. */
  readonly timely: boolean;
}

const known = new WeakMap<object, Uses>();

/** What an expression depends on; worked out once for each tree. */
export function usesOf(knowledge: Knowledge, tree: Tree): Uses {
  let uses = known.get(tree);
  if (!uses) {
    uses = workOut(knowledge, tree);
    known.set(tree, uses);
  }
  return uses;
}

/** True where neither a day nor a parameter can change it. */
export function isFixed({ parameters, timely }: Uses): boolean {
  return parameters.length === 0 && !timely;
}

const usesNothing: Uses = { parameters: [], bent: [], timely: false };

function workOut(knowledge: Knowledge, tree: Tree): Uses {
  switch (tree.op) {
    case "parameter":
      return { parameters: [knowledge.parameter(tree.name)], bent: [], timely: false };
    case "age":
    case "age-in-months":
    case "today":
      return { ...usesNothing, timely: true };
    case "fact": {
      const { derived } = knowledge.fact(tree.of, tree.name).definition;
      return derived ? usesOf(knowledge, derived.tree) : usesNothing;
    }
    case "+":
    case "-":
    case "*":
    case "/":
      return ofArithmetic(tree.op, usesOf(knowledge, tree.left), usesOf(knowledge, tree.right));
    default:
      return ofParts(knowledge, tree);
  }
}

function ofArithmetic(op: ArithmeticOperator, left: Uses, right: Uses): Uses {
  const shared = left.parameters.filter((use) => right.parameters.includes(use));
  const more = op === "/" ? right.parameters : op === "*" ? shared : [];
  return {
    parameters: [...new Set([...left.parameters, ...right.parameters])],
    bent: [...new Set([...left.bent, ...right.bent, ...more])],
    timely: left.timely || right.timely,
  };
}

/** Of conditions, choices, extremes and sums over people: whatever stands in them, and a straight line in none of it. */
function ofParts(knowledge: Knowledge, tree: Tree): Uses {
  const parameters = new Set<ParameterUse>();
  let timely = false;
  for (const part of treesIn(tree)) {
    const uses = usesOf(knowledge, part);
    for (const use of uses.parameters) parameters.add(use);
    timely ||= uses.timely;
  }
  if (parameters.size === 0 && !timely) return usesNothing;
  const uses = [...parameters];
  return { parameters: uses, bent: uses, timely };
}
