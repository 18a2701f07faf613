import type { ComparisonOperator, FactTree, TruthTree, ValueTree } from "../tree.ts";
import { factInWords, peopleInWords, quantityInWords } from "./quantity-in-words.ts";
import { type Scene, withMember } from "./scene.ts";
import { unitOfTree } from "./units-in-trees.ts";
import { areaInWords } from "./values-in-words.ts";

const opposite: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};

/** A condition in one line of words; `not` says its opposite. */
export function truthInWords(scene: Scene, tree: TruthTree, not = false): string {
  const { phrases } = scene;
  switch (tree.op) {
    case "boolean":
      return phrases.always(tree.value !== not);
    case "fact":
      return not ? phrases.isFalse(factInWords(scene, tree)) : phrases.isTrue(factInWords(scene, tree));
    case "not":
      return truthInWords(scene, tree.of, !not);
    case "and":
    case "or":
      return groupInWords(scene, tree, not);
    case "same":
      return sameInWords(scene, tree, not);
    case "contains":
      return phrases.contains(factInWords(scene, tree.list), itemInWords(scene, tree.item), not);
    case "starts-with":
      return startInWords(scene, tree, not);
    case "exists":
    case "all": {
      const people = peopleInWords(scene, tree.people) ?? phrases.members;
      return phrases[tree.op](people, truthInWords(withMember(scene, tree.slot), tree.when), not);
    }
    case "programme":
      return phrases.programme(scene.vocabulary.programme(tree.id), not);
    case "if": {
      const [holds, fails] = [truthInWords(scene, tree.holds), truthInWords(scene, tree.fails)] as const;
      const words = phrases.choice(truthInWords(scene, tree.when), holds, fails);
      return not ? phrases.not(words) : words;
    }
    default:
      return comparisonInWords(scene, tree, not);
  }
}

type Comparison = TruthTree & { readonly op: ComparisonOperator };

function comparisonInWords(scene: Scene, tree: Comparison, not: boolean): string {
  const { phrases } = scene;
  const unit = unitCompared(scene, tree);
  const words = unit === "date" ? phrases.comparisonOfDates : phrases.comparison;
  return phrases.compared(
    quantityInWords(scene, tree.left, unit),
    words[not ? opposite[tree.op] : tree.op],
    quantityInWords(scene, tree.right, unit),
  );
}

function unitCompared({ vocabulary }: Scene, { money, left, right }: Comparison): string | undefined {
  return money ? "yuan" : (unitOfTree(vocabulary, left) ?? unitOfTree(vocabulary, right));
}

type Group = TruthTree & { readonly op: "and" | "or" };

function groupInWords(scene: Scene, tree: Group, not: boolean): string {
  const choices = choicesIn(scene, tree);
  if (choices) return scene.phrases.oneOf(choices.of, choices.values, not);
  const parts = partsOf(tree).map((part) => {
    const words = truthInWords(scene, part);
    const mixed = (part.op === "and" || part.op === "or") && !choicesIn(scene, part);
    return mixed ? scene.phrases.inBrackets(words) : words;
  });
  const words = parts.length === 0 ? scene.phrases.always(tree.op === "and") : scene.phrases[tree.op](parts);
  return not ? scene.phrases.not(words) : words;
}

/** The parts of a group, and those of the same kind within it. */
export function partsOf(tree: Group): TruthTree[] {
  return tree.of.flatMap((part) => (part.op === tree.op ? partsOf({ op: tree.op, of: part.of }) : [part]));
}

/** `x in [a, b]`, as publication takes it apart: the same thing is one value or another. */
export function choicesIn(
  scene: Scene,
  tree: TruthTree,
): { readonly of: string; readonly values: string[] } | undefined {
  if (tree.op !== "or" || tree.of.length < 2) return undefined;
  const parts = tree.of.flatMap((part) => equalityIn(scene, part) ?? []);
  const [first] = parts;
  const alike = first && parts.length === tree.of.length && parts.every(({ of }) => of === first.of);
  return alike ? { of: first.of, values: parts.map(({ value }) => value) } : undefined;
}

function equalityIn(scene: Scene, tree: TruthTree): { readonly of: string; readonly value: string } | undefined {
  if (tree.op === "same") {
    const { left, right } = tree;
    return { of: labelInWords(scene, left, right), value: labelInWords(scene, right, left) };
  }
  if (tree.op !== "==") return undefined;
  const unit = unitCompared(scene, tree);
  return { of: quantityInWords(scene, tree.left, unit), value: quantityInWords(scene, tree.right, unit) };
}

function sameInWords(scene: Scene, { left, right }: TruthTree & { readonly op: "same" }, not: boolean): string {
  const words = [labelInWords(scene, left, right), labelInWords(scene, right, left)] as const;
  return not ? scene.phrases.isNot(...words) : scene.phrases.is(...words);
}

/** A value in words; a text by the name that it has among the values of what it is compared with. */
function labelInWords(scene: Scene, tree: ValueTree, beside: ValueTree): string {
  if (tree.op !== "text" || beside.op !== "fact") return valueInWords(scene, tree);
  const { vocabulary } = scene;
  return vocabulary.fact(beside.of, beside.name).labels?.[tree.value]?.[vocabulary.language] ?? tree.value;
}

/** A text, an enumeration's value or a truth in words. */
export function valueInWords(scene: Scene, tree: ValueTree): string {
  switch (tree.op) {
    case "text":
      return tree.value;
    case "boolean":
      return scene.phrases.always(tree.value);
    case "fact":
      return factInWords(scene, tree);
    case "if":
      return scene.phrases.choice(
        truthInWords(scene, tree.when),
        valueInWords(scene, tree.holds),
        valueInWords(scene, tree.fails),
      );
  }
}

/** An item of a list, by the programme's name where it is one. */
function itemInWords(scene: Scene, tree: ValueTree): string {
  const { vocabulary, phrases } = scene;
  if (tree.op === "text" && vocabulary.isProgramme(tree.value)) return phrases.quoted(vocabulary.programme(tree.value));
  return valueInWords(scene, tree);
}

function startInWords(scene: Scene, { text, start }: TruthTree & { readonly op: "starts-with" }, not: boolean): string {
  const { vocabulary, phrases } = scene;
  if (isArea(scene, text) && start.op === "text") {
    return phrases.within(valueInWords(scene, text), areaInWords(vocabulary, start.value), not);
  }
  return phrases.startsWith(valueInWords(scene, text), valueInWords(scene, start), not);
}

function isArea({ vocabulary }: Scene, tree: ValueTree): tree is FactTree {
  return tree.op === "fact" && vocabulary.fact(tree.of, tree.name).type === "area";
}
