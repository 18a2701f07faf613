import { unknownOperation } from "./knowledge.ts";
import { frameOf, reportedFact, resultAt, type Situation } from "./situation.ts";
import type { FactTree, ValueTree } from "./tree.ts";
import { numberFrom, truthFrom, truthOf } from "./truth.ts";

/** A text, an enumeration's value or a truth; undefined where unknown. */
export function readValue(situation: Situation, tree: ValueTree): string | boolean | undefined {
  switch (tree.op) {
    case "text":
    case "boolean":
      return tree.value;
    case "fact":
      return readFact(situation, tree);
    case "if": {
      const holds = truthOf(situation, tree.when);
      if (holds !== undefined) return readValue(situation, holds ? tree.holds : tree.fails);
      const value = readValue(situation, tree.holds);
      return value === readValue(situation, tree.fails) ? value : undefined;
    }
    default:
      return unknownOperation(tree);
  }
}

function readFact(situation: Situation, tree: FactTree): string | boolean | undefined {
  const { definition, place } = situation.assessment.knowledge.fact(tree.of, tree.name);
  const { type, name, derived } = definition;
  if (derived?.kind === "truth") {
    return truthFrom(
      resultAt(situation, tree, place, () => numberFrom(truthOf(frameOf(situation, tree), derived.tree))),
    );
  }
  if (derived) throw new Error(`${name} is derived as no truth.`);
  const value = reportedFact(situation, tree);
  if (type === "boolean") return typeof value === "boolean" ? value : undefined;
  return typeof value === "string" ? value : undefined;
}
