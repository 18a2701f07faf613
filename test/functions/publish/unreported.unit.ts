import { describe, expect, it } from "vitest";
import { problemsOf, published } from "./language-pack.ts";

const text = "{ zh: 文字, en: Text }";
const withFact = (rest: string) =>
  `- { name: happened, of: household, ${rest}, layer: screening, sensitivity: personal, label: ${text}, question: ${text} }\n`;
const unreported = (rest: string) =>
  published({ facts: withFact(rest) }).facts.find(({ name }) => name === "happened")?.unreported;
const told = (rest: string) => problemsOf({ facts: withFact(rest) })[0];

describe("what holds of a fact while nobody has reported it", () => {
  it("is in the document, of the fact's type", () => {
    expect(unreported("type: date, unreported: 1900-01-01")).toBe("1900-01-01");
    expect(
      unreported(
        "type: enumeration, values: { none: { zh: none, en: none }, flood: { zh: flood, en: flood } }, unreported: none",
      ),
    ).toBe("none");
    expect(unreported("type: boolean, unreported: false")).toBe(false);
    expect(unreported("type: number, unit: yuan, minimum: 0, unreported: 0")).toBe(0);
    expect(unreported("type: integer, unreported: 3")).toBe(3);
    expect(unreported("type: list, unreported: []")).toEqual([]);
    expect(unreported('type: area, unreported: "33"')).toBe("33");
    expect(unreported("type: identifier, unreported: h-0")).toBe("h-0");
    expect(unreported('type: text, unreported: ""')).toBe("");
    expect(unreported("type: date")).toBeUndefined();
  });

  it("must be a value that a source could report", () => {
    expect(told("type: date, unreported: 1900-02-30")).toMatch(
      /^facts\.yaml:12:\d+: \[11\]\.unreported: found "1900-02-30", expected a date that exists, such as 2022-07-01$/,
    );
    expect(
      told(
        "type: enumeration, values: { none: { zh: none, en: none }, flood: { zh: flood, en: flood } }, unreported: non",
      ),
    ).toContain('found "non", expected one of none, flood; did you mean none?');
    expect(
      told(
        "type: enumeration, values: { none: { zh: none, en: none }, flood: { zh: flood, en: flood } }, unreported: 0",
      ),
    ).toContain("expected one of none, flood");
    expect(told("type: date, earliest: 1905-01-01, unreported: 1900-01-01")).toContain("a date of 1905-01-01 or later");
    expect(told("type: boolean, unreported: 0")).toContain("found 0, expected true or false");
    expect(told('type: number, unreported: "0"')).toContain('found "0", expected a number');
    expect(told('type: number, unit: yuan, unreported: "0"')).toContain("expected a number of yuan");
    expect(told("type: number, unit: yuan, unreported: 0.125")).toContain("expected yuan with at most two decimals");
    expect(told("type: integer, unreported: 0.5")).toContain("expected a whole number");
    expect(told("type: integer, minimum: 1, unreported: 0")).toContain("expected a whole number of 1 or more");
    expect(told("type: integer, maximum: 4, unreported: 5")).toContain("expected a whole number of 4 or less");
    expect(told("type: list, unreported: none")).toContain("expected a list of texts");
    expect(told('type: area, unreported: "330"')).toContain(
      "expected an area code of 2, 4, 6, 9 or 12 digits, as text",
    );
    expect(told("type: identifier, unreported: [h-0]")).toContain("expected a household identifier");
    expect(told("type: text, unreported: 0")).toContain("found 0, expected text");
  });

  it("is none of a derived fact's", () => {
    expect(told("type: number, derived: size(household.members), unreported: 0")).toContain(
      "found a value of a derived fact, expected one of facts that a source reports",
    );
  });
});
