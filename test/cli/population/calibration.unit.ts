import { describe, expect, test } from "vitest";
import { province } from "#cli/population/calibration.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";
import { ageOf, households } from "./synthetic.ts";

const made = households(20_000);
const persons = made.flatMap(({ members }) => members);
const receiving = made.filter(({ enrolled }) => enrolled?.includes("minimum-living-guarantee"));

type Member = HouseholdOnFile["members"][number];

function share(of: readonly Member[], belongs: (member: Member) => boolean): number {
  return of.filter(belongs).length / of.length;
}

const aged = (least: number, most: number) => (member: Member) => {
  const age = ageOf(member.facts);
  return age !== undefined && age >= least && age <= most;
};

/** Yuan a month; undefined where an income is missing. */
function incomePerPerson({ facts = {}, members }: HouseholdOnFile): number | undefined {
  const parts = [facts["otherMonthlyIncome"], ...members.map((member) => member.facts?.["monthlyIncome"])];
  const known = parts.filter((part) => typeof part === "number");
  return known.length < parts.length ? undefined : known.reduce((sum, part) => sum + part, 0) / members.length;
}

describe("20,000 synthetic households beside the province", () => {
  test("size of households", () => {
    const size = persons.length / made.length;
    expect(size).toBeGreaterThan(2.35);
    expect(size).toBeLessThan(2.62);
  });

  test("children under 15, and those of 60 and over", () => {
    expect(Math.abs(share(persons, aged(0, 14)) - province.shareUnder15)).toBeLessThan(0.006);
    expect(Math.abs(share(persons, aged(60, 200)) - province.share60AndOver)).toBeLessThan(0.008);
  });

  test("hundred-year-olds are rare", () => {
    const found = persons.filter(aged(100, 200)).length;
    expect(found).toBeLessThan(15);
  });

  test("persons on the guarantee, and how many they are in a household", () => {
    const members = receiving.flatMap((household) => household.members);
    const expected = province.guaranteePersons / province.persons;
    expect(Math.abs(members.length / persons.length / expected - 1)).toBeLessThan(0.2);
    expect(Math.abs(members.length / receiving.length - province.guaranteeHouseholdSize)).toBeLessThan(0.2);
    expect(Math.abs(share(members, aged(60, 200)) - province.guaranteeShare60AndOver)).toBeLessThan(0.06);
    expect(Math.abs(share(members, aged(0, 17)) - province.guaranteeShareMinors)).toBeLessThan(0.05);
    const disabled = share(members, ({ facts }) => facts?.["disabilityGrade"] !== undefined);
    expect(Math.abs(disabled - province.guaranteeShareDisabled)).toBeLessThan(0.06);
  });

  test("children in difficulty: of families on the guarantee, or without parents to care for them", () => {
    const alone = ["unattended", "orphan"];
    const difficult = made.flatMap((household) =>
      household.members
        .filter(aged(0, 17))
        .filter(({ facts }) => receiving.includes(household) || alone.includes(String(facts?.["guardianship"]))),
    );
    const expected = province.childrenInDifficulty / province.persons;
    expect(Math.abs(difficult.length / persons.length / expected - 1)).toBeLessThan(0.35);
  });

  test("about two percent of persons hold a disability certificate", () => {
    const holding = share(persons, ({ facts }) => facts?.["disabilityGrade"] !== undefined);
    expect(Math.abs(holding - 0.021)).toBeLessThan(0.004);
  });

  test("most incomes are far above the guarantee, two to six percent near or under it", () => {
    const incomes = made.map(incomePerPerson).filter((income) => income !== undefined);
    const near = incomes.filter((income) => income < 1500).length / incomes.length;
    expect(near).toBeGreaterThan(0.02);
    expect(near).toBeLessThan(0.06);
    expect(incomes.filter((income) => income > 2000).length / incomes.length).toBeGreaterThan(0.93);
  });

  test("most who would qualify are on the guarantee, some are yet to be found", () => {
    const poor = made.filter((household) => (incomePerPerson(household) ?? Number.POSITIVE_INFINITY) < 834);
    const overlooked = poor.filter((household) => !receiving.includes(household)).length / poor.length;
    expect(overlooked).toBeGreaterThan(0.1);
    expect(overlooked).toBeLessThan(0.35);
  });

  test("some facts are missing, as in life", () => {
    const adults = persons.filter(aged(18, 200));
    for (const fact of ["monthlyIncome", "employment", "sex"]) {
      const missing = share(adults, ({ facts }) => facts?.[fact] === undefined);
      expect(missing).toBeGreaterThan(0);
      expect(missing).toBeLessThan(0.1);
    }
  });
});
