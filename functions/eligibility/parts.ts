import { boundsOf } from "./bounds.ts";
import { type Member, type Situation, withPerson } from "./situation.ts";
import type { PeopleTree, Tree } from "./tree.ts";

/** An expression within another, and the situation in which it is worked out. */
export type Part = readonly [situation: Situation, tree: Tree];

/** Expressions over members of the household. */
type OverMembers = Extract<Tree, { readonly people: PeopleTree }>;

/**
 * The parts that an expression's value comes from: only of a choice the branch not taken is none of them. Derived facts and
 * other programmes' verdicts have none: each is looked at by itself.
 */
export function partsOf(situation: Situation, tree: Tree): readonly Part[] {
  if ("people" in tree) return situation.assessment.members.flatMap((member) => partsOfMember(situation, tree, member));
  let parts = treesIn(tree);
  if (tree.op === "if") {
    const [low, high] = boundsOf(situation, tree.when);
    parts = [tree.when, ...(high ? [tree.holds] : []), ...(low ? [] : [tree.fails])];
  }
  return parts.map((part) => [situation, part]);
}

/** What a member contributes comes from: whether it belongs to the selection, and what is asked of it. */
export function partsOfMember(situation: Situation, tree: OverMembers | PeopleTree, member: Member): readonly Part[] {
  if (tree.op === "members") return [];
  const belonging = partsOfMember(situation, tree.people, member);
  if (tree.op === "size") return belonging;
  return [...belonging, [withPerson(situation, tree.slot, member), "each" in tree ? tree.each : tree.when]];
}

const below = new WeakMap<object, Tree[]>();

/** The trees right below one: whatever is an object within a tree is a tree. */
export function treesIn(tree: object): readonly Tree[] {
  let trees = below.get(tree);
  if (!trees) {
    trees = Object.values(tree)
      .flat()
      .filter((part) => typeof part === "object");
    below.set(tree, trees);
  }
  return trees;
}
