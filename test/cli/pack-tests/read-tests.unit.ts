import { describe, expect, test } from "vitest";
import { readTests } from "#cli/pack-tests/read-tests.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { checkPack } from "#functions/publish/check-pack.ts";
import { inFileOrder, packProblemInWords } from "#functions/publish/pack-problem.ts";
import { smallPack } from "#test/functions/publish/small-pack.ts";

const { document } = checkPack(smallPack);
if (!document) throw new Error("The small pack has problems.");
const standard = compileStandard(document);

/** What is wrong with a file of tests, in its order. */
function problemsOf(text: string): string[] {
  const { problems } = readTests({ path: "heating.yaml", text }, standard);
  return problems.toSorted(inFileOrder).map(packProblemInWords);
}

const input = `
  on: 2030-06-01
  input:
    household: h-1
    area: "990101"
    members:
      - { person: p-1, facts: { monthlyIncome: 799.99, birthDate: 1950-01-01 } }
      - { person: p-2, facts: { monthlyIncome: 0 } }`;

describe("a file of tests that is wrong gets all its problems at once", () => {
  test("names that do not exist, with the nearest that do", () => {
    const problems = problemsOf(`- name: misspelt${input}
  output:
    heating-alowance: { verdict: eligible }
    heating-allowance: { check: [saving-small], tier: first, reasons: [{ condition: income-below-lin }] }
    winter-meals: { p-3: { missing: ["person:p-3.employmnt"] } }
- name: misspelt fact
  on: 2030-06-01
  input: { household: h-1, area: "990101", members: [{ person: p-1, facts: { monthlyIncom: 1 } }] }
  output: {}
`);
    expect(problems).toEqual([
      "heating.yaml:10:23: heating-alowance: no such programme; did you mean heating-allowance?",
      "heating.yaml:11:34: saving-small: no such verification condition of heating-allowance; did you mean savings-small?",
      "heating.yaml:11:55: first: no such tier of heating-allowance, expected one of none",
      "heating.yaml:11:85: income-below-lin: no such screening condition of heating-allowance; did you mean income-below-line?",
      "heating.yaml:12:26: p-3: no such member of the input; did you mean p-1?",
      "heating.yaml:12:38: person.employmnt: no such fact or parameter; did you mean person.employment?",
      "heating.yaml:15:92: input: members[0].facts.monthlyIncom: found an unknown fact, expected a fact of a person in the dictionary of lakeland@2030.1; did you mean monthlyIncome?",
    ]);
  });

  test("the form of a test", () => {
    expect(problemsOf("- name: form\n  on: 2030-02-30\n  input: {}\n  outputs: {}\n")).toEqual([
      "heating.yaml:1:3: [0].output: found missing, expected what is expected by programme",
      "heating.yaml:2:7: [0].on: found text, expected a date that exists, such as 2022-07-01",
      "heating.yaml:4:12: [0].outputs: no such field here",
    ]);
  });

  test("the form of what is expected, and of whom", () => {
    const problems = problemsOf(`- name: form${input}
  output:
    heating-allowance: { verdict: maybe, amounts: 3 }
    winter-meals: { verdict: eligible }
`);
    expect(problems).toEqual([
      "heating.yaml:10:35: verdict: found text, expected one of eligible, not-eligible, unknown",
      "heating.yaml:10:51: amounts: no such field here",
      expect.stringContaining("heating.yaml:11:"),
    ]);
  });

  test("what is no YAML", () => {
    expect(problemsOf("- name: [\n")).toEqual([expect.stringContaining("heating.yaml:")]);
  });
});
