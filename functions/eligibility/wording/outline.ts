import type { QuantityTree, TruthTree } from "../tree.ts";
import { lookedUp } from "./looked-up.ts";
import { peopleInWords, quantityInWords } from "./quantity-in-words.ts";
import { type Scene, withMember } from "./scene.ts";
import { choicesIn, partsOf, truthInWords } from "./truth-in-words.ts";

/** An expression as an outline: one line, and the lines below it. */
export interface Outline {
  readonly text: string;
  readonly parts: readonly Outline[];
}

const leaf = (text: string): Outline => ({ text, parts: [] });

/** A condition as an outline: groups one part a line, everything else in one line. */
export function outlineOfTruth(scene: Scene, tree: TruthTree): Outline {
  const { phrases } = scene;
  switch (tree.op) {
    case "and":
    case "or":
      return outlineOfGroup(scene, tree);
    case "not":
      if (!isGroup(scene, tree.of)) return leaf(truthInWords(scene, tree));
      return { text: phrases.noneOf, parts: [outlineOfTruth(scene, tree.of)] };
    case "exists":
    case "all": {
      const ofMember = withMember(scene, tree.slot);
      if (!isGroup(ofMember, tree.when)) return leaf(truthInWords(scene, tree));
      const { text, parts } = outlineOfTruth(ofMember, tree.when);
      return { text: phrases[tree.op](peopleInWords(scene, tree.people) ?? phrases.members, text, false), parts };
    }
    default:
      return leaf(truthInWords(scene, tree));
  }
}

function outlineOfGroup(scene: Scene, tree: TruthTree & { readonly op: "and" | "or" }): Outline {
  if (!isGroup(scene, tree)) return leaf(truthInWords(scene, tree));
  const [only, ...more] = partsOf(tree);
  if (only && more.length === 0) return outlineOfTruth(scene, only);
  return {
    text: tree.op === "and" ? scene.phrases.allOf : scene.phrases.anyOf,
    parts: partsOf(tree).map((part) => outlineOfTruth(scene, part)),
  };
}

/** True for what is more than one line; a choice among values is one. */
function isGroup(scene: Scene, tree: TruthTree): boolean {
  return (tree.op === "and" || tree.op === "or") && tree.of.length > 0 && !choicesIn(scene, tree);
}

/** A number as an outline: a chain of cases one case a line. Numbers written out are in `unit`. */
export function outlineOfQuantity(scene: Scene, tree: QuantityTree, unit: string | undefined): Outline {
  if (tree.op !== "if" || lookedUp(tree)) return leaf(quantityInWords(scene, tree, unit));
  const parts: Outline[] = [];
  let rest: QuantityTree = tree;
  while (rest.op === "if" && !lookedUp(rest)) {
    const value = quantityInWords(scene, rest.holds, unit);
    parts.push(leaf(scene.phrases.when(truthInWords(scene, rest.when), value)));
    rest = rest.fails;
  }
  parts.push(leaf(scene.phrases.otherwise(quantityInWords(scene, rest, unit))));
  return { text: "", parts };
}

/** The parts that an amount's tiers were made of: publication chains their values in the order of the tiers. */
export function valuesOfTiers(value: QuantityTree, tiers: number): QuantityTree[] {
  const values: QuantityTree[] = [];
  let rest = value;
  while (values.length < tiers - 1 && rest.op === "if") {
    values.push(rest.holds);
    rest = rest.fails;
  }
  return [...values, rest];
}
