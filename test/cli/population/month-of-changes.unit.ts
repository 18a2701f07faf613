import { describe, expect, test } from "vitest";
import { monthly } from "#cli/population/calibration.ts";
import type { SourceChange } from "#cli/population/first-report.ts";
import { firstReport } from "#cli/population/first-report.ts";
import { monthFrom } from "#cli/population/month.ts";
import { monthOfChanges } from "#cli/population/month-of-changes.ts";
import { checkFact, checkUnset } from "#eligibility/dictionary.ts";
import { daysAfter } from "#events/calendar.ts";
import { parseChange } from "#events/household-changed.ts";
import { zhejiang, zhejiangDocument } from "#test/standards/zhejiang.ts";
import { firstOfJune, households, villages } from "./synthetic.ts";

const month = monthFrom(firstOfJune);
const made = households(20_000);
const byHousehold = made.map((household) => ({
  household,
  changes: monthOfChanges(household, { seed: 1, month, villages }),
}));
const all = byHousehold.flatMap(({ changes }) => changes);

/** What the pack's dictionary has against a change; empty where it takes it. */
function rejections({ source, change }: SourceChange) {
  const of = "person" in change ? "person" : "household";
  const today = change.asOf.slice(0, 10);
  return [
    ...Object.entries(change.set ?? {}).map(([name, value]) =>
      checkFact(zhejiang(), { source, of, name, value, today }),
    ),
    ...(change.unset ?? []).map((name) => checkUnset(zhejiang(), { source, of, name })),
  ].filter((problem) => problem !== undefined);
}

const personOf = ({ change }: SourceChange) => ("person" in change ? change.person : undefined);
const having = (fact: string, value?: unknown) =>
  all.filter(({ change: { set = {} } }) => (value === undefined ? Object.hasOwn(set, fact) : set[fact] === value));

describe("a month of 20,000 households", () => {
  test("every change is well formed, of a day after the first and within the month", () => {
    expect(month.days[0]).toBe("2022-06-02");
    expect(month.days.at(-1)).toBe("2022-06-30");
    for (const { change } of all) {
      expect(parseChange(change).success).toBe(true);
      expect(month.days).toContain(change.asOf);
    }
  });

  test("the pack takes every fact from the source that reports it", () => {
    expect(all.flatMap(rejections)).toEqual([]);
  });

  test("a household read from a file has the same month as when it was made", () => {
    for (const { household, changes } of byHousehold.slice(0, 2000)) {
      const read = JSON.parse(JSON.stringify(household));
      expect(monthOfChanges(read, { seed: 1, month, villages })).toEqual(changes);
    }
  });

  test("the dead were living members, and nothing else happens to them", () => {
    for (const { household, changes } of byHousehold) {
      const deaths = changes.filter(({ change }) => change.set?.["deceased"] === true);
      for (const death of deaths) {
        expect(household.members.map(({ person }) => person)).toContain(personOf(death));
        expect(changes.filter((change) => personOf(change) === personOf(death))).toEqual([death]);
      }
    }
    expect(having("deceased").length).toBeGreaterThan(0);
  });

  test("a child is born into a household that is there, on the day it is reported", () => {
    const births = having("birthDate");
    for (const { change } of births) {
      expect(change.set?.["birthDate"]).toBe(change.asOf);
      const home = made.find(({ household }) => household === change.set?.["household"]);
      expect(home).toBeDefined();
      expect(home?.members.map(({ person }) => person)).not.toContain("person" in change && change.person);
    }
    expect(births.length).toBeGreaterThan(0);
  });

  test("who moves comes to another village", () => {
    for (const { household, changes } of byHousehold) {
      const moves = changes.filter(({ change }) => "household" in change && change.household === household.household);
      for (const { source, change } of moves.filter(({ change }) => change.set?.["area"] !== undefined)) {
        expect(source).toBe("population");
        expect(change.set?.["area"]).not.toBe(household.area);
        expect(villages).toContain(change.set?.["area"]);
      }
    }
  });

  test("no source says two things of one fact on one day", () => {
    for (const { changes } of byHousehold) {
      const said = changes.flatMap(({ change }) =>
        [...Object.keys(change.set ?? {}), ...(change.unset ?? [])].map(
          (fact) => `${"person" in change ? change.person : change.household} ${change.asOf} ${fact}`,
        ),
      );
      expect(new Set(said).size).toBe(said.length);
    }
  });

  test("as much happens as in the province, for its size", () => {
    const size = made.reduce((sum, { members }) => sum + members.length, 0) / 65_400_000;
    const volumes: [found: number, perMonth: number][] = [
      [having("birthDate").length, monthly.birth.perMonth],
      [having("deceased").length, 36_700],
      [having("medicalExpenseYear").length, monthly.medicalSettlement.perMonth],
      [having("disabilityGrade").length, 8_000],
      [having("student").length, monthly.education.perMonth],
      [having("enrolments").length, 15_000],
      [having("employment", "unemployed").length, monthly.jobLost.perMonth],
      [having("employment").length, 1_500_000],
    ];
    for (const [found, perMonth] of volumes) {
      const expected = perMonth * size;
      // Four standard deviations of chance, and a tenth for what the population differs by.
      expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected) + 0.1 * expected);
    }
    const moved = having("area").filter(
      ({ change }) => "household" in change && change.set?.["registeredArea"] === undefined,
    );
    const expected = made.length * (monthly.move.perMonth / monthly.move.among);
    expect(Math.abs(moved.length - expected)).toBeLessThan(4 * Math.sqrt(expected) + 0.1 * expected);
  });
});

describe("the first report of a household", () => {
  const rules = new Map(
    zhejiangDocument().facts.map(({ of, name, layer, owners: [source = ""] }) => [
      `${of}.${name}`,
      { source, authorised: layer === "verification" },
    ]),
  );
  const ruleOf = (of: string, name: string) => rules.get(`${of}.${name}`) ?? { source: "", authorised: false };

  test("the pack takes every fact of a synthetic household", () => {
    const told = made.slice(0, 3000).flatMap((household) => [...firstReport(household, firstOfJune, ruleOf)]);
    expect(told.flatMap(rejections)).toEqual([]);
  });

  test("each owner tells its facts, membership, area and enrolments among them", () => {
    const household = {
      household: "h-204",
      area: "330106001001",
      facts: { otherMonthlyIncome: 0, savings: 1000 },
      members: [
        {
          person: "p-81c2",
          facts: { birthDate: "1940-02-01", relation: "head", monthlyIncome: 300 },
          enrolled: ["longevity-allowance"],
        },
      ],
      enrolled: ["minimum-living-guarantee"],
    };
    const asOf = firstOfJune;
    expect([...firstReport(household, asOf, ruleOf)]).toEqual([
      { source: "population", change: { household: "h-204", asOf, set: { area: "330106001001" } } },
      { source: "civil-affairs", change: { household: "h-204", asOf, set: { otherMonthlyIncome: 0 } } },
      {
        source: "authorised-check",
        change: {
          household: "h-204",
          asOf,
          set: { savings: 1000 },
          authorisation: { id: "on-file-h-204", until: daysAfter(asOf, 365) },
        },
      },
      { source: "rescue", change: { household: "h-204", asOf, set: { enrolments: ["minimum-living-guarantee"] } } },
      {
        source: "population",
        change: { person: "p-81c2", asOf, set: { household: "h-204", birthDate: "1940-02-01", relation: "head" } },
      },
      { source: "human-resources", change: { person: "p-81c2", asOf, set: { monthlyIncome: 300 } } },
      { source: "rescue", change: { person: "p-81c2", asOf, set: { enrolments: ["longevity-allowance"] } } },
    ]);
  });
});

test("a month ends with its last day, in a leap year too", () => {
  expect(monthFrom("2024-02-01").days.at(-1)).toBe("2024-02-29");
  expect(daysAfter(monthFrom("2023-12-01").days.at(-1) ?? "", 1)).toBe("2024-01-01");
});
