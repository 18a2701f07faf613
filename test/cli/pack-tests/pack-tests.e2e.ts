import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { smallPackFolder } from "#test/standards/small-pack-folder.ts";
import { pfp } from "../pfp.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-test-"));
  cpSync(smallPackFolder, folder, { recursive: true });
  rmSync(join(folder, "tests"), { recursive: true, force: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the pack's tests with this file among them. */
async function runTests(text: string | undefined, ...args: string[]) {
  if (text !== undefined) {
    mkdirSync(join(folder, "tests"));
    writeFileSync(join(folder, "tests", "heating.yaml"), text);
  }
  const { status, stdout, stderr } = await pfp(["test", folder, ...args]);
  return { status, lines: stdout.replaceAll(`${folder}/`, "").trim().split("\n"), stderr };
}

const input = `
  on: 2030-06-01
  input:
    household: h-1
    area: "990101"
    members:
      - { person: p-1, facts: { monthlyIncome: 799.99, birthDate: 1950-01-01 } }
      - { person: p-2, facts: { monthlyIncome: 0 } }`;

describe("pfp test", () => {
  test("counts what passes; an output says any subset of a verdict", async () => {
    const { status, lines } = await runTests(`
- name: { zh: 差一分, en: a fen below }${input}
  output:
    heating-allowance:
      verdict: eligible
      amount: 200
      between: null
      per: month
      tier: null
      missing: []
      check: [savings-small]
      reasons: [{ condition: income-below-line, holds: true, values: { household.totalIncome: 799.99 } }]
    winter-meals:
      p-1: { verdict: unknown, missing: ["person:p-1.employment"] }
      p-2: { missing: ["person:p-2.employment", "person:p-2.birthDate"] }
- name: nothing is expected${input}
  output: {}
`);
    expect(lines).toEqual(["lakeland@2030.1 测试 tests: 2 通过 passed, 0 失败 failed"]);
    expect(status).toBe(0);
  });

  const failing = `- name: { zh: 差一分, en: a fen below }${input}
  output:
    heating-allowance:
      verdict: eligible
      amount: 199
      check: []
      reasons: [{ condition: income-below-line, holds: false }]
    winter-meals:
      p-1: { verdict: eligible }
`;

  test("tells each field that is otherwise, with its line", async () => {
    const { status, lines } = await runTests(failing);
    expect(lines).toEqual([
      "tests/heating.yaml:12: 差一分 a fen below: heating-allowance.amount: found 200, expected 199",
      'tests/heating.yaml:13: 差一分 a fen below: heating-allowance.check: found ["savings-small"], expected []',
      "tests/heating.yaml:14: 差一分 a fen below: heating-allowance.reasons.income-below-line: found true, expected false",
      "tests/heating.yaml:16: 差一分 a fen below: winter-meals.p-1.verdict: found unknown, expected eligible",
      "lakeland@2030.1 测试 tests: 0 通过 passed, 1 失败 failed",
    ]);
    expect(status).toBe(1);
  });

  test("--json gives a program the same", async () => {
    const { status, lines } = await runTests(failing, "--json");
    expect(JSON.parse(lines.join(""))).toMatchObject({
      standards: "lakeland@2030.1",
      passed: 0,
      failed: 1,
      failures: [{ line: 12, field: "heating-allowance.amount", found: 200, expected: 199 }, {}, {}, {}],
    });
    expect(status).toBe(1);
  });
});

describe("exit status 2", () => {
  test("a file of tests that is wrong", async () => {
    const { status, lines } = await runTests("- name: form\n  on: 2030-06-01\n  input: {}\n");
    expect(lines).toEqual([
      "tests/heating.yaml:1:3: [0].output: found missing, expected what is expected by programme",
      "1 problem",
    ]);
    expect(status).toBe(2);
  });

  test("a pack without tests", async () => {
    const { status, stderr } = await runTests(undefined);
    expect(stderr).toContain("found no tests, expected tests/*.yaml");
    expect(status).toBe(2);
  });

  test("no pack at all", async () => {
    expect((await pfp(["test", join(folder, "nowhere")])).status).toBe(2);
  });
});
