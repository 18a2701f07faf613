import type { Knowledge } from "./knowledge.ts";
import type { ParameterUse } from "./parameters.ts";
import type { PeopleTree, QuantityTree, TruthTree } from "./tree.ts";

/** What a number depends on besides facts. */
export interface Uses {
  /** The parameters it reads, each once. */
  readonly parameters: readonly ParameterUse[];
  /** Those in which it is not a straight line. */
  readonly bent: readonly ParameterUse[];
  /** True where it reads the day of judgement. */
  readonly timely: boolean;
}

const known = new WeakMap<object, Uses>();

/** What a condition depends on besides facts and other verdicts; worked out once for each tree. */
export function usesOfTruth(knowledge: Knowledge, tree: TruthTree | PeopleTree): Uses {
  let uses = known.get(tree);
  if (!uses) {
    uses = anywhere(knowledge, tree);
    known.set(tree, uses);
  }
  return uses;
}

/** True where neither a day nor a parameter can change it. */
export function isFixed({ parameters, timely }: Uses): boolean {
  return parameters.length === 0 && !timely;
}

/** What a number depends on; worked out once for each tree. */
export function usesOf(knowledge: Knowledge, tree: QuantityTree): Uses {
  let uses = known.get(tree);
  if (!uses) {
    uses = workOut(knowledge, tree);
    known.set(tree, uses);
  }
  return uses;
}

function workOut(knowledge: Knowledge, tree: QuantityTree): Uses {
  switch (tree.op) {
    case "parameter":
      return { parameters: [knowledge.parameter(tree.name)], bent: [], timely: false };
    case "fact": {
      const { derived } = knowledge.fact(tree.of, tree.name).definition;
      return derived?.kind === "quantity" ? usesOf(knowledge, derived.tree) : usesNothing;
    }
    case "+":
    case "-":
    case "*":
    case "/":
      return ofArithmetic(tree.op, usesOf(knowledge, tree.left), usesOf(knowledge, tree.right));
    default:
      return anywhere(knowledge, tree);
  }
}

const usesNothing: Uses = { parameters: [], bent: [], timely: false };

function ofArithmetic(op: "+" | "-" | "*" | "/", left: Uses, right: Uses): Uses {
  const shared = left.parameters.filter((use) => right.parameters.includes(use));
  const more = op === "/" ? right.parameters : op === "*" ? shared : [];
  return {
    parameters: [...new Set([...left.parameters, ...right.parameters])],
    bent: [...new Set([...left.bent, ...right.bent, ...more])],
    timely: left.timely || right.timely,
  };
}

/** Of choices, extremes and sums over people: whatever stands in them, and a straight line in none of it. */
function anywhere(knowledge: Knowledge, tree: object): Uses {
  const parameters = new Set<ParameterUse>();
  let timely = false;
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { op, of, name } = Object(node);
    if (op === "age" || op === "age-in-months" || op === "today") timely = true;
    if (op === "parameter") parameters.add(knowledge.parameter(String(name)));
    if (op === "fact") visit(knowledge.fact(of === "person" ? "person" : "household", String(name)).definition.derived);
    for (const child of Object.values(node)) visit(child);
  };
  visit(tree);
  const uses = [...parameters];
  return { parameters: uses, bent: uses, timely };
}
