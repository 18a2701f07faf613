import { compileChoice } from "./choice.ts";
import { ageOn, birthday } from "./days.ts";
import { addMissing, anyTimely, type Compiler, parametersOf, type Quantity } from "./expression.ts";
import { derivedFact, factReader, numberOf } from "./facts.ts";
import { compileOverPeople } from "./over-people.ts";
import { type ParameterUse, stepsPerUnit } from "./parameters.ts";
import type { Situation } from "./situation.ts";
import type { FactTree, QuantityTree } from "./tree.ts";
import { unknownOperation } from "./value.ts";
import { type WatchList, watchDay, watchFirstValue, watchParameter } from "./watch-list.ts";

/** Compiles a number. One that is unknown still has bounds: an income is never below zero. */
export function compileQuantity(compiler: Compiler, tree: QuantityTree): Quantity {
  switch (tree.op) {
    case "number":
      return constant(tree.value);
    case "fact":
      return compileFact(compiler, tree);
    case "parameter":
      return compileParameter(compiler, tree.name);
    case "age":
      return compileAge(compiler, tree.slot);
    case "today":
      return today;
    case "+":
    case "-":
    case "*":
    case "/":
      return compileArithmetic(tree.op, compiler.quantity(tree.left), compiler.quantity(tree.right));
    case "least":
    case "greatest":
      return compileExtreme(tree.op === "least" ? Math.min : Math.max, tree.of.map(compiler.quantity));
    case "size":
    case "sum":
    case "min":
    case "max":
      return compileOverPeople(compiler, tree);
    case "if":
      return compileConditional(compiler, tree);
    default:
      return unknownOperation(tree);
  }
}

function constant(value: number): Quantity {
  const read = () => value;
  return {
    value: read,
    low: read,
    high: read,
    missing: () => {},
    watch: () => {},
    parameters: [],
    timely: false,
    bent: [],
  };
}

function compileFact(compiler: Compiler, tree: FactTree): Quantity {
  const { definition, reported, nameOf } = factReader(compiler, tree);
  if (definition.derived) {
    if (definition.derived.kind !== "quantity") throw new Error(`${definition.name} is derived as no number.`);
    const inner = compiler.quantity(definition.derived.tree);
    const derived = derivedFact(compiler, tree, { inner, kept: ({ numbers }) => numbers });
    return {
      ...derived,
      low: (situation) => derived.value(situation) ?? inner.low(derived.frame(situation)),
      high: (situation) => derived.value(situation) ?? inner.high(derived.frame(situation)),
      // Once worked out it is kept, whatever a parameter might be.
      bent: inner.parameters,
    };
  }
  const value = (situation: Situation) => numberOf(definition, reported(situation));
  const minimum = numberOf(definition, definition.minimum) ?? Number.NEGATIVE_INFINITY;
  const maximum = numberOf(definition, definition.maximum) ?? Number.POSITIVE_INFINITY;
  return {
    value,
    low: (situation) => value(situation) ?? minimum,
    high: (situation) => value(situation) ?? maximum,
    missing: (situation, into) => {
      into.add(nameOf(situation));
    },
    watch: () => {},
    parameters: [],
    timely: false,
    bent: [],
  };
}

function compileParameter(compiler: Compiler, name: string): Quantity {
  const use = compiler.parameter(name);
  const { place, definition } = use;
  const step = 1 / stepsPerUnit(definition);
  const value = (situation: Situation) => situation.parameters[place];
  return {
    value,
    low: (situation) => value(situation) ?? Number.NEGATIVE_INFINITY,
    high: (situation) => value(situation) ?? Number.POSITIVE_INFINITY,
    missing(situation, into) {
      into.add(situation.area === undefined ? "household.area" : `parameter.${name}`);
    },
    watch(situation, into) {
      const current = value(situation);
      if (current === undefined) watchFirstValue(situation, into, place);
      else watchParameter(situation, into, place, { below: current - step, above: current + step });
    },
    parameters: [use],
    timely: false,
    bent: [],
  };
}

const birthDate = "birthDate";

function compileAge(compiler: Compiler, slot: number): Quantity {
  const { reported, nameOf } = factReader(compiler, { op: "fact", of: "person", name: birthDate, slot });
  const born = (situation: Situation) => {
    const date = reported(situation);
    return typeof date === "string" ? date : undefined;
  };
  const value = (situation: Situation) => {
    const date = born(situation);
    return date === undefined ? undefined : ageOn(date, situation.on);
  };
  const dayOfValue = (situation: Situation, years: number) => {
    const date = born(situation);
    return date === undefined ? undefined : birthday(date, years);
  };
  return {
    value,
    low: (situation) => value(situation) ?? Number.NEGATIVE_INFINITY,
    high: (situation) => value(situation) ?? Number.POSITIVE_INFINITY,
    missing: (situation, into) => {
      into.add(nameOf(situation));
    },
    watch: (situation, into) => watchDay(into, dayOfValue(situation, (value(situation) ?? 0) + 1)),
    parameters: [],
    timely: true,
    bent: [],
    dayOfValue,
  };
}

const today: Quantity = {
  value: ({ day }) => day,
  low: ({ day }) => day,
  high: ({ day }) => day,
  missing: () => {},
  watch: ({ day }, into) => watchDay(into, day + 1),
  parameters: [],
  timely: true,
  bent: [],
  dayOfValue: (_situation, day) => day,
};

const nothing = Number.NEGATIVE_INFINITY;
const everything = Number.POSITIVE_INFINITY;

interface Arithmetic {
  readonly value: (a: number, b: number) => number | undefined;
  /** Bounds of the result from the bounds of both sides. */
  readonly bounds: (a: readonly [number, number], b: readonly [number, number]) => readonly number[];
}

// Nought times what is unbounded is nought.
const product = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
const products = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) => [
  product(a, c),
  product(a, d),
  product(b, c),
  product(b, d),
];

const arithmetic: Readonly<Record<"+" | "-" | "*" | "/", Arithmetic>> = {
  "+": { value: (a, b) => a + b, bounds: ([a, b], [c, d]) => [a + c, b + d] },
  "-": { value: (a, b) => a - b, bounds: ([a, b], [c, d]) => [a - d, b - c] },
  "*": { value: (a, b) => a * b, bounds: products },
  "/": {
    value: (a, b) => (b === 0 ? undefined : a / b),
    bounds: (a, [c, d]) => (c > 0 || d < 0 ? products(a, [1 / d, 1 / c]) : [nothing, everything]),
  },
};

function compileArithmetic(operator: "+" | "-" | "*" | "/", left: Quantity, right: Quantity): Quantity {
  const { value: combine, bounds } = arithmetic[operator];
  const value = (situation: Situation) => {
    const a = left.value(situation);
    const b = right.value(situation);
    return a === undefined || b === undefined ? undefined : combine(a, b);
  };
  const boundsOf = (situation: Situation) =>
    bounds([left.low(situation), left.high(situation)], [right.low(situation), right.high(situation)]);
  return {
    ...pairOf([left, right]),
    value,
    low: (situation) => value(situation) ?? Math.min(...boundsOf(situation)),
    high: (situation) => value(situation) ?? Math.max(...boundsOf(situation)),
    bent: bentOf(operator, left, right),
  };
}

function bentOf(operator: "+" | "-" | "*" | "/", left: Quantity, right: Quantity): ParameterUse[] {
  const bent = [...left.bent, ...right.bent];
  if (operator === "/") return [...bent, ...right.parameters];
  if (operator === "*") return [...bent, ...left.parameters.filter((use) => right.parameters.includes(use))];
  return bent;
}

function compileExtreme(extreme: (...values: number[]) => number, of: readonly Quantity[]): Quantity {
  const parts = pairOf(of);
  return {
    ...parts,
    value(situation) {
      let result: number | undefined;
      for (const quantity of of) {
        const value = quantity.value(situation);
        if (value === undefined) return undefined;
        result = result === undefined ? value : extreme(result, value);
      }
      return result;
    },
    low: (situation) => extreme(...of.map(({ low }) => low(situation))),
    high: (situation) => extreme(...of.map(({ high }) => high(situation))),
    bent: parts.parameters,
  };
}

function compileConditional(compiler: Compiler, tree: QuantityTree & { op: "if" }): Quantity {
  const when = compiler.truth(tree.when);
  const consequent = compiler.quantity(tree.holds);
  const alternative = compiler.quantity(tree.fails);
  const choice = compileChoice(when, consequent, alternative);
  const bound = (situation: Situation, side: "low" | "high", extreme: (a: number, b: number) => number) => {
    const holds = when.value(situation);
    if (holds !== undefined) return (holds ? consequent : alternative)[side](situation);
    return extreme(consequent[side](situation), alternative[side](situation));
  };
  return {
    ...choice,
    low: (situation) => bound(situation, "low", Math.min),
    high: (situation) => bound(situation, "high", Math.max),
    bent: choice.parameters,
  };
}

function pairOf(of: readonly Quantity[]) {
  return {
    missing(situation: Situation, into: Set<string>) {
      for (const quantity of of) addMissing(quantity, situation, into);
    },
    watch(situation: Situation, into: WatchList) {
      for (const quantity of of) quantity.watch(situation, into);
    },
    parameters: parametersOf(of),
    timely: anyTimely(of),
  };
}
