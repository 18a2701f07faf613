import { describe, expect, it } from "vitest";
import { determinations, judge } from "#eligibility/judge.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { daysAfter } from "#events/calendar.ts";
import type { Facts } from "#events/fact-value.ts";
import { zhejiang } from "#test/standards/zhejiang.ts";

// The days on which the Zhejiang pack changes something for a household by itself.

const area = "330106001001";
const adult = { birthDate: "1980-01-15", monthlyIncome: 0, employment: "unemployed", sex: "male" };

function household(facts: Facts, ...members: readonly Facts[]): HouseholdFacts {
  return {
    household: "h-1",
    area,
    facts: { area, registeredArea: area, otherMonthlyIncome: 0, ...facts },
    members: members.map((each, index) => ({ person: `p-${index}`, facts: { deceased: false, ...each } })),
  };
}

/** What a programme comes to on a day. */
function outcome(of: HouseholdFacts, programme: string, on: string) {
  return determinations(zhejiang(), of, on)
    .filter((each) => each.programme === programme)
    .map(({ verdict, amount, tier, check }) => ({ verdict, amount, tier, check }));
}

function watchedDay(of: HouseholdFacts, on: string): string | undefined {
  const { watch } = judge(zhejiang(), of, on);
  return watch.find((point) => "on" in point)?.on;
}

interface Day {
  readonly what: string;
  readonly of: HouseholdFacts;
  readonly judgedOn: string;
  readonly day: string;
  readonly programme: string;
}

const elder = (birthDate: string) => household({}, { birthDate, monthlyIncome: 6000, sex: "female" });
const poorWith = (child: Facts) => household({}, adult, { monthlyIncome: 0, ...child });

const days: readonly Day[] = [
  {
    what: "a disabled child at home turns sixteen: no longer taught at home",
    of: poorWith({ birthDate: "2006-09-10", disabilityGrade: 4, student: false, disabilityKind: "hearing" }),
    judgedOn: "2022-09-02",
    day: "2022-09-10",
    programme: "education-assistance",
  },
  {
    what: "a child of a poor family turns eighteen: no longer a child in difficulty",
    of: poorWith({ birthDate: "2004-09-10", student: true, stage: "secondary", employment: "student" }),
    judgedOn: "2022-09-02",
    day: "2022-09-10",
    programme: "children-in-difficulty",
  },
  {
    what: "a child born on 29 February turns eighteen in a common year: on 1 March",
    of: household(
      {},
      {
        birthDate: "2004-02-29",
        monthlyIncome: 0,
        guardianship: "orphan",
        student: false,
        employment: "unemployed",
        sex: "male",
      },
    ),
    judgedOn: "2022-02-01",
    day: "2022-03-01",
    programme: "orphan-support",
  },
  {
    what: "an elder without support turns sixty: unable to work",
    of: household({}, { ...adult, birthDate: "1962-09-10", legalSupport: "none", selfCare: "independent" }),
    judgedOn: "2022-09-02",
    day: "2022-09-10",
    programme: "destitute-support",
  },
  ...[80, 90, 100].map((age) => ({
    what: `an elder turns ${age}: another longevity allowance`,
    of: elder(`${2022 - age}-09-10`),
    judgedOn: "2022-09-02",
    day: "2022-09-10",
    programme: "longevity-allowance",
  })),
  {
    what: "a certificate of disability lapses: the day after its last",
    of: household(
      {},
      { ...adult, disabilityGrade: 1, disabilityKind: "physical", disabilityCertificateUntil: "2022-09-30" },
    ),
    judgedOn: "2022-09-02",
    day: "2022-10-01",
    programme: "severe-disability-care",
  },
  {
    what: "a gradual exit ends: the day after its last",
    of: household({ gradualExitUntil: "2022-09-30", gradualExitAmount: 200 }, { ...adult, monthlyIncome: 1200 }),
    judgedOn: "2022-09-02",
    day: "2022-10-01",
    programme: "minimum-living-guarantee",
  },
  {
    what: "a gain from a job counts again: the day after its last",
    of: household({}, { ...adult, monthlyIncome: 1500, incomeDisregardUntil: "2022-09-30", incomeDisregarded: 900 }),
    judgedOn: "2022-09-02",
    day: "2022-10-01",
    programme: "minimum-living-guarantee",
  },
  {
    what: "the standard's next value comes: for a family between the two",
    of: household({}, { ...adult, monthlyIncome: 1000 }),
    judgedOn: "2022-06-01",
    day: "2022-07-01",
    programme: "minimum-living-guarantee",
  },
];

describe("the Zhejiang pack watches the day on which", () => {
  it.each(days)("$what", ({ of, judgedOn, day, programme }) => {
    expect(watchedDay(of, judgedOn)).toBe(day);
    const before = outcome(of, programme, judgedOn);
    expect(outcome(of, programme, daysAfter(day, -1))).toEqual(before);
    expect(outcome(of, programme, day)).not.toEqual(before);
  });
});

describe("a day on which nothing changes", () => {
  it("is not watched: the standard's next value, by a family far above it", () => {
    expect(watchedDay(household({}, { ...adult, monthlyIncome: 5000 }), "2022-06-01")).not.toBe("2022-07-01");
  });

  it("is not watched: a fourteenth birthday, on which no rule of the pack turns", () => {
    const child = {
      birthDate: "2008-09-10",
      monthlyIncome: 0,
      student: true,
      stage: "secondary",
      employment: "student",
    };
    expect(watchedDay(household({}, adult, child), "2022-08-01")).not.toBe("2022-09-10");
  });
});

describe("a hundredth birthday", () => {
  const turning = (facts: Facts): HouseholdFacts => ({
    ...household({}),
    members: [{ person: "p-0", facts: { birthDate: "1922-09-10", monthlyIncome: 6000, sex: "female", ...facts } }],
  });

  it("asks whether the person lives, where nobody knows, before anyone congratulates", () => {
    expect(outcome(turning({}), "longevity-allowance", "2022-09-10")).toMatchObject([
      { verdict: "eligible", tier: "from-100", check: ["known-alive"] },
    ]);
    expect(outcome(turning({ deceased: false }), "longevity-allowance", "2022-09-10")).toMatchObject([
      { verdict: "eligible", tier: "from-100", check: [] },
    ]);
    expect(outcome(turning({ deceased: true }), "longevity-allowance", "2022-09-10")).toEqual([]);
  });
});
