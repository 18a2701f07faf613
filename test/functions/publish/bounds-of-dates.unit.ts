import { expect, it } from "vitest";
import { problemsOf, published } from "./language-pack.ts";

const text = "{ zh: 文字, en: Text }";
const withFact = (rest: string) =>
  `- { name: happened, of: household, ${rest}, layer: screening, sensitivity: personal, label: ${text}, question: ${text} }\n`;
const told = (rest: string) => problemsOf({ facts: withFact(rest) })[0];

it("a date's bounds are in the document", () => {
  const { facts } = published({ facts: withFact("type: date, earliest: 1905-01-01, past: true") });
  expect(facts.find(({ name }) => name === "happened")).toMatchObject({ earliest: "1905-01-01", past: true });
});

it("bounds of dates are of dates only, and are days that exist", () => {
  expect(told("type: number, earliest: 1905-01-01")).toContain("found earliest of a number, expected it of dates only");
  expect(told("type: text, past: true")).toContain("found past of a text, expected it of dates only");
  expect(told("type: date, earliest: 1905-02-30")).toContain("expected a date that exists, such as 2022-07-01");
  expect(told("type: date, past: false")).toContain("expected true, or no such line");
});
