import { compileChoice } from "./choice.ts";
import { compileComparison } from "./comparison.ts";
import {
  addMissing,
  anyTimely,
  type Compiler,
  type Expression,
  parametersOf,
  personIn,
  type Truth,
} from "./expression.ts";
import { factReader } from "./facts.ts";
import { compileQuantifier } from "./people.ts";
import type { Situation } from "./situation.ts";
import type { TruthTree } from "./tree.ts";
import { watchLightest } from "./watch-list.ts";

/** Compiles a condition to three-valued (Kleene) logic: what cannot change the outcome need not be known. */
export function compileTruth(compiler: Compiler, tree: TruthTree): Truth {
  switch (tree.op) {
    case "boolean":
    case "fact":
      return truthOf(compiler.value(tree));
    case "and":
      return junction(tree.of.map(compiler.truth), false);
    case "or":
      return junction(tree.of.map(compiler.truth), true);
    case "not":
      return negation(compiler.truth(tree.of));
    case "same":
      return same(compiler.value(tree.left), compiler.value(tree.right));
    case "starts-with":
      return startsWith(compiler.value(tree.text), compiler.value(tree.start));
    case "contains":
      return contains(compiler, tree);
    case "exists":
    case "all":
      return compileQuantifier(compiler, tree);
    case "programme":
      return verdictOf(compiler, tree.id);
    case "if":
      return compileChoice(compiler.truth(tree.when), compiler.truth(tree.holds), compiler.truth(tree.fails));
    default:
      return compileComparison(compiler, tree);
  }
}

function truthOf(expression: Expression<string | boolean>): Truth {
  return {
    ...expression,
    value(situation) {
      const value = expression.value(situation);
      return typeof value === "boolean" ? value : undefined;
    },
  };
}

/** `and` where false decides, `or` where true does. */
function junction(parts: readonly Truth[], deciding: boolean): Truth {
  return {
    value(situation) {
      let unknown = false;
      for (const part of parts) {
        const value = part.value(situation);
        if (value === deciding) return deciding;
        if (value === undefined) unknown = true;
      }
      return unknown ? undefined : !deciding;
    },
    missing(situation, into) {
      for (const part of parts) addMissing(part, situation, into);
    },
    watch(situation, into) {
      const decisive = parts.filter((part) => part.value(situation) === deciding);
      if (decisive.length > 0)
        watchLightest(
          decisive.map(({ watch }) => watch),
          situation,
          into,
        );
      else for (const part of parts) part.watch(situation, into);
    },
    parameters: parametersOf(parts),
    timely: anyTimely(parts),
  };
}

/** All conditions of a programme together. */
export function allOf(parts: readonly Truth[]): Truth {
  return junction(parts, false);
}

function negation(of: Truth): Truth {
  return {
    ...of,
    value(situation) {
      const value = of.value(situation);
      return value === undefined ? undefined : !value;
    },
  };
}

function same(left: Expression<string | boolean>, right: Expression<string | boolean>): Truth {
  return pairOf(left, right, (a, b) => a === b);
}

function startsWith(text: Expression<string | boolean>, start: Expression<string | boolean>): Truth {
  return pairOf(text, start, (a, b) => String(a).startsWith(String(b)));
}

function pairOf<Value>(
  left: Expression<Value>,
  right: Expression<Value>,
  compare: (left: Value, right: Value) => boolean,
): Truth {
  return {
    value(situation) {
      const a = left.value(situation);
      const b = right.value(situation);
      return a === undefined || b === undefined ? undefined : compare(a, b);
    },
    missing(situation, into) {
      addMissing(left, situation, into);
      addMissing(right, situation, into);
    },
    watch(situation, into) {
      left.watch(situation, into);
      right.watch(situation, into);
    },
    parameters: parametersOf([left, right]),
    timely: anyTimely([left, right]),
  };
}

function contains(compiler: Compiler, tree: TruthTree & { op: "contains" }): Truth {
  const list = factReader(compiler, tree.list);
  const item = compiler.value(tree.item);
  return {
    ...item,
    value(situation) {
      const values = list.reported(situation);
      const value = item.value(situation);
      if (!Array.isArray(values) || typeof value !== "string") return undefined;
      return values.includes(value);
    },
    missing(situation, into) {
      addMissing(item, situation, into);
      if (!Array.isArray(list.reported(situation))) into.add(list.nameOf(situation));
    },
  };
}

/** The verdict of another programme for the same household or person. What could change it is watched there. */
function verdictOf(compiler: Compiler, id: string): Truth {
  const { place, of } = compiler.programme(id);
  const determination = (situation: Situation) =>
    (of === "person" ? personIn(situation, 0) : situation).determined[place];
  return {
    value(situation) {
      const verdict = determination(situation)?.verdict;
      return verdict === undefined || verdict === "unknown" ? undefined : verdict === "eligible";
    },
    missing(situation, into) {
      for (const name of determination(situation)?.missing ?? []) into.add(name);
    },
    watch: () => {},
    parameters: [],
    timely: false,
  };
}
