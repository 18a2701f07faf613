import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileStandard } from "#eligibility/standard.ts";
import type { Facts } from "#events/fact-value.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import {
  determination,
  documentWith,
  family,
  inHangzhou,
  inNingbo,
  judged,
  living,
  verdictOf,
  withGuarantee,
} from "./families.ts";

const guarantee = "minimum-living-guarantee";
const margin = "low-income-margin";
const electricity = "free-electricity";
const children = "defacto-unattended-children";
const care = "severe-disability-care";
const longevity = "longevity-allowance";

/** Verdicts of the guarantee and of the margin, where the guarantee is 941.00 everywhere. */
function at941(monthlyIncome: number, area = inNingbo) {
  const judgement = judged(living(monthlyIncome, area), "2022-07-01", withGuarantee(941));
  return [verdictOf(judgement, guarantee), verdictOf(judgement, margin)];
}

describe("the lines of the guarantee and of the margin", () => {
  it("an income of exactly the guarantee is of the margin, not of the guarantee", () => {
    expect(at941(941)).toEqual(["not-eligible", "eligible"]);
  });

  it("one fen below is of the guarantee, and of one programme only", () => {
    expect(at941(940.99)).toEqual(["eligible", "not-eligible"]);
    expect(determination(judged(living(940.99), "2022-07-01", withGuarantee(941)), guarantee).amount).toBe(0.01);
  });

  it("one and a half times the guarantee is exactly 1,411.50 and within the margin", () => {
    expect(at941(1411.5)).toEqual(["not-eligible", "eligible"]);
  });

  it("one fen above is within neither", () => {
    expect(at941(1411.51)).toEqual(["not-eligible", "not-eligible"]);
  });

  it("in Hangzhou the margin ends at twice the guarantee", () => {
    expect(at941(1882, inHangzhou)).toEqual(["not-eligible", "eligible"]);
    expect(at941(1882.01, inHangzhou)).toEqual(["not-eligible", "not-eligible"]);
    expect(at941(1411.51, inHangzhou)).toEqual(["not-eligible", "eligible"]);
  });

  it("in Hangzhou too it ended at one and a half times before 2022", () => {
    const standard = withGuarantee(941);
    expect(verdictOf(judged(living(1411.51, inHangzhou), "2021-12-31", standard), margin)).toBe("not-eligible");
    expect(verdictOf(judged(living(1411.51, inHangzhou), "2022-01-01", standard), margin)).toBe("eligible");
  });

  it("is exact to the fen for every factor and guarantee, where binary fractions are not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1001, max: 3000 }), fc.integer({ min: 800, max: 1500 }), (thousandths, yuan) => {
        const limit = (thousandths * yuan) / 10;
        // Fen that are whole, and the last whole fen below those that are not.
        const fen = Math.floor(limit);
        const document = documentWith("lowIncomeMarginFactor", { "33": { "2014-11-01": thousandths / 1000 } });
        const standard = compileStandard({
          ...document,
          parameters: document.parameters.map((each) =>
            each.name === "minimumLivingGuarantee" ? { ...each, areas: { "33": { "2021-12-31": yuan } } } : each,
          ),
        });
        expect(verdictOf(judged(living(fen / 100), "2022-07-01", standard), margin)).toBe("eligible");
        expect(verdictOf(judged(living((fen + 1) / 100), "2022-07-01", standard), margin)).toBe("not-eligible");
      }),
      { numRuns: 300 },
    );
  });

  it("a third of a fen tells: three persons with 2,822.99 together are below 941.00 each, with 2,823.00 they are not", () => {
    const three = (first: number) =>
      family({ members: [{ monthlyIncome: first }, { monthlyIncome: 1000 }, { monthlyIncome: 1000 }] });
    const standard = withGuarantee(941);
    expect(verdictOf(judged(three(822.99), "2022-07-01", standard), guarantee)).toBe("eligible");
    expect(verdictOf(judged(three(823), "2022-07-01", standard), guarantee)).toBe("not-eligible");
  });

  it("a family without income gets the guarantee for each member", () => {
    const two = family({ members: [{ monthlyIncome: 0 }, { monthlyIncome: 0 }] });
    expect(determination(judged(two, "2022-07-01", withGuarantee(941)), guarantee)).toMatchObject({
      verdict: "eligible",
      amount: 1882,
      per: "month",
    });
  });

  it("maintenance paid counts against the family's other income", () => {
    const paying = (otherMonthlyIncome: number) =>
      family({ members: [{ monthlyIncome: 1000 }], facts: { otherMonthlyIncome } });
    expect(verdictOf(judged(paying(-60), "2022-07-01", withGuarantee(941)), guarantee)).toBe("eligible");
    expect(verdictOf(judged(paying(-59), "2022-07-01", withGuarantee(941)), guarantee)).toBe("not-eligible");
  });

  it("whoever is within the guarantee has free electricity, whoever is in the margin has not", () => {
    const standard = withGuarantee(941);
    expect(verdictOf(judged(living(940), "2022-07-01", standard), electricity)).toBe("eligible");
    expect(verdictOf(judged(living(941), "2022-07-01", standard), electricity)).toBe("not-eligible");
  });
});

describe("a new guarantee on the first of a month", () => {
  const standard = compileStandard(
    documentWith("minimumLivingGuarantee", { "33": { "2021-12-31": 941, "2022-07-01": 1000 } }),
  );

  it("holds from that day and not before, whenever the household's facts were reported", () => {
    expect(verdictOf(judged(living(950), "2022-06-30", standard), guarantee)).toBe("not-eligible");
    expect(verdictOf(judged(living(950), "2022-07-01", standard), guarantee)).toBe("eligible");
  });

  it("raises what is due", () => {
    expect(determination(judged(living(900), "2022-06-30", standard), guarantee).amount).toBe(41);
    expect(determination(judged(living(900), "2022-07-01", standard), guarantee).amount).toBe(100);
  });

  it("is watched for by whom it will change, and not by whom it will not", () => {
    expect(judged(living(950), "2022-06-30", standard).watch).toContainEqual({ on: "2022-07-01" });
    expect(judged(living(1800), "2022-06-30", standard).watch).not.toContainEqual({ on: "2022-07-01" });
  });

  it("is watched for where it only just reaches an income: one fen above it is enough, the same is not", () => {
    const to = (yuan: number) =>
      compileStandard(documentWith("minimumLivingGuarantee", { "33": { "2021-12-31": 941, "2022-07-01": yuan } }));
    expect(judged(living(950), "2022-06-30", to(950.01)).watch).toContainEqual({ on: "2022-07-01" });
    expect(verdictOf(judged(living(950), "2022-07-01", to(950.01)), guarantee)).toBe("eligible");
    expect(verdictOf(judged(living(950), "2022-07-01", to(950)), guarantee)).toBe("not-eligible");
  });

  it("leaves unknown what stands before its first value, and says what is missing", () => {
    const before = determination(judged(living(950), "2021-12-30", standard), guarantee);
    expect(before).toMatchObject({ verdict: "unknown", missing: ["parameter.minimumLivingGuarantee"] });
  });
});

describe("a date that was taken before there were bounds", () => {
  it.each(["2099-01-01", "1700-01-01", "0001-01-01", "9999-12-31"])("%s is judged as it stands", (birthDate) => {
    const { results, watch } = judged(family({ members: [{ birthDate, disabilityCertificateUntil: birthDate }] }));
    expect(results.length).toBeGreaterThan(20);
    expect(watch.every((point) => !("on" in point) || point.on > "2022-07-01")).toBe(true);
  });
});

describe("a household of which not all is known", () => {
  const standard = withGuarantee(941);
  const missingOf = (members: Facts[], facts?: Facts) =>
    determination(judged(family({ members, ...(facts ? { facts } : {}) }), "2022-07-01", standard), guarantee);

  it("is unknown while an income is, and names it", () => {
    expect(missingOf([{ monthlyIncome: 500 }, {}])).toMatchObject({
      verdict: "unknown",
      missing: ["person:p-2.monthlyIncome"],
    });
    expect(missingOf([{ monthlyIncome: 500 }, {}], {})).toMatchObject({
      verdict: "unknown",
      missing: ["household.otherMonthlyIncome", "person:p-2.monthlyIncome"],
    });
  });

  it("is not asked for an income that no longer matters: what is known is too much already", () => {
    expect(missingOf([{ monthlyIncome: 1882 }, {}])).toMatchObject({ verdict: "not-eligible", missing: [] });
    expect(missingOf([{ monthlyIncome: 1881.99 }, {}])).toMatchObject({ verdict: "unknown" });
  });

  it("passes on what is missing to the programmes that follow its verdict", () => {
    const judgement = judged(family({ members: [{}] }), "2022-07-01", standard);
    expect(determination(judgement, electricity)).toMatchObject({
      verdict: "unknown",
      missing: ["person:p-1.monthlyIncome"],
    });
    expect(determination(judgement, margin)).toMatchObject({
      verdict: "unknown",
      missing: ["person:p-1.monthlyIncome"],
    });
  });

  it("has no amount where it is not known to be eligible, and never one of nothing", () => {
    for (const programme of [guarantee, margin, electricity]) {
      const result = determination(judged(family({ members: [{}] }), "2022-07-01", standard), programme);
      expect(result).not.toHaveProperty("amount");
      expect(result).not.toHaveProperty("between");
    }
  });

  it("in an area that nobody knows is unknown for want of the area", () => {
    const nowhere = { ...living(500), area: undefined };
    expect(determination(judged(nowhere, "2022-07-01", standard), guarantee)).toMatchObject({
      verdict: "unknown",
      missing: ["household.area"],
    });
  });

  it("is judged in a village that the pack does not list by the county it lies in", () => {
    expect(verdictOf(judged(living(1028.99, "330106999999")), guarantee)).toBe("eligible");
    expect(verdictOf(judged(living(1029, "330106999999")), guarantee)).toBe("not-eligible");
  });

  it("keeps its enrolments from a file among its facts", () => {
    expect(family({ members: [{}], enrolled: [guarantee] }).facts["enrolments"]).toEqual([guarantee]);
    expect(family({ members: [{}] }).facts).not.toHaveProperty("enrolments");
  });
});

describe("a person with a disability", () => {
  const person = (facts: Facts, on = "2022-07-01") =>
    determination(judged(family({ members: [facts] }), on), care, "p-1");
  const until = "2022-07-31";

  it("has the allowance up to the last day of the certificate, and not on the day after", () => {
    const facts = { disabilityGrade: 1, disabilityCertificateUntil: until };
    expect(person(facts, "2022-07-31")).toMatchObject({ verdict: "eligible", amount: 500 });
    expect(person(facts, "2022-08-01")).toMatchObject({ verdict: "not-eligible" });
    expect(judged(family({ members: [facts] }), "2022-07-01").watch).toContainEqual({ on: "2022-08-01" });
  });

  it("of grade 3 has it for an intellectual or mental disability only", () => {
    const third = (disabilityKind: string) =>
      person({ disabilityGrade: 3, disabilityKind, disabilityCertificateUntil: until });
    expect(third("mental")).toMatchObject({ verdict: "eligible", amount: 125 });
    expect(third("visual")).toMatchObject({ verdict: "not-eligible" });
  });

  it("is not asked for what no longer matters", () => {
    // Of grade 1 or 2 the kind does not matter; of grade 4, or without a valid certificate, nothing does.
    expect(person({ disabilityGrade: 2 }).missing).toEqual(["person:p-1.disabilityCertificateUntil"]);
    expect(person({ disabilityGrade: 4 })).toMatchObject({ verdict: "not-eligible", missing: [] });
    expect(person({ disabilityCertificateUntil: "2022-06-30" })).toMatchObject({
      verdict: "not-eligible",
      missing: [],
    });
    expect(person({ disabilityGrade: 3, disabilityCertificateUntil: until }).missing).toEqual([
      "person:p-1.disabilityKind",
    ]);
  });

  it("has none while the federation, whose register is whole, has reported none", () => {
    expect(person({ disabilityKind: "visual", disabilityCertificateUntil: until })).toMatchObject({
      verdict: "not-eligible",
      missing: [],
    });
  });

  it("shows no sensitive value in any reason", () => {
    const { reasons } = person({ disabilityGrade: 1, disabilityKind: "mental", disabilityCertificateUntil: until });
    expect(JSON.stringify(reasons)).not.toMatch(/mental|2022-07-31|disability[A-Z]/);
  });
});

describe("birthdays", () => {
  const born = (birthDate: string, on: string, facts: Facts = {}) =>
    judged(family({ members: [{ birthDate, ...facts }] }), on);
  const unattended = { guardianship: "unattended" };

  it("a child is under eighteen up to the day before the birthday", () => {
    expect(verdictOf(born("2004-07-01", "2022-06-30", unattended), children, "p-1")).toBe("eligible");
    expect(verdictOf(born("2004-07-01", "2022-07-01", unattended), children, "p-1")).toBe("not-eligible");
  });

  it("a child born on 29 February is eighteen on 1 March where the year has no 29th", () => {
    expect(verdictOf(born("2004-02-29", "2022-02-28", unattended), children, "p-1")).toBe("eligible");
    expect(verdictOf(born("2004-02-29", "2022-03-01", unattended), children, "p-1")).toBe("not-eligible");
    expect(born("2004-02-29", "2022-01-01", unattended).watch).toContainEqual({ on: "2022-03-01" });
  });

  it("the eightieth of somebody born on 29 February is on 29 February, in a leap year", () => {
    expect(verdictOf(born("1944-02-29", "2024-02-28"), longevity, "p-1")).toBe("not-eligible");
    expect(verdictOf(born("1944-02-29", "2024-02-29"), longevity, "p-1")).toBe("eligible");
  });

  it("on the hundredth the allowance rises, and the day was watched", () => {
    const before = born("1922-07-02", "2022-07-01");
    expect(determination(before, longevity, "p-1")).toMatchObject({ verdict: "eligible", amount: 100 });
    expect(before.watch).toContainEqual({ on: "2022-07-02" });
    expect(determination(born("1922-07-02", "2022-07-02"), longevity, "p-1")).toMatchObject({
      verdict: "eligible",
      amount: 500,
    });
  });

  it("a date of birth that nobody knows is asked for", () => {
    const judgement = judged(family({ members: [unattended] }));
    expect(determination(judgement, children, "p-1").missing).toEqual(["person:p-1.birthDate"]);
    expect(determination(judgement, longevity, "p-1")).toMatchObject({
      verdict: "unknown",
      missing: ["person:p-1.birthDate"],
    });
  });
});

describe("a member who has died", () => {
  it("does not count, with neither income nor needs", () => {
    const couple = (facts: Facts) => family({ members: [{ monthlyIncome: 941 }, { monthlyIncome: 100, ...facts }] });
    const standard = withGuarantee(941);
    expect(verdictOf(judged(couple({}), "2022-07-01", standard), guarantee)).toBe("eligible");
    expect(verdictOf(judged(couple({ deceased: false }), "2022-07-01", standard), guarantee)).toBe("eligible");
    expect(verdictOf(judged(couple({ deceased: true }), "2022-07-01", standard), guarantee)).toBe("not-eligible");
  });

  it("is judged by no programme", () => {
    const facts = { birthDate: "1920-01-01", disabilityGrade: 1, deceased: true };
    const { results } = judged(family({ members: [{ birthDate: "1980-01-01" }, facts] }));
    expect(results.filter(({ person }) => person === "p-2")).toEqual([]);
  });

  it("who was the last leaves nobody to judge", () => {
    const { results, watch } = judged(family({ members: [{ monthlyIncome: 0, deceased: true }] }));
    expect(results).toEqual([]);
    expect(watch).toEqual([]);
  });

  it("whose death was reported by mistake counts again", () => {
    expect(verdictOf(judged(family({ members: [{ monthlyIncome: 0, deceased: false }] })), guarantee)).toBe("eligible");
  });
});

describe("amounts that a missing fact leaves open", () => {
  it("are a range, never nothing", () => {
    const document = zhejiangDocument();
    // With an allowance that depends on a fact which the condition does not read, eligible comes before the amount.
    const standard = compileStandard({
      ...document,
      facts: document.facts.map(({ unreported, ...fact }) =>
        unreported === undefined || fact.name === "disabilityGrade" ? fact : { ...fact, unreported },
      ),
      programmes: document.programmes.map((programme) =>
        programme.id === care
          ? {
              ...programme,
              conditions: programme.conditions.filter(({ id }) => id === "certificate-valid"),
            }
          : programme,
      ),
    });
    const somebody = family({ members: [{ disabilityCertificateUntil: "2030-01-01" }] });
    const result = determination(judged(somebody, "2022-07-01", standard), care, "p-1");
    expect(result).toMatchObject({ verdict: "eligible", between: [0, 500] });
    expect(result).not.toHaveProperty("amount");
  });
});
