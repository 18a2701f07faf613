import { treesIn } from "../parts.ts";
import type { Situation } from "../situation.ts";
import type { QuantityTree, Tree, TruthTree } from "../tree.ts";
import { truthOf } from "../truth.ts";

/**
 * The parameters of an expression that mattered for this household: of a table, the number at the household's own key.
 * Where a sensitive fact is the key, none: the number would tell the fact.
 */
export function parametersTold(situation: Situation, expression: TruthTree | QuantityTree): ReadonlySet<string> {
  const told = new Set<string>();
  const visit = (tree: Tree): void => {
    if (tree.op === "parameter") told.add(tree.name);
    for (const part of tree.op === "if" ? chosenParts(situation, tree) : treesIn(tree)) visit(part);
  };
  visit(expression);
  return told;
}

/** Of a choice, its condition and the branch taken, where it may be told which. */
function chosenParts(situation: Situation, { when, holds, fails }: Extract<Tree, { readonly op: "if" }>): Tree[] {
  const truth = readsSensitive(situation, when) ? undefined : chosen(situation, when);
  return truth === undefined ? [when] : [when, truth ? holds : fails];
}

/** Undefined also within a macro, where the choice is another for each member. */
function chosen(situation: Situation, when: TruthTree): boolean | undefined {
  return slotsRead(when).every((slot) => situation.slots[slot] !== undefined) ? truthOf(situation, when) : undefined;
}

/** The people that an expression reads, without those whom it goes through itself. */
function slotsRead(tree: Tree): number[] {
  const within = treesIn(tree).flatMap(slotsRead);
  if (!("slot" in tree)) return within;
  const goesThrough = "people" in tree;
  return goesThrough ? within.filter((slot) => slot !== tree.slot) : [tree.slot];
}

function readsSensitive(situation: Situation, tree: Tree): boolean {
  if (tree.op !== "fact") return treesIn(tree).some((part) => readsSensitive(situation, part));
  const { derived, sensitivity } = situation.assessment.knowledge.fact(tree.of, tree.name).definition;
  return sensitivity === "sensitive" || (derived !== undefined && readsSensitive(situation, derived.tree));
}
