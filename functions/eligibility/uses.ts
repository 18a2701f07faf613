import { isMoving } from "./bounds.ts";
import type { Knowledge } from "./knowledge.ts";
import type { ParameterUse } from "./parameters.ts";
import { treesIn } from "./parts.ts";
import type { Tree } from "./tree.ts";

/** What an expression depends on besides facts and other verdicts. */
export interface Uses {
  /** The parameters it reads, each once. */
  readonly parameters: readonly ParameterUse[];
  /** Those of them with which it changes as a straight line does. */
  readonly straight: readonly ParameterUse[];
  /** True where it reads the day of judgement. */
  readonly timely: boolean;
}

const known = new WeakMap<object, Uses>();
/** What most of a standard depends on. */
const nothing: Uses = { parameters: [], straight: [], timely: false };

/** What an expression depends on; worked out once for each tree. */
export function usesOf(knowledge: Knowledge, tree: Tree): Uses {
  let uses = known.get(tree);
  if (!uses) {
    uses = usesIn(knowledge, tree);
    known.set(tree, uses);
  }
  return uses;
}

function usesIn(knowledge: Knowledge, tree: Tree): Uses {
  const within = partsOf(knowledge, tree).map((part) => usesOf(knowledge, part));
  const own = tree.op === "parameter" ? [knowledge.parameter(tree.name)] : [];
  if (own.length === 0 && !isMoving(tree) && within.every((uses) => uses === nothing)) return nothing;
  const parameters = [...new Set([...own, ...within.flatMap((uses) => uses.parameters)])];
  return {
    parameters,
    straight: parameters.filter((use) => isStraight(tree, within, use)),
    timely: isMoving(tree) || within.some(({ timely }) => timely),
  };
}

/** What an expression depends on: a derived fact on what it is derived by. */
function partsOf(knowledge: Knowledge, tree: Tree): readonly Tree[] {
  const derived = tree.op === "fact" ? knowledge.fact(tree.of, tree.name).definition.derived : undefined;
  return derived ? [derived.tree] : treesIn(tree);
}

/** True where neither a day nor a parameter can change it. */
export function isFixed({ parameters, timely }: Uses): boolean {
  return parameters.length === 0 && !timely;
}

/** True where an expression reads a parameter, by itself or in a derived fact. */
export function reads(knowledge: Knowledge, tree: Tree, use: ParameterUse): boolean {
  return usesOf(knowledge, tree).parameters.includes(use);
}

/** True where an expression changes with a parameter as a straight line does; told by what its parts depend on. */
function isStraight({ op }: Tree, parts: readonly Uses[], use: ParameterUse): boolean {
  const reading = parts.filter(({ parameters }) => parameters.includes(use));
  const areStraight = reading.every(({ straight }) => straight.includes(use));
  switch (op) {
    case "parameter":
      return true;
    case "fact":
    case "+":
    case "-":
      return areStraight;
    case "*":
      return areStraight && reading.length === 1;
    case "/":
      return areStraight && reading.length === 1 && reading[0] === parts[0];
    default:
      return false;
  }
}
