import type { PeopleTree, QuantityTree, ValueTree } from "#eligibility/tree.ts";
import type { KnownFact, Names } from "./scope.ts";

/** Whole numbers from one to another, both included; either may be infinite. */
export interface WholeNumbers {
  readonly from: number;
  readonly to: number;
}

/** All texts that a value may be; undefined where any text is possible. */
export function possibleTexts(tree: ValueTree, names: Names): readonly string[] | undefined {
  switch (tree.op) {
    case "text":
      return [tree.value];
    case "fact":
      return names.facts.get(`${tree.of}.${tree.name}`)?.values;
    case "if": {
      const [holds, fails] = [possibleTexts(tree.holds, names), possibleTexts(tree.fails, names)];
      return holds && fails && [...new Set([...holds, ...fails])];
    }
    case "boolean":
      return undefined;
  }
}

/** The whole numbers that a number may be, no fewer than it may be; undefined where it may be no whole number. */
export function possibleNumbers(tree: QuantityTree, names: Names): WholeNumbers | undefined {
  const all = (trees: readonly QuantityTree[]) => {
    const of = trees.map((each) => possibleNumbers(each, names));
    const whole = of.filter((each) => each !== undefined);
    return whole.length === of.length ? whole : undefined;
  };
  switch (tree.op) {
    case "number":
      return Number.isInteger(tree.value) ? { from: tree.value, to: tree.value } : undefined;
    case "fact":
      return ofFact(names.facts.get(`${tree.of}.${tree.name}`));
    case "parameter":
      return ofParameter(tree.name, names);
    case "age":
    case "age-in-months":
      return { from: 0, to: Number.POSITIVE_INFINITY };
    case "size":
      return { from: fewest(tree.people), to: Number.POSITIVE_INFINITY };
    case "least":
    case "greatest": {
      const extreme = tree.op === "least" ? Math.min : Math.max;
      const of = all(tree.of);
      return of && { from: extreme(...of.map(({ from }) => from)), to: extreme(...of.map(({ to }) => to)) };
    }
    case "if": {
      const of = all([tree.holds, tree.fails]);
      return of && { from: Math.min(...of.map(({ from }) => from)), to: Math.max(...of.map(({ to }) => to)) };
    }
    case "min":
    case "max":
      return possibleNumbers(tree.each, names);
    case "sum":
      return summed(possibleNumbers(tree.each, names), fewest(tree.people));
    case "+":
    case "-":
    case "*":
      return arithmetic(tree.op, all([tree.left, tree.right]));
    case "round":
      return Number.isInteger(tree.step) ? rounded(possibleNumbers(tree.of, names), tree.step) : undefined;
    case "/":
    case "today":
    case "months-after":
      return undefined;
  }
}

const everyNumber: WholeNumbers = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function ofFact(fact: KnownFact | undefined): WholeNumbers | undefined {
  if (fact?.type !== "integer" || fact.unit === "yuan") return undefined;
  const { minimum = everyNumber.from, maximum = everyNumber.to } = fact;
  return { from: Math.ceil(minimum), to: Math.floor(maximum) };
}

/** Parameters with a unit other than money have whole values, which may change. */
function ofParameter(name: string, { parameters }: Names): WholeNumbers | undefined {
  const parameter = parameters.get(name);
  if (parameter?.form !== "scalar" || parameter.unit === undefined || parameter.unit === "yuan") return undefined;
  return { from: 0, to: Number.POSITIVE_INFINITY };
}

/** A household that is judged has a member. */
function fewest(people: PeopleTree): number {
  return people.op === "members" ? 1 : 0;
}

function summed(each: WholeNumbers | undefined, people: number): WholeNumbers | undefined {
  if (!each) return undefined;
  const from = each.from < 0 ? Number.NEGATIVE_INFINITY : each.from * people;
  const to = each.to > 0 ? Number.POSITIVE_INFINITY : each.to * people;
  return { from, to };
}

function arithmetic(op: "+" | "-" | "*", sides: readonly WholeNumbers[] | undefined): WholeNumbers | undefined {
  const [a, b] = sides ?? [];
  if (!a || !b) return undefined;
  if (op === "+") return { from: a.from + b.from, to: a.to + b.to };
  if (op === "-") return { from: a.from - b.to, to: a.to - b.from };
  // Nought times what is unbounded is nought.
  const products = [a.from, a.to].flatMap((x) => [b.from, b.to].map((y) => (x === 0 || y === 0 ? 0 : x * y)));
  return { from: Math.min(...products), to: Math.max(...products) };
}

function rounded(of: WholeNumbers | undefined, step: number): WholeNumbers | undefined {
  return of && { from: Math.floor(of.from / step) * step, to: Math.ceil(of.to / step) * step };
}
