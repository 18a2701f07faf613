import { boundsOf, isKnown } from "./bounds.ts";
import { belongsTo } from "./people.ts";
import {
  frameOf,
  type Member,
  missingName,
  personIn,
  reportedFact,
  type Situation,
  subjectOf,
  withPerson,
} from "./situation.ts";
import type { FactTree, PeopleTree, QuantityTree, TruthTree, ValueTree } from "./tree.ts";
import { ofMember, type Quantifier, truthOf } from "./truth.ts";
import { readValue } from "./value.ts";

/** Adds the facts that leave a condition unknown; parts whose outcome is known do not matter, and are not asked for. */
export function missingOfTruth(situation: Situation, tree: TruthTree, into: Set<string>): void {
  if (truthOf(situation, tree) !== undefined) return;
  switch (tree.op) {
    case "fact":
      missingOfFact(situation, tree, into);
      break;
    case "and":
    case "or":
      for (const part of tree.of) missingOfTruth(situation, part, into);
      break;
    case "not":
      missingOfTruth(situation, tree.of, into);
      break;
    case "same":
      missingOfValue(situation, tree.left, into);
      missingOfValue(situation, tree.right, into);
      break;
    case "starts-with":
      missingOfValue(situation, tree.text, into);
      missingOfValue(situation, tree.start, into);
      break;
    case "contains":
      missingOfValue(situation, tree.item, into);
      if (!Array.isArray(reportedFact(situation, tree.list))) into.add(missingName(situation, tree.list));
      break;
    case "exists":
    case "all":
      missingOfQuantifier(situation, tree, into);
      break;
    case "programme":
      missingOfProgramme(situation, tree.id, into);
      break;
    case "if":
      missingOfChoice(situation, tree, (branch) => missingOfTruth(situation, branch, into), into);
      break;
    case "boolean":
      return;
    default:
      missingOfQuantity(situation, tree.left, into);
      missingOfQuantity(situation, tree.right, into);
  }
}

function missingOfQuantifier(situation: Situation, tree: Quantifier, into: Set<string>): void {
  for (const member of situation.assessment.members) {
    if (ofMember(situation, tree, member) !== undefined) continue;
    missingOfBelonging(situation, tree.people, member, into);
    missingOfTruth(withPerson(situation, tree.slot, member), tree.when, into);
  }
}

function missingOfProgramme(situation: Situation, id: string, into: Set<string>): void {
  const { assessment } = situation;
  const { verdict, of } = assessment.knowledge.programme(id);
  missingOfTruth({ assessment, slots: of === "person" ? [personIn(situation, 0)] : [] }, verdict, into);
}

/** Adds the facts that leave a number unknown. */
export function missingOfQuantity(situation: Situation, tree: QuantityTree, into: Set<string>): void {
  if (isKnown(boundsOf(situation, tree))) return;
  switch (tree.op) {
    case "fact":
      missingOfFact(situation, tree, into);
      break;
    case "parameter":
      into.add(situation.assessment.ofArea.area === undefined ? "household.area" : `parameter.${tree.name}`);
      break;
    case "age":
    case "age-in-months":
      into.add(missingName(situation, { op: "fact", of: "person", name: "birthDate", slot: tree.slot }));
      break;
    case "+":
    case "-":
    case "*":
    case "/":
      missingOfQuantity(situation, tree.left, into);
      missingOfQuantity(situation, tree.right, into);
      break;
    case "least":
    case "greatest":
      for (const each of tree.of) missingOfQuantity(situation, each, into);
      break;
    case "round":
      missingOfQuantity(situation, tree.of, into);
      break;
    case "months-after":
      missingOfQuantity(situation, tree.date, into);
      missingOfQuantity(situation, tree.months, into);
      break;
    case "size":
    case "sum":
    case "min":
    case "max":
      for (const member of situation.assessment.members) {
        if (belongsTo(situation, tree.people, member) === false) continue;
        missingOfBelonging(situation, tree.people, member, into);
        if (tree.op !== "size") missingOfQuantity(withPerson(situation, tree.slot, member), tree.each, into);
      }
      break;
    case "if":
      missingOfChoice(situation, tree, (branch) => missingOfQuantity(situation, branch, into), into);
      break;
    case "number":
    case "today":
  }
}

function missingOfValue(situation: Situation, tree: ValueTree, into: Set<string>): void {
  if (readValue(situation, tree) !== undefined) return;
  if (tree.op === "fact") missingOfFact(situation, tree, into);
  if (tree.op === "if") {
    missingOfChoice(situation, tree, (branch) => missingOfValue(situation, branch, into), into);
  }
}

function missingOfFact(situation: Situation, tree: FactTree, into: Set<string>): void {
  const { derived } = situation.assessment.knowledge.fact(tree.of, tree.name).definition;
  if (derived?.kind === "truth") missingOfTruth(frameOf(situation, tree), derived.tree, into);
  else if (derived) missingOfQuantity(frameOf(situation, tree), derived.tree, into);
  else if (subjectOf(situation, tree).facts[tree.name] === undefined) into.add(missingName(situation, tree));
}

function missingOfChoice<Tree>(
  situation: Situation,
  { when, holds, fails }: { readonly when: TruthTree; readonly holds: Tree; readonly fails: Tree },
  missingOfBranch: (branch: Tree) => void,
  into: Set<string>,
): void {
  const truth = truthOf(situation, when);
  missingOfTruth(situation, when, into);
  if (truth !== false) missingOfBranch(holds);
  if (truth !== true) missingOfBranch(fails);
}

function missingOfBelonging(situation: Situation, people: PeopleTree, member: Member, into: Set<string>): void {
  if (people.op === "members" || belongsTo(situation, people, member) !== undefined) return;
  missingOfBelonging(situation, people.people, member, into);
  missingOfTruth(withPerson(situation, people.slot, member), people.when, into);
}
