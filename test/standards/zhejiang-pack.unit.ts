import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { zhejiangDocument } from "./zhejiang.ts";

const { areas, facts, parameters, programmes, roles } = zhejiangDocument();
const counties = areas.filter(({ level }) => level === "county");
const guarantee = parameters.find(({ name }) => name === "minimumLivingGuarantee")?.areas ?? {};

/** Villages and communities by county. */
const villages = readFileSync(new URL("villages-by-county.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [county = "", count] = line.split(",");
    return { county, count: Number(count) };
  });

/** Yuan; NaN where a county has none of its own from that day. */
function guaranteeFrom(day: string, county: string): number {
  return guarantee[county]?.[day] ?? Number.NaN;
}

/** A parameter's value in a county on a day: its own, or that of the nearest area above it. */
function inForce(name: string, county: string, day: string): number | undefined {
  const values = parameters.find((each) => each.name === name)?.areas ?? {};
  for (const area of [county, county.slice(0, 4), county.slice(0, 2)]) {
    const last = Object.keys(values[area] ?? {})
      .filter((from) => from <= day)
      .sort()
      .at(-1);
    if (last !== undefined) return values[area]?.[last];
  }
  return undefined;
}

describe("the counties of the Zhejiang pack", () => {
  it("are ninety, each once, and the same as those whose villages are counted", () => {
    expect(new Set(counties.map(({ code }) => code)).size).toBe(90);
    expect(counties).toHaveLength(90);
    expect(villages.map(({ county }) => county).sort()).toEqual(counties.map(({ code }) => code).sort());
  });

  it("lie in eleven prefectures of one province", () => {
    const prefectures = areas.filter(({ level }) => level === "prefecture").map(({ code }) => code);
    expect(prefectures).toHaveLength(11);
    expect(areas.filter(({ parent }) => parent === undefined).map(({ code }) => code)).toEqual(["33"]);
    for (const { code, parent } of counties) expect(prefectures, code).toContain(parent);
  });
});

describe("the minimum living guarantee of the Zhejiang pack", () => {
  it("is above ten thousand yuan a year in every county at the end of 2021", () => {
    for (const { code } of counties) expect(guaranteeFrom("2021-12-31", code), code).toBeGreaterThanOrEqual(834);
  });

  it("has a mean, weighted by villages, of exactly 941.00 at the end of 2021", () => {
    const all = villages.reduce((sum, { count }) => sum + count, 0);
    // In fen, so that nothing is rounded on the way.
    const weighted = villages.reduce(
      (sum, { county, count }) => sum + count * Math.round(guaranteeFrom("2021-12-31", county) * 100),
      0,
    );
    expect(all).toBe(25_547);
    expect(weighted).toBe(94_100 * all);
  });

  it("rises in every county on 1 July 2022", () => {
    for (const { code } of counties) {
      expect(guaranteeFrom("2022-07-01", code), code).toBeGreaterThan(guaranteeFrom("2021-12-31", code));
      expect(Object.keys(guarantee[code] ?? {}), code).toHaveLength(2);
    }
  });
});

describe("the line of the margin in the Zhejiang pack", () => {
  // The regulations on social assistance, Article 13: a county's line may not exceed its minimum wage.
  it("is at most the minimum wage in every county, whenever one of them changes", () => {
    const names = ["minimumLivingGuarantee", "lowIncomeMarginFactor", "minimumWage"];
    const read = parameters.filter(({ name }) => names.includes(name));
    const days = new Set(read.flatMap((each) => Object.values(each.areas).flatMap((values) => Object.keys(values))));
    for (const day of [...days].filter((each) => each >= "2021-12-31")) {
      for (const { code } of counties) {
        const [guaranteed = Number.NaN, factor = Number.NaN, wage = Number.NaN] = names.map((name) =>
          inForce(name, code, day),
        );
        expect(guaranteed * factor, `${code} on ${day}`).toBeLessThanOrEqual(wage);
      }
    }
  });
});

describe("what the Zhejiang pack claims", () => {
  it("marks every amount and age that is made up as synthetic, with a note that says so", () => {
    // These stand in the regulations on social assistance, Hangzhou's factor in its own rule; all else is for demonstration.
    const claimed = parameters.filter(({ synthetic }) => !synthetic).map(({ name }) => name);
    expect(claimed).toEqual([
      "destituteChildAge",
      "jobIncomeDisregardFactor",
      "lowIncomeMarginFactor",
      "temporaryAssistanceLimit",
    ]);
    for (const { name, synthetic, note } of parameters) {
      if (!synthetic) continue;
      expect(note?.zh, name).toContain("演示数据");
      expect(note?.en, name).toMatch(/demonstration/i);
    }
  });

  it("gives every parameter a reference and every condition a source", () => {
    for (const { name, reference } of parameters) expect(reference, name).not.toEqual([]);
    for (const programme of programmes) {
      for (const { id, source } of programme.conditions) {
        const sources = source.length > 0 ? source : programme.source;
        expect(sources, `${programme.id} ${id}`).not.toEqual([]);
        for (const { title } of sources) expect(title, `${programme.id} ${id}`).not.toBe("");
      }
    }
  });

  it("says everything in Chinese and English", () => {
    const texts = [
      ...areas.map((area) => [area.code, area] as const),
      ...facts.flatMap(({ name, label, question }) => [[name, label] as const, [name, question] as const]),
      ...parameters.map(({ name, description }) => [name, description] as const),
      ...programmes.flatMap(({ id, name, conditions }) => [
        [id, name] as const,
        ...conditions.map((condition) => [`${id} ${condition.id}`, condition.text] as const),
      ]),
      ...programmes.flatMap(({ id, amount: { text } }) => (text ? [[id, text] as const] : [])),
      ...roles.map(({ id, name }) => [id, name] as const),
    ];
    for (const [name, { zh, en }] of texts) {
      expect(zh, name).toMatch(/\p{Script=Han}/u);
      expect(en, name).toMatch(/^[A-Z0-9][^\p{Script=Han}]*$/u);
    }
  });

  it("has the programmes of the first release, each served by one role", () => {
    expect(programmes.map(({ id }) => id).sort()).toEqual(
      expect.arrayContaining([
        "defacto-unattended-children",
        "free-electricity",
        "longevity-allowance",
        "low-income-margin",
        "minimum-living-guarantee",
        "severe-disability-care",
      ]),
    );
    for (const { id, role } of programmes) {
      expect(
        roles.filter((each) => each.programmes.includes(id)).map((each) => each.id),
        id,
      ).toEqual([role]);
    }
  });
});
