import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeHousehold } from "#cli/population/make-household.ts";
import { opaqueIds } from "#cli/population/opaque-ids.ts";
import { villagesOf } from "#cli/population/villages.ts";
import { type AffectedArea, indexedArea } from "#eligibility/affected-area.ts";
import { affectedAreas } from "#eligibility/affected-areas.ts";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { judge } from "#eligibility/judge.ts";
import type { HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { indexedOf } from "#household/indexed.ts";
import { zhejiang, zhejiangDocument } from "#test/standards/zhejiang.ts";
import { onlyKnown, partlyKnown } from "./random-families.ts";

const on = "2022-07-15";
const county = "330106";
const document = zhejiangDocument();
const standard = zhejiang();

/** The document with a value of a parameter from a day on, in an area. */
function withValue(
  from: StandardDocument,
  { parameter, area, since, value }: { parameter: string; area: string; since: string; value: number },
): StandardDocument {
  return {
    ...from,
    parameters: from.parameters.map((each) =>
      each.name === parameter
        ? { ...each, areas: { ...each.areas, [area]: { ...each.areas[area], [since]: value } } }
        : each,
    ),
  };
}

function withGuarantee(value: number, since = "2022-07-01", area: string = county): StandardDocument {
  return withValue(document, { parameter: "minimumLivingGuarantee", area, since, value });
}

/** All that staff or the family would notice of a judgement; why somebody is not eligible, nobody is told. */
function said({ results }: Pick<Judgement, "results">): string {
  const told = results.map(({ reasons, ...determination }) => {
    const holding = reasons.filter(({ holds }) => holds === true && determination.verdict !== "not-eligible");
    return [determination, holding.map(({ condition }) => condition)];
  });
  return JSON.stringify(told);
}

/** Whether the indexes find a household that was judged by a standard. */
function isFound(areas: readonly AffectedArea[], judgedBy: Standard, household: HouseholdFacts): boolean {
  const place = indexedArea(judgedBy, household.area);
  const reach = areas.find(({ area }) => area === place)?.reach;
  if (reach === undefined || reach === "whole") return reach === "whole";
  const { raisedAt, loweredAt } = indexedOf(judgedBy, household.area, judge(judgedBy, household, on).watch, on);
  const { raisedTo = Number.NEGATIVE_INFINITY, loweredTo = Number.POSITIVE_INFINITY } = reach;
  return raisedAt <= raisedTo || (loweredAt !== undefined && loweredAt >= loweredTo);
}

const context = { seed: 5, ids: opaqueIds(5), on, villages: villagesOf([county]) };
const population = Array.from({ length: 900 }, (_, index) => householdFacts(makeHousehold(index, context)));

const parameter = fc.constantFrom(
  ...document.parameters.map(({ name }) => name),
  ...Array.from({ length: 20 }, () => "minimumLivingGuarantee"),
);
const since = fc.constantFrom("2021-01-01", "2022-07-01", "2022-07-15", "2022-09-01", "2023-07-01");
const valueChange = fc
  .record({
    parameter,
    area: fc.constantFrom(county, county, "3301", "33", "330203"),
    since,
    times: fc.constantFrom(0, 0.9, 0.99, 1.01, 1.06, 1.5),
  })
  .map(({ times, ...change }) => (from: StandardDocument) => {
    const known = from.parameters.find(({ name }) => name === change.parameter);
    const value = Object.values(known?.areas[change.area] ?? known?.areas[county] ?? {}).at(-1) ?? 1000;
    return withValue(from, { ...change, value: Number((value * times).toFixed(known?.unit === "yuan" ? 2 : 3)) });
  });
const ruleChange = fc.nat().map((nth) => (from: StandardDocument): StandardDocument => {
  const place = nth % from.programmes.length;
  return {
    ...from,
    programmes: from.programmes.map((each, index) =>
      index === place ? { ...each, conditions: each.conditions.slice(1) } : each,
    ),
  };
});
const areaChange = fc.constantFrom(
  (from: StandardDocument): StandardDocument => ({ ...from, areas: from.areas.filter(({ code }) => code !== county) }),
  (from: StandardDocument): StandardDocument => ({
    ...from,
    areas: [...from.areas, { code: "330106001", parent: county, level: "town", zh: "街道", en: "Town" }],
  }),
);
const change = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: valueChange },
      { weight: 1, arbitrary: ruleChange },
      { weight: 1, arbitrary: areaChange },
    ),
    {
      minLength: 1,
      maxLength: 2,
    },
  )
  .map((edits) => edits.reduce((edited, edit) => edit(edited), document));
const family = partlyKnown.map(({ whole, known }) => onlyKnown(whole, (name) => known.has(name)));
const member = fc.constantFrom(...population);
const later = fc.constantFrom(on, "2022-09-02", "2023-07-02");

describe("when another standard follows, of the households", () => {
  it("whoever is not found has the same verdicts and amounts by both, until its own next day", () => {
    fc.assert(
      fc.property(
        change,
        fc.array(fc.oneof(family, member), { minLength: 25, maxLength: 25 }),
        later,
        (to, households, day) => {
          const { areas } = affectedAreas(document, to, on);
          const after = compileStandard(to);
          for (const household of households) {
            const before = judge(standard, household, on);
            const next = before.watch.find((point) => "on" in point)?.on;
            if (isFound(areas, standard, household) || (next !== undefined && next <= day)) continue;
            expect(said(judge(after, household, day))).toBe(said(before));
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it("hardly anybody is found for whom nothing changes", () => {
    const [from, to] = [withGuarantee(941), withGuarantee(1000)];
    const [before, after] = [compileStandard(from), compileStandard(to)];
    const { areas } = affectedAreas(from, to, on);
    const found = population.filter((household) => isFound(areas, before, household));
    const changed = population.filter(
      (household) => said(judge(before, household, on)) !== said(judge(after, household, on)),
    );
    expect(changed.length).toBeGreaterThan(15);
    const missed = changed.filter((household) => !found.includes(household));
    expect(missed.map(({ household }) => household)).toEqual([]);
    expect(found.length / changed.length).toBeLessThanOrEqual(1.05);
  });
});

describe("another standard touches", () => {
  it("of one county the families for whom the new guarantee changes something", () => {
    expect(affectedAreas(document, withGuarantee(1100), on)).toEqual({
      areas: [{ area: county, reach: { raisedTo: 1100, loweredTo: 1100 } }],
      by: [{ what: "parameter", name: "minimumLivingGuarantee", areas: [county], reach: "part" }],
    });
  });

  it("nobody by values of days that are over, by texts, or by what no programme reads", () => {
    const over = withGuarantee(900, "2022-01-01");
    const reworded = {
      ...document,
      programmes: document.programmes.map((each) => ({ ...each, name: { zh: "新", en: "New" } })),
    };
    const unread = withValue(document, { parameter: "minimumWage", area: "33", since: "2022-07-01", value: 2500 });
    for (const to of [document, over, reworded, unread]) expect(affectedAreas(document, to, on).areas).toEqual([]);
  });

  it("whole areas by what no index can bound, and says by what", () => {
    const factor = withValue(document, {
      parameter: "lowIncomeMarginFactor",
      area: county,
      since: "2022-07-01",
      value: 1.8,
    });
    expect(affectedAreas(document, factor, on)).toEqual({
      areas: [{ area: county, reach: "whole" }],
      by: [{ what: "parameter", name: "lowIncomeMarginFactor", areas: [county], reach: "whole" }],
    });
    const without = { ...document, programmes: document.programmes.filter(({ id }) => id !== "price-subsidy") };
    const { areas, by } = affectedAreas(document, without, on);
    expect(areas).toHaveLength(103);
    expect(by).toMatchObject([{ what: "programme", name: "price-subsidy", reach: "whole" }, ...by.slice(1)]);
  });

  it("everybody where households are to be indexed by another parameter", () => {
    const { indexedParameter: _, ...without } = document;
    expect(new Set(affectedAreas(document, without, on).areas.map(({ reach }) => reach))).toEqual(new Set(["whole"]));
  });

  it("nobody where none was in force: nobody has been judged", () => {
    expect(affectedAreas(undefined, document, on)).toEqual({ areas: [], by: [] });
  });
});
