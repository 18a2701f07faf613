import { expect } from "vitest";
import { judge } from "#eligibility/judge.ts";
import type { Determination, HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Facts } from "#events/fact-value.ts";
import { published, type Written } from "../publish/language-pack.ts";

/* A standard of one programme, written as an author writes it, and households of a few facts. */

const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
const fact = (name: string, rest: string) =>
  `- { name: ${name}, of: person, ${rest}, layer: screening, sensitivity: ordinary, ${label} }`;

/** Beside the facts that every small pack has: a balance that may be owed, a mark on both sides of nought. */
const facts = [
  fact("balance", "type: number, unit: yuan, minimum: -50, maximum: 100"),
  fact("mark", "type: integer, minimum: -2, maximum: 3"),
].join("\n");

const money = "metadata: { unit: yuan, reference: [{ title: 办法 }] }";
const plain = "metadata: { reference: [{ title: 办法 }] }";

/** A line of 1,000 yuan and, from 2022-07-01, 1,100; a second line of 500; a factor of 1.5. */
const parameters = {
  line: `${money}\nareas: { "33": { values: { 2022-01-01: 1000, 2022-07-01: 1100 } } }`,
  other: `${money}\nareas: { "33": { values: { 2022-01-01: 500 } } }`,
  factor: `${plain}\nareas: { "33": { values: { 2022-01-01: 1.5 } } }`,
};

export const judgedOn = "2022-06-01";

/** A family in the county that the pack lists; its members are p-1, p-2 and so on. */
export function familyOf(...members: Facts[]): HouseholdFacts {
  return {
    household: "h-1",
    area: "330106",
    facts: {},
    members: members.map((each, index) => ({ person: `p-${index + 1}`, facts: each })),
  };
}

export function documentOf(written: Written): StandardDocument {
  return published({
    ...written,
    facts: `${facts}\n${written.facts ?? ""}`,
    parameters: { ...parameters, ...written.parameters },
  });
}

/** Judges by a document both ways: straight from the trees, and by generated code. They must say the same. */
export function judgedBoth(document: StandardDocument, household: HouseholdFacts, on = judgedOn): Judgement {
  const interpreted = judge(compileStandard(document), household, on);
  expect(judge(compileStandard(document, 0), household, on)).toEqual(interpreted);
  return interpreted;
}

/** What the programme says of the household or of its first person. */
export function first(written: Written, household: HouseholdFacts, on = judgedOn): Determination {
  const [determination] = judgedBoth(documentOf(written), household, on).results;
  if (!determination) throw new Error("Found no determination.");
  return determination;
}
