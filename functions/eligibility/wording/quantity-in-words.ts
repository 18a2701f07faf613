import { dateOf } from "../days.ts";
import type { FactTree, PeopleTree, QuantityTree } from "../tree.ts";
import { type LookedUp, lookedUp } from "./looked-up.ts";
import { packDescription } from "./parameter-in-force.ts";
import { type Scene, withEveryMember, withinSentence, withMember } from "./scene.ts";
import { truthInWords, valueInWords } from "./truth-in-words.ts";
import { unitOfTree } from "./units-in-trees.ts";
import { numberInWords } from "./values-in-words.ts";

/**
 * A number's expression in words.
 *
 * @param unit What a number written out in it counts: `yuan` (then the tree holds fen), `date`, `age`, …
 */
export function quantityInWords(scene: Scene, tree: QuantityTree, unit?: string): string {
  const { phrases } = scene;
  const counted = unitOfTree(scene.vocabulary, tree) ?? unit;
  switch (tree.op) {
    case "number":
      return literalInWords(scene, tree.value, unit);
    case "fact":
      return factInWords(scene, tree);
    case "parameter":
      return phrases.quoted(scene.vocabulary.parameter(tree.name).description[scene.vocabulary.language]);
    case "age":
      return phrases.of(personInWords(scene, tree.slot), phrases.age);
    case "age-in-months":
      return phrases.of(personInWords(scene, tree.slot), phrases.ageInMonths);
    case "today":
      return phrases.today;
    case "least":
    case "greatest": {
      const parts = tree.of.map((each) => quantityInWords(scene, each, counted));
      return tree.op === "least" ? phrases.lesser(parts) : phrases.greater(parts);
    }
    case "round":
      return phrases.rounded(operand(scene, tree.of, counted), literalInWords(scene, tree.step, counted));
    case "months-after":
      return phrases.monthsAfter(
        quantityInWords(scene, tree.date, "date"),
        quantityInWords(scene, tree.months, "months"),
      );
    case "size":
      return phrases.number(peopleInWords(scene, tree.people) ?? phrases.members);
    case "sum":
    case "min":
    case "max":
      return overPeopleInWords(scene, tree);
    case "if":
    case "+":
    case "-":
    case "*":
    case "/":
      return lookedUpOrWorkedOut(scene, tree, counted);
  }
}

function lookedUpOrWorkedOut(
  scene: Scene,
  tree: QuantityTree & { readonly op: "if" | "+" | "-" | "*" | "/" },
  unit: string | undefined,
): string {
  const found = lookedUp(tree);
  if (found) return lookUpInWords(scene, found);
  if (tree.op !== "if") return arithmeticInWords(scene, tree, unit);
  return scene.phrases.choice(
    truthInWords(scene, tree.when),
    quantityInWords(scene, tree.holds, unit),
    quantityInWords(scene, tree.fails, unit),
  );
}

function lookUpInWords(scene: Scene, { kind, parameter, by }: LookedUp): string {
  const { phrases, vocabulary } = scene;
  const description = packDescription(vocabulary.parameter(parameter))[vocabulary.language];
  const key = "quantity" in by ? quantityInWords(scene, by.quantity) : valueInWords(scene, by.value);
  if (kind === "table") return phrases.table(description, key);
  return kind === "marginal" ? phrases.marginal(description, key) : phrases.bracket(description, key);
}

function literalInWords({ vocabulary }: Scene, value: number, unit: string | undefined): string {
  if (unit === "date") return dateOf(value);
  return numberInWords(unit === "yuan" ? value / 100 : value, unit, vocabulary.language);
}

const signs = { "+": "+", "-": "−", "*": "×", "/": "÷" } as const;

function arithmeticInWords(
  scene: Scene,
  { op, left, right }: QuantityTree & { readonly op: "+" | "-" | "*" | "/" },
  unit: string | undefined,
): string {
  // In a product only one side is money; a factor written out is a plain number.
  const ofLeft = op === "*" && unitOfTree(scene.vocabulary, right) !== undefined ? undefined : unit;
  const factor = op === "*" || op === "/";
  const ofRight = factor ? undefined : unit;
  const isSum = (tree: QuantityTree) => (tree.op === "+" || tree.op === "-") && lookedUp(tree) === undefined;
  const isProduct = (tree: QuantityTree) => tree.op === "*" || tree.op === "/";
  const inner = (tree: QuantityTree, of: string | undefined, wrap: boolean) => {
    const words = quantityInWords(scene, tree, of);
    return wrap ? scene.phrases.inBrackets(words) : words;
  };
  const leftWords = inner(left, ofLeft, factor && isSum(left));
  const wrapRight = (op !== "+" && isSum(right)) || (op === "/" && isProduct(right));
  return `${leftWords} ${signs[op]} ${inner(right, ofRight, wrapRight)}`;
}

/** What must stand together before something is said of the whole. */
function operand(scene: Scene, tree: QuantityTree, unit: string | undefined): string {
  const words = quantityInWords(scene, tree, unit);
  const together = ["+", "-", "*", "/"].includes(tree.op) && lookedUp(tree) === undefined;
  return together ? scene.phrases.inBrackets(words) : words;
}

function overPeopleInWords(scene: Scene, tree: QuantityTree & { readonly op: "sum" | "min" | "max" }): string {
  const { phrases } = scene;
  const people = peopleInWords(scene, tree.people);
  const each = operand(withEveryMember(scene, tree.slot), tree.each, undefined);
  if (tree.op === "sum") return phrases.sum(people, each);
  return tree.op === "min" ? phrases.least(people, each) : phrases.greatest(people, each);
}

/** Which members; undefined for all of them. */
export function peopleInWords(scene: Scene, tree: PeopleTree): string | undefined {
  if (tree.op === "members") return undefined;
  const conditions: string[] = [];
  for (let people: PeopleTree = tree; people.op === "filter"; people = people.people) {
    conditions.unshift(truthInWords(withMember(scene, people.slot), people.when));
  }
  return scene.phrases.membersWho(scene.phrases.and(conditions));
}

/** A fact by its label, with the person it is of. */
export function factInWords(scene: Scene, tree: FactTree): string {
  const label = withinSentence(scene, scene.vocabulary.fact(tree.of, tree.name).label[scene.vocabulary.language]);
  return tree.of === "household" ? label : scene.phrases.of(personInWords(scene, tree.slot), label);
}

function personInWords({ people }: Scene, slot: number): string {
  const name = people.get(slot);
  if (name === undefined) throw new Error(`No person in slot ${slot}: the standard's document is damaged.`);
  return name;
}
