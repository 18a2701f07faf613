import type { HouseholdKind, Span } from "./calibration.ts";
import { happens, normal, type RandomStream, type Weighted, weighted, wholeNumber } from "./random.ts";

export type Relation = "head" | "spouse" | "child" | "parent" | "grandchild" | "sibling";

/** A member of a family before anything else is known of it. */
export interface Relative {
  readonly relation: Relation;
  /** Whole years. */
  readonly age: number;
  readonly sex: "female" | "male";
}

/** Children stay in their parents' household to this age at most. */
const oldestChild = 30;
const oldest = 106;

/** Who lives in a family of a kind: the head first. */
export function composeFamily(random: RandomStream, kind: HouseholdKind): Relative[] {
  const head = headOf(random, kind);
  return [
    head,
    ...(happens(random, kind.spouse) ? [spouseOf(random, head)] : []),
    ...children(random, head.age, { relation: "child", generations: 1, counts: kind.children }),
    ...parentsOf(random, head, kind.parents),
    ...children(random, head.age, { relation: "grandchild", generations: 2, counts: kind.grandchildren }),
    ...siblingsOf(random, head, kind.siblings),
  ];
}

function headOf(random: RandomStream, kind: HouseholdKind): Relative {
  const age = ageIn(random, weighted(random, kind.headAges));
  // Of couples the man is mostly named the head; women outlive men.
  const men = kind.spouse > 0.5 ? 0.8 : age >= 70 ? 0.36 : 0.52;
  return { relation: "head", age, sex: happens(random, men) ? "male" : "female" };
}

function ageIn(random: RandomStream, [least, most]: Span): number {
  return wholeNumber(random, least, most);
}

function spouseOf(random: RandomStream, head: Relative): Relative {
  const younger = head.sex === "male" ? 2 : -2;
  const age = clamp(Math.round(head.age - younger + 2.5 * normal(random)), 20, Math.min(oldest, head.age + 10));
  return { relation: "spouse", age, sex: head.sex === "male" ? "female" : "male" };
}

interface Descendants {
  readonly relation: "child" | "grandchild";
  readonly generations: number;
  readonly counts: Weighted<number> | undefined;
}

function children(random: RandomStream, headAge: number, { relation, generations, counts }: Descendants): Relative[] {
  if (!counts) return [];
  const most = relation === "child" ? oldestChild : 17;
  const eldest = clamp(headAge - ageAtBirth(random, generations), 0, most);
  const ages = [eldest];
  const number = weighted(random, counts);
  for (let age = eldest; ages.length < number; ages.push(age)) age -= wholeNumber(random, 2, 5);
  // Children not yet born are not there yet.
  return ages
    .filter((age) => age >= 0)
    .map((age) => ({ relation, age, sex: happens(random, 0.525) ? "male" : "female" }));
}

function ageAtBirth(random: RandomStream, generations: number): number {
  return Math.round(generations * clamp(28.5 + 4 * normal(random), 20, 42));
}

function parentsOf(random: RandomStream, head: Relative, counts: Weighted<number> | undefined): Relative[] {
  if (!counts) return [];
  const age = clamp(head.age + wholeNumber(random, 22, 33), 45, oldest - 6);
  const mother: Relative = { relation: "parent", age, sex: "female" };
  const father: Relative = { relation: "parent", age: age + wholeNumber(random, 0, 4), sex: "male" };
  if (weighted(random, counts) === 2) return [father, mother];
  return [happens(random, 0.68) ? mother : father];
}

function siblingsOf(random: RandomStream, head: Relative, counts: Weighted<number> | undefined): Relative[] {
  if (!counts) return [];
  return Array.from({ length: weighted(random, counts) }, () => ({
    relation: "sibling",
    age: clamp(head.age - wholeNumber(random, 1, 7), 16, oldest),
    sex: happens(random, 0.5) ? "male" : "female",
  }));
}

function clamp(number: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, number));
}
