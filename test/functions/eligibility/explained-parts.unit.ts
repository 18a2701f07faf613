import { describe, expect, it } from "vitest";
import { explain } from "#eligibility/explanation/explain.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Programme, StandardDocument } from "#eligibility/standard-document.ts";
import type { TruthTree } from "#eligibility/tree.ts";
import { documentOf, programme } from "./random-standard.ts";

const income = { op: "fact", of: "household", name: "income" } as const;
const limit = { op: "parameter", name: "limit" } as const;
const family = (facts: HouseholdFacts["facts"], area?: string): HouseholdFacts => ({
  ...{ household: "h-1", area, facts },
  members: [{ person: "p-1", facts: {} }],
});
const explained = (programmes: Programme[], facts: HouseholdFacts["facts"], area: string | undefined = "33") => {
  const document: StandardDocument = documentOf(programmes, 10);
  return explain(compileStandard(document), family(facts, area), "2022-07-01", "en");
};

describe("an explanation", () => {
  it("tells another programme's verdict by its name", () => {
    const poor: TruthTree = { op: "<", left: income, right: { op: "number", value: 1000 }, money: true };
    const programmes = [
      programme("aid", "household", poor),
      programme("light", "household", { op: "programme", id: "aid" }),
    ];
    const told = (facts: HouseholdFacts["facts"]) => {
      const light = explained(programmes, facts).programmes.find((each) => each.programme === "light");
      return light?.conditions[0]?.compared;
    };
    expect(told({ income: 5 })).toStrictEqual([{ name: "programme.aid", text: "text: May qualify" }]);
    expect(told({ income: 50 })).toStrictEqual([{ name: "programme.aid", text: "text: Does not qualify" }]);
    expect(told({})).toStrictEqual([{ name: "programme.aid", text: "text: Cannot be told yet" }]);
  });

  it("of a household's programme names no person, and no amount or tier where there is none", () => {
    const [first] = explained([programme("aid", "household", { op: "boolean", value: false })], {}).programmes;
    expect(Object.keys(first ?? {})).toEqual([
      ...["programme", "name", "verdict", "verdictInWords", "amountFrom", "enrolled", "conditions", "ask", "check"],
    ]);
  });

  it("tells the nearest values of a plain number, and any change where they are the very next", () => {
    const score: TruthTree = { op: "<", left: { op: "size", people: { op: "members" } }, right: limit };
    expect(explained([programme("a", "household", score)], {}).changes.map(({ text }) => text)).toEqual([
      "It could change when “text” falls to 1 or less",
    ]);
    const bent: TruthTree = { ...score, right: { op: "least", of: [limit] } };
    expect(explained([programme("a", "household", bent)], {}).changes.map(({ text }) => text)).toEqual([
      "Any change of “text” could change a verdict or an amount",
    ]);
  });

  it("asks for the area even where the standard has no such fact", () => {
    const score: TruthTree = { op: "<", left: { op: "size", people: { op: "members" } }, right: limit };
    const standard = compileStandard(documentOf([programme("a", "household", score)], 10));
    const asked = (["zh", "en"] as const).map(
      (language) => explain(standard, family({}, undefined), "2022-07-01", language).programmes[0]?.ask,
    );
    expect(asked).toStrictEqual([
      [{ fact: "household.area", text: "家庭现居住在哪个村(社区)?" }],
      [{ fact: "household.area", text: "In which village or community does the family live?" }],
    ]);
  });
});
