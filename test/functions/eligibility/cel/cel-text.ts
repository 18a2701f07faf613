import type { FactDefinition, StandardDocument } from "#eligibility/standard-document.ts";
import type {
  ComparisonOperator,
  FactTree,
  PeopleTree,
  QuantityTree,
  TruthTree,
  ValueTree,
} from "#eligibility/tree.ts";

/*
 * Checked trees as texts in CEL, for engines that know nothing of ours. Each number is a double, money in fen, a date in
 * days since 1970-01-01. What CEL's own library lacks is a function: sumOf, leastOf, greatestOf (of a list), least,
 * greatest (of two), roundedTo, monthsAfter, quotient; what the language says of a person's age is `age_in_years` and
 * `age_in_months` beside the person's facts.
 */

/** Writes trees of one standard as CEL. */
export interface CelWriter {
  truth(tree: TruthTree): string;
  quantity(tree: QuantityTree): string;
}

/** How a condition or a number of this document reads in CEL. */
export function celWriter(document: StandardDocument): CelWriter {
  const writing: Writing = {
    fact: ({ of, name }) => found(document.facts, (each) => each.of === of && each.name === name, `${of}.${name}`),
    isWholeParameter(name) {
      const { unit, areas } = found(document.parameters, (each) => each.name === name, name);
      const values = Object.values(areas).flatMap((dated) => Object.values(dated));
      return unit === "yuan" || values.every(Number.isInteger);
    },
    programmeOf: (id) => found(document.programmes, (each) => each.id === id, id).of,
  };
  return { truth: (tree) => truthText(writing, tree), quantity: (tree) => quantityText(writing, tree) };
}

interface Writing {
  fact(tree: FactTree): FactDefinition;
  isWholeParameter(name: string): boolean;
  programmeOf(id: string): "household" | "person";
}

function found<Item>(items: readonly Item[], is: (item: Item) => boolean, name: string): Item {
  const item = items.find(is);
  if (!item) throw new Error(`The document has no ${name}.`);
  return item;
}

const person = (slot: number) => (slot === 0 ? "person" : `m${slot}`);

function factText(tree: FactTree): string {
  return tree.of === "household" ? `household.${tree.name}` : `${person(tree.slot)}.${tree.name}`;
}

function truthText(writing: Writing, tree: TruthTree): string {
  const truth = (part: TruthTree) => truthText(writing, part);
  switch (tree.op) {
    case "boolean":
      return String(tree.value);
    case "fact":
      return factText(tree);
    case "and":
    case "or":
      if (tree.of.length === 0) return String(tree.op === "and");
      return `(${tree.of.map(truth).join(tree.op === "and" ? " && " : " || ")})`;
    case "not":
      return `!(${truth(tree.of)})`;
    case "same":
      return `(${valueText(writing, tree.left)} == ${valueText(writing, tree.right)})`;
    case "contains":
      return `(${valueText(writing, tree.item)} in ${factText(tree.list)})`;
    case "starts-with":
      return `${valueText(writing, tree.text)}.startsWith(${valueText(writing, tree.start)})`;
    case "exists":
    case "all":
      return `${peopleText(writing, tree.people)}.${tree.op}(${person(tree.slot)}, ${truth(tree.when)})`;
    case "programme":
      return `${writing.programmeOf(tree.id) === "person" ? "verdictOfPerson" : "verdict"}[${JSON.stringify(tree.id)}]`;
    case "if":
      return `(${truth(tree.when)} ? ${truth(tree.holds)} : ${truth(tree.fails)})`;
    default:
      return comparisonText(writing, tree);
  }
}

function valueText(writing: Writing, tree: ValueTree): string {
  switch (tree.op) {
    case "text":
      return JSON.stringify(tree.value);
    case "boolean":
      return String(tree.value);
    case "fact":
      return factText(tree);
    case "if":
      return `(${truthText(writing, tree.when)} ? ${valueText(writing, tree.holds)} : ${valueText(writing, tree.fails)})`;
  }
}

function peopleText(writing: Writing, tree: PeopleTree): string {
  if (tree.op === "members") return "household.members";
  return `${peopleText(writing, tree.people)}.filter(${person(tree.slot)}, ${truthText(writing, tree.when)})`;
}

/** Numbers nearer than this are the same number, says the language: amounts of fen, and plain numbers. */
const nearness = { money: "0.000001", plain: "0.000000000001" };

const withNearness: Readonly<Record<ComparisonOperator, (a: string, b: string, near: string) => string>> = {
  "<": (a, b, near) => `(${a} < ${b} - ${near})`,
  ">": (a, b, near) => `(${b} < ${a} - ${near})`,
  "<=": (a, b, near) => `!(${b} < ${a} - ${near})`,
  ">=": (a, b, near) => `!(${a} < ${b} - ${near})`,
  "==": (a, b, near) => `(${a} >= ${b} - ${near} && ${b} >= ${a} - ${near})`,
  "!=": (a, b, near) => `(${a} < ${b} - ${near} || ${b} < ${a} - ${near})`,
};

function comparisonText(writing: Writing, tree: TruthTree & { op: ComparisonOperator }): string {
  const left = quantityText(writing, tree.left);
  const right = quantityText(writing, tree.right);
  // Whole numbers are what they are: CEL's own comparison says it all.
  if (isWhole(writing, tree.left) && isWhole(writing, tree.right)) return `(${left} ${tree.op} ${right})`;
  return withNearness[tree.op](left, right, tree.money ? nearness.money : nearness.plain);
}

function isWhole(writing: Writing, tree: QuantityTree): boolean {
  switch (tree.op) {
    case "number":
      return Number.isInteger(tree.value);
    case "fact": {
      const { derived, type, unit } = writing.fact(tree);
      if (derived) return derived.kind === "quantity" && isWhole(writing, derived.tree);
      return type === "integer" || type === "date" || unit === "yuan";
    }
    case "parameter":
      return writing.isWholeParameter(tree.name);
    case "age":
    case "age-in-months":
    case "today":
    case "size":
    case "months-after":
      return true;
    case "+":
    case "-":
    case "*":
      return isWhole(writing, tree.left) && isWhole(writing, tree.right);
    case "sum":
    case "min":
    case "max":
      return isWhole(writing, tree.each);
    case "least":
    case "greatest":
      return tree.of.every((each) => isWhole(writing, each));
    case "if":
      return isWhole(writing, tree.holds) && isWhole(writing, tree.fails);
    case "/":
    case "round":
      return false;
  }
}

function quantityText(writing: Writing, tree: QuantityTree): string {
  const quantity = (part: QuantityTree) => quantityText(writing, part);
  switch (tree.op) {
    case "number":
      return double(tree.value);
    case "fact":
      return factText(tree);
    case "parameter":
      return `parameter[${JSON.stringify(tree.name)}]`;
    case "age":
      return `${person(tree.slot)}.age_in_years`;
    case "age-in-months":
      return `${person(tree.slot)}.age_in_months`;
    case "today":
      return "today";
    case "+":
    case "-":
    case "*":
      return `(${quantity(tree.left)} ${tree.op} ${quantity(tree.right)})`;
    case "/":
      return quotientText(writing, tree.left, tree.right);
    case "least":
    case "greatest":
      return tree.of.map(quantity).reduce((left, right) => `${tree.op}(${left}, ${right})`);
    case "round":
      return `roundedTo(${quantity(tree.of)}, ${double(tree.step)})`;
    case "months-after":
      return `monthsAfter(${quantity(tree.date)}, ${quantity(tree.months)})`;
    case "size":
      return `double(size(${peopleText(writing, tree.people)}))`;
    case "sum":
    case "min":
    case "max":
      return `${ofList[tree.op]}(${peopleText(writing, tree.people)}.map(${person(tree.slot)}, ${quantity(tree.each)}))`;
    case "if":
      return `(${truthText(writing, tree.when)} ? ${quantity(tree.holds)} : ${quantity(tree.fails)})`;
  }
}

const ofList = { sum: "sumOf", min: "leastOf", max: "greatestOf" } as const;

// A quotient by nought is unknown in the language and infinite in CEL.
function quotientText(writing: Writing, left: QuantityTree, right: QuantityTree): string {
  const [a, b] = [quantityText(writing, left), quantityText(writing, right)];
  const isNeverNought =
    (right.op === "number" && right.value !== 0) || (right.op === "size" && right.people.op === "members");
  return isNeverNought ? `(${a} / ${b})` : `quotient(${a}, ${b})`;
}

function double(value: number): string {
  const text = Number.isInteger(value) ? value.toFixed(1) : String(value);
  return value < 0 ? `(${text})` : text;
}
