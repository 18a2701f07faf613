import type { QuantityTree } from "../tree.ts";
import { unitOf } from "./values-in-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The unit of what a tree works out, `date` for a day; undefined for a plain number and for a number written out. */
export function unitOfTree(vocabulary: Vocabulary, tree: QuantityTree): string | undefined {
  switch (tree.op) {
    case "fact": {
      const fact = vocabulary.fact(tree.of, tree.name);
      return fact.type === "date" ? "date" : unitOf(fact, fact.label);
    }
    case "parameter": {
      const parameter = vocabulary.parameter(tree.name);
      return unitOf(parameter, parameter.description);
    }
    case "age":
      return "age";
    case "age-in-months":
      return "months";
    case "today":
    case "months-after":
      return "date";
    case "number":
    case "size":
      return undefined;
    case "+":
    case "-":
    case "*":
      return unitOfTree(vocabulary, tree.left) ?? unitOfTree(vocabulary, tree.right);
    case "/":
      return unitOfRatio(unitOfTree(vocabulary, tree.left), unitOfTree(vocabulary, tree.right));
    case "least":
    case "greatest":
      return tree.of.map((each) => unitOfTree(vocabulary, each)).find((unit) => unit !== undefined);
    case "round":
      return unitOfTree(vocabulary, tree.of);
    case "sum":
    case "min":
    case "max":
      return unitOfTree(vocabulary, tree.each);
    case "if":
      return unitOfTree(vocabulary, tree.holds) ?? unitOfTree(vocabulary, tree.fails);
  }
}

function unitOfRatio(left: string | undefined, right: string | undefined): string | undefined {
  return left === right ? undefined : left;
}
