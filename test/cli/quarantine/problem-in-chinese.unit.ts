import { expect, it } from "vitest";
import { isKnownInChinese, problemInChinese } from "#cli/quarantine/problem-in-chinese.ts";
import type { Problem } from "#events/problem.ts";
import { accept } from "#functions/evaluate/accept.ts";
import { brokenSamples } from "#test/events/samples.ts";
import { zhejiangVillages } from "#test/standards/zhejiang.ts";

const context = { standard: zhejiangVillages(), now: new Date("2026-11-25T09:00:00+08:00") };

function problemsOf(source: string, detail: unknown): Problem[] {
  const content = { source, "detail-type": "household.changed.v1", detail };
  return accept({ body: JSON.stringify(content), content }, context).quarantined.flatMap(({ problems }) => [
    ...problems,
  ]);
}

const hand: readonly unknown[] = [
  null,
  {},
  { id: 3, sequence: -1, changes: {} },
  { id: "a b", sequence: 1.5, changes: [] },
  { id: "a", sequence: 1, changes: Array.from({ length: 501 }, () => ({})) },
  ...[
    3,
    { person: 3, asOf: 3 },
    { person: "x", asOf: "2022-13-01", colour: "red" },
    { household: "x", asOf: "2999-01-01" },
    { household: "h-1", asOf: "2999-01-01", set: {} },
    { household: "h-1", asOf: "2022-01-01", set: 3, unset: "x" },
    { household: "h-1", asOf: "2022-01-01", set: { area: "330199001001" } },
    { person: "p-1", asOf: "2022-01-01", set: { birthDate: "2099-01-01" } },
    { person: "p-1", asOf: "2022-01-01", set: { birthDate: "1700-01-01" } },
    { household: "h-1", asOf: "2022-01-01", set: { area: "999999999999" } },
    {
      household: "h-1",
      asOf: "2022-01-01",
      set: { area: 330106, registeredArea: null, otherMonthlyIncome: 3, nonsense: 1 },
    },
    { person: "p-1", asOf: "2022-01-01", set: { birthDate: "x", sex: "x", deceased: 3, household: 3, relation: [] } },
    { person: "p-1", asOf: "2022-01-01", set: { sex: "male" }, unset: ["sex", "nonsense"] },
    { person: "p-1", asOf: "2022-01-01", set: {}, supersedes: {} },
    { person: "p-1", asOf: "2022-01-01", set: {}, supersedes: { id: "a", sequence: 1, asOf: "2022-01-01" } },
    { person: "p-1", asOf: "2022-01-01", set: {}, authorisation: {} },
  ].map((change) => ({ id: "a", sequence: 1, changes: [change] })),
];

it("says in Chinese what is wrong with every broken sample of the sources, and with what no source would send", () => {
  const problems = [
    ...brokenSamples.flatMap(({ system, detail }) => problemsOf(system, detail)),
    ...hand.flatMap((detail) => problemsOf("population", detail)),
    ...hand.flatMap((detail) => problemsOf("civil-affairs", detail)),
    ...problemsOf("nobody", {}),
  ];
  expect(problems.length).toBeGreaterThan(40);
  expect(problems.filter((problem) => !isKnownInChinese(problem))).toEqual([]);
});

it("keeps field, names and numbers", () => {
  expect(
    problemInChinese({ field: "changes[3].asOf", found: "number", expected: "a date such as 2022-07-01" }),
  ).toEqual({ field: "changes[3].asOf", found: "数字", expected: "日期，如 2022-07-01" });
  expect(problemInChinese({ field: "", found: "something new", expected: "h-1" })).toEqual({
    field: "",
    found: "something new",
    expected: "h-1",
  });
});
