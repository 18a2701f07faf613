import { expect, it } from "vitest";
import { householdFacts } from "#eligibility/household-on-file.ts";

it("a household on file is judged with its enrolments among its facts, and its members' among theirs", () => {
  const onFile = {
    household: "h-1",
    area: "330106",
    facts: { rent: 5 },
    members: [
      { person: "p-1", facts: { income: 1 }, enrolled: ["longevity-allowance"] },
      { person: "p-2", facts: {} },
    ],
  };
  expect(householdFacts({ ...onFile, enrolled: ["minimum-living-guarantee"] })).toEqual({
    household: "h-1",
    area: "330106",
    facts: { rent: 5, enrolments: ["minimum-living-guarantee"] },
    members: [
      { person: "p-1", facts: { income: 1, enrolments: ["longevity-allowance"] } },
      { person: "p-2", facts: {} },
    ],
  });
  expect(householdFacts(onFile).facts).toEqual({ rent: 5 });
});
