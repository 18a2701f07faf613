import { compileChoice } from "./choice.ts";
import type { Compiler, Expression } from "./expression.ts";
import { derivedFact, factReader } from "./facts.ts";
import type { FactTree, ValueTree } from "./tree.ts";

/** A text, an enumeration's value or a truth. */
export type Value = Expression<string | boolean>;

export function compileValue(compiler: Compiler, tree: ValueTree): Value {
  switch (tree.op) {
    case "fact":
      return compileFact(compiler, tree);
    case "text":
    case "boolean":
      return constant(tree.value);
    case "if":
      return compileChoice(compiler.truth(tree.when), compiler.value(tree.holds), compiler.value(tree.fails));
    default:
      return unknownOperation(tree);
  }
}

/** A document of a later form than this engine knows must not be judged by half. */
export function unknownOperation(tree: never): never {
  const operation: unknown = Reflect.get(Object(tree), "op");
  throw new Error(`The standard's document holds an operation that this version does not know: ${String(operation)}`);
}

function constant(value: string | boolean): Value {
  return { value: () => value, missing: () => {}, watch: () => {}, parameters: [], timely: false };
}

function compileFact(compiler: Compiler, tree: FactTree): Value {
  const { definition, reported, nameOf } = factReader(compiler, tree);
  if (definition.derived) {
    if (definition.derived.kind !== "truth") throw new Error(`${definition.name} is derived as no truth.`);
    const inner = compiler.truth(definition.derived.tree);
    return derivedFact(compiler, tree, { inner, kept: ({ truths }) => truths });
  }
  const type = definition.type === "boolean" ? "boolean" : "string";
  return {
    value(situation) {
      const value = reported(situation);
      if (type === "boolean") return typeof value === "boolean" ? value : undefined;
      return typeof value === "string" ? value : undefined;
    },
    missing: (situation, into) => {
      into.add(nameOf(situation));
    },
    watch: () => {},
    parameters: [],
    timely: false,
  };
}
