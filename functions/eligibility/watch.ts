import { boundsOf, dayOfValue } from "./bounds.ts";
import type { Knowledge } from "./knowledge.ts";
import { frameOf, type Member, type Situation, withPerson } from "./situation.ts";
import type { FactTree, PeopleTree, QuantityTree, TruthTree, ValueTree } from "./tree.ts";
import { ofMember, type Quantifier, truthOf } from "./truth.ts";
import { isFixed, type Uses, usesOf } from "./uses.ts";
import { watchComparison } from "./watch-comparison.ts";
import { type Watch, type WatchList, watchDay, watchLightest, watchStep } from "./watch-list.ts";

/** Adds to a list the nearest day and parameter values at which a condition could come out otherwise. */
export function watchTruth(situation: Situation, tree: TruthTree, into: WatchList): void {
  if (isFixed(usesOf(situation.assessment.knowledge, tree))) return;
  switch (tree.op) {
    case "fact":
      watchFact(situation, tree, into);
      break;
    case "and":
      watchParts(situation, tree.of, false, into);
      break;
    case "or":
      watchParts(situation, tree.of, true, into);
      break;
    case "not":
      watchTruth(situation, tree.of, into);
      break;
    case "same":
      watchValue(situation, tree.left, into);
      watchValue(situation, tree.right, into);
      break;
    case "starts-with":
      watchValue(situation, tree.text, into);
      watchValue(situation, tree.start, into);
      break;
    case "contains":
      watchValue(situation, tree.item, into);
      break;
    case "exists":
    case "all":
      watchQuantifier(situation, tree, into);
      break;
    case "if":
      watchChoice(situation, tree, (branch) => watchTruth(situation, branch, into), into);
      break;
    // What could change another programme's verdict is watched there.
    case "programme":
    case "boolean":
      return;
    default:
      watchComparison(situation, tree, into);
  }
}

/** Adds the nearest day and parameter values at which a number could be another. */
export function watchQuantity(situation: Situation, tree: QuantityTree, into: WatchList): void {
  if (isFixed(usesOf(situation.assessment.knowledge, tree))) return;
  switch (tree.op) {
    case "fact":
      watchFact(situation, tree, into);
      break;
    case "parameter":
      watchStep(situation, into, situation.assessment.knowledge.parameter(tree.name));
      break;
    case "age":
    case "age-in-months": {
      const [age] = boundsOf(situation, tree);
      watchDay(into, dayOfValue(situation, tree, age + 1));
      break;
    }
    case "today":
      watchDay(into, situation.assessment.day + 1);
      break;
    case "+":
    case "-":
    case "*":
    case "/":
      watchQuantity(situation, tree.left, into);
      watchQuantity(situation, tree.right, into);
      break;
    case "least":
    case "greatest":
      for (const each of tree.of) watchQuantity(situation, each, into);
      break;
    case "round":
      watchQuantity(situation, tree.of, into);
      break;
    case "months-after":
      watchQuantity(situation, tree.date, into);
      watchQuantity(situation, tree.months, into);
      break;
    case "size":
    case "sum":
    case "min":
    case "max":
      for (const member of situation.assessment.members) {
        watchBelonging(situation, tree.people, member, into);
        if (tree.op !== "size") watchQuantity(withPerson(situation, tree.slot, member), tree.each, into);
      }
      break;
    case "if":
      watchChoice(situation, tree, (branch) => watchQuantity(situation, branch, into), into);
      break;
    case "number":
  }
}

function watchValue(situation: Situation, tree: ValueTree, into: WatchList): void {
  if (tree.op === "fact") watchFact(situation, tree, into);
  if (tree.op === "if") watchChoice(situation, tree, (branch) => watchValue(situation, branch, into), into);
}

function watchFact(situation: Situation, tree: FactTree, into: WatchList): void {
  const { derived } = situation.assessment.knowledge.fact(tree.of, tree.name).definition;
  if (derived?.kind === "truth") watchTruth(frameOf(situation, tree), derived.tree, into);
  else if (derived) watchQuantity(frameOf(situation, tree), derived.tree, into);
}

/** While a part stands that decides the whole, it is enough to watch that one; otherwise any of them matters. */
function watchParts(situation: Situation, parts: readonly TruthTree[], deciding: boolean, into: WatchList): void {
  const lightest: TruthTree[] = [];
  let least = Number.POSITIVE_INFINITY;
  // Those that depend on least are looked at; there is no need to work out the others.
  for (const { part, weight } of byWeight(situation.assessment.knowledge, parts)) {
    if (weight > least) break;
    if (truthOf(situation, part) !== deciding) continue;
    if (weight === 0) return;
    lightest.push(part);
    least = weight;
  }
  if (lightest.length === 0) for (const part of parts) watchTruth(situation, part, into);
  else
    watchLightest(
      lightest.map((part) => (list) => watchTruth(situation, part, list)),
      into,
    );
}

const weighed = new WeakMap<readonly TruthTree[], { part: TruthTree; weight: number }[]>();

/** Parts by how much they depend on, least first; worked out once. */
function byWeight(knowledge: Knowledge, parts: readonly TruthTree[]) {
  let sorted = weighed.get(parts);
  if (!sorted) {
    sorted = parts.map((part) => ({ part, weight: weightOf(usesOf(knowledge, part)) }));
    sorted.sort((a, b) => a.weight - b.weight);
    weighed.set(parts, sorted);
  }
  return sorted;
}

function weightOf({ parameters, timely }: Uses): number {
  return 2 * parameters.length + (timely ? 1 : 0);
}

function watchQuantifier(situation: Situation, tree: Quantifier, into: WatchList): void {
  const watch =
    (member: Member): Watch =>
    (list) => {
      watchBelonging(situation, tree.people, member, list);
      watchTruth(withPerson(situation, tree.slot, member), tree.when, list);
    };
  const deciding = tree.op === "exists";
  const decisive = situation.assessment.members.filter((member) => ofMember(situation, tree, member) === deciding);
  if (decisive.length > 0) watchLightest(decisive.map(watch), into);
  else for (const member of situation.assessment.members) watch(member)(into);
}

function watchChoice<Tree>(
  situation: Situation,
  { when, holds, fails }: { readonly when: TruthTree; readonly holds: Tree; readonly fails: Tree },
  watchBranch: (branch: Tree) => void,
  into: WatchList,
): void {
  const truth = truthOf(situation, when);
  watchTruth(situation, when, into);
  if (truth !== false) watchBranch(holds);
  if (truth !== true) watchBranch(fails);
}

function watchBelonging(situation: Situation, people: PeopleTree, member: Member, into: WatchList): void {
  if (people.op === "members") return;
  watchBelonging(situation, people.people, member, into);
  watchTruth(withPerson(situation, people.slot, member), people.when, into);
}
