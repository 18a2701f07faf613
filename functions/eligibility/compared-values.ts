import type { FactValue } from "#events/fact-value.ts";
import { dateOf } from "./days.ts";
import { type Compiler, personIn } from "./expression.ts";
import { yuanCompared } from "./money.ts";
import type { Situation } from "./situation.ts";
import type { FactDefinition } from "./standard-document.ts";
import type { FactTree, TruthTree } from "./tree.ts";

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
export function comparedValues(compiler: Compiler, condition: TruthTree): ComparedValue[] {
  const values = new Map<string, ComparedValue>();
  const visit = (tree: unknown): void => {
    if (typeof tree !== "object" || tree === null) return;
    const value = isNode(tree) ? comparedValue(compiler, tree) : undefined;
    if (value) values.set(value.name, value);
    for (const child of Object.values(tree)) visit(child);
  };
  visit(condition);
  return [...values.values()];
}

type Node =
  | FactTree
  | { op: "age"; slot: number }
  | { op: "parameter"; name: string }
  | { op: "programme"; id: string };

function isNode(tree: object): tree is Node {
  return "op" in tree && ["fact", "age", "parameter", "programme"].includes(String(tree.op));
}

function comparedValue(compiler: Compiler, tree: Node): ComparedValue | undefined {
  switch (tree.op) {
    case "fact":
      return factValue(compiler, tree);
    case "age":
      return tree.slot === 0 ? numberNamed("age(person)", compiler.quantity(tree).value, {}) : undefined;
    case "parameter": {
      const { definition } = compiler.parameter(tree.name);
      return numberNamed(`parameter.${tree.name}`, compiler.quantity(tree).value, definition);
    }
    case "programme": {
      const { place, of } = compiler.programme(tree.id);
      const subject = (situation: Situation) => (of === "person" ? personIn(situation, 0) : situation);
      return {
        name: `programme.${tree.id}`,
        read: (situation) => subject(situation).determined[place]?.verdict,
      };
    }
  }
}

function factValue(compiler: Compiler, tree: FactTree): ComparedValue | undefined {
  const { definition } = compiler.fact(tree.of, tree.name);
  if (definition.sensitivity === "sensitive" || (tree.of === "person" && tree.slot !== 0)) return undefined;
  const name = `${tree.of}.${tree.name}`;
  if (definition.derived?.kind === "quantity") return numberNamed(name, compiler.quantity(tree).value, definition);
  if (definition.derived) return { name, read: compiler.truth(tree).value };
  return {
    name,
    read: (situation) => (tree.of === "person" ? personIn(situation, 0) : situation).facts[tree.name],
  };
}

/** A number as its author counts: money in yuan, a day as a date. */
function numberNamed(
  name: string,
  value: (situation: Situation) => number | undefined,
  { type, unit }: { readonly type?: FactDefinition["type"]; readonly unit?: string | undefined },
): ComparedValue {
  return {
    name,
    read(situation) {
      const number = value(situation);
      if (number === undefined) return undefined;
      if (type === "date") return dateOf(number);
      return unit === "yuan" ? yuanCompared(number) : number;
    },
  };
}
