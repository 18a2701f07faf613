import { describe, expect, it, test } from "vitest";
import { indexedArea, indexedAreas } from "#eligibility/affected-area.ts";
import { affectedAreas } from "#eligibility/affected-areas.ts";
import { differentAreas, judgedDifferences, parametersJudgedBy } from "#eligibility/judged-differences.ts";
import { namesRead } from "#eligibility/names-read.ts";
import { parameterMoves } from "#eligibility/parameter-moves.ts";
import { programmesRead } from "#eligibility/programme-order.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { FactDefinition, Programme, StandardDocument } from "#eligibility/standard-document.ts";
import type { TruthTree } from "#eligibility/tree.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import { documentOf, programme } from "./random-standard.ts";

const income = { op: "fact", of: "household", name: "income" } as const;
const limit = { op: "parameter", name: "limit" } as const;
const belowLimit: TruthTree = { op: "<", left: income, right: limit, money: true };
const isGrown: TruthTree = { op: "fact", of: "person", name: "grown", slot: 0 };
const aid = programme("aid", "household", belowLimit, limit);
const areas: StandardDocument["areas"] = [
  { code: "33", level: "province", zh: "省", en: "Province" },
  { code: "3301", parent: "33", level: "prefecture", zh: "市", en: "City" },
  { code: "330106", parent: "3301", level: "county", zh: "区", en: "District" },
  { code: "330203", parent: "33", level: "county", zh: "区", en: "District" },
];
const role = { id: "worker", name: { zh: "员", en: "W" }, level: "village" as const, programmes: ["aid"], dueDays: 7 };
const { outreach } = zhejiangDocument();
if (!outreach) throw new Error("Found no outreach.");
const base: StandardDocument = {
  ...documentOf([aid, programme("grown-up", "person", isGrown)], 10),
  ...{ areas, roles: [role], outreach, indexedParameter: "limit" },
};

const withFact = (name: string, more: Partial<FactDefinition>): StandardDocument => ({
  ...base,
  facts: base.facts.map((fact) => (fact.name === name ? { ...fact, ...more } : fact)),
});
const withAid = (more: Partial<Programme>): StandardDocument => ({
  ...base,
  programmes: base.programmes.map((each) => (each.id === "aid" ? { ...each, ...more } : each)),
});
const [condition] = aid.conditions;
if (!condition) throw new Error("Found no condition.");
const tiers = (when: TruthTree | undefined, en: string) =>
  withAid({
    amount: { per: "month", value: limit, tiers: [{ id: "t", text: { zh: "档", en }, ...(when ? { when } : {}) }] },
  });
const text = { zh: "新", en: "New" };

describe("of two standards it makes a difference to households", () => {
  test.each<[string, StandardDocument, string, string]>([
    [
      "a condition",
      withAid({ conditions: [{ ...condition, when: { op: "not", of: belowLimit } }] }),
      "programme",
      "aid",
    ],
    ["a condition's name", withAid({ conditions: [{ ...condition, id: "other" }] }), "programme", "aid"],
    [
      "who looks at a condition",
      withAid({ conditions: [{ ...condition, layer: "verification" }] }),
      "programme",
      "aid",
    ],
    ["an amount", withAid({ amount: { per: "month", value: income } }), "programme", "aid"],
    ["how often it is paid", withAid({ amount: { per: "year", value: limit } }), "programme", "aid"],
    ["tiers", tiers(undefined, "A"), "programme", "aid"],
    ["whose it is", withAid({ of: "person" }), "programme", "aid"],
    ["a programme that is no more", { ...base, programmes: [aid] }, "programme", "grown-up"],
    ["a fact's least value", withFact("income", { minimum: 5 }), "fact", "household.income"],
    ["a fact's greatest value", withFact("income", { maximum: 5 }), "fact", "household.income"],
    ["a fact's unit", withFact("income", { unit: "tonnes" }), "fact", "household.income"],
    ["a fact's type", withFact("score", { type: "integer" }), "fact", "person.score"],
    ["a fact's values", withFact("kind", { values: ["a"] }), "fact", "person.kind"],
    ["what holds while nothing is reported", withFact("since", { unreported: "2021-01-01" }), "fact", "person.since"],
    ["who may share a fact", withFact("income", { layer: "verification" }), "fact", "household.income"],
    [
      "how a fact that is read is derived",
      withFact("grown", { derived: { kind: "truth", tree: belowLimit } }),
      "fact",
      "person.grown",
    ],
    ["a role's days", { ...base, roles: [{ ...role, dueDays: 8 }] }, "role", "worker"],
    ["a role that is new", { ...base, roles: [role, { ...role, id: "clerk" }] }, "role", "clerk"],
    ["when nobody comes", { ...base, outreach: { ...outreach, bereavementDays: 99 } }, "outreach", ""],
    ["the time zone", { ...base, timeZone: "Asia/Urumqi" }, "time-zone", "Asia/Urumqi"],
    ["the parameter of the indexes", { ...base, indexedParameter: "other" }, "indexed-parameter", "other"],
    ["that no parameter is indexed any more", { ...base, indexedParameter: undefined }, "indexed-parameter", ""],
    [
      "a parameter's unit",
      { ...base, parameters: base.parameters.map((each) => ({ ...each, unit: "yuan" })) },
      "parameter",
      "limit",
    ],
  ])("%s", (_, to, what, name) => {
    expect(judgedDifferences(base, to)).toEqual([{ what, name }]);
    expect(judgedDifferences(to, base).map((each) => each.what)).toEqual([what]);
    expect(affectedAreas(base, to, "2022-06-01").areas.map(({ reach }) => reach)).toEqual(
      ["33", "3301", "330106", "330203", "nowhere"].map(() => "whole"),
    );
  });

  it("that outreach is told of at all", () => {
    const { outreach: _, ...without } = base;
    expect(judgedDifferences(base, without)).toEqual([{ what: "outreach", name: "" }]);
    expect(judgedDifferences(without, without)).toEqual([]);
  });

  test.each<[string, StandardDocument]>([
    ["a programme's name, source or role", withAid({ name: text, source: [{ title: "新" }], role: "clerk" })],
    ["a condition's text", withAid({ conditions: [{ ...condition, text, source: [{ title: "新" }] }] })],
    ["a fact's label and question", withFact("income", { label: text, question: text, owners: ["desk"] })],
    ["how a fact that nothing reads is derived", withFact("doubled", { derived: { kind: "truth", tree: isGrown } })],
    ["a derived fact that nothing reads", { ...base, facts: base.facts.filter(({ name }) => name !== "doubled") }],
    ["a role's name", { ...base, roles: [{ ...role, name: text }] }],
    [
      "how many visits a day holds, and what is said there",
      {
        ...base,
        outreach: { ...outreach, visitsPerDay: 99, atTheDoor: { bring: [], dontSay: [] } },
      },
    ],
    [
      "a fact that nobody reports or reads any more",
      { ...base, facts: base.facts.filter(({ name }) => name !== "able") },
    ],
    ["what areas are called", { ...base, areas: areas.map((area) => ({ ...area, ...text })) }],
    ["a parameter's text", { ...base, parameters: base.parameters.map((each) => ({ ...each, description: text })) }],
  ])("%s makes none", (_, to) => {
    expect(judgedDifferences(base, to)).toEqual([]);
    expect(affectedAreas(base, to, "2022-06-01")).toEqual({ areas: [], by: [] });
  });

  it("a tier's condition, not its text", () => {
    expect(judgedDifferences(tiers(undefined, "A"), tiers(undefined, "B"))).toEqual([]);
    expect(judgedDifferences(tiers(undefined, "A"), tiers(belowLimit, "A"))).toHaveLength(1);
  });
});

describe("what a standard judges by", () => {
  it("is read through whatever facts are derived from", () => {
    expect([...parametersJudgedBy(base)]).toEqual(["limit"]);
    expect([...parametersJudgedBy({ ...base, programmes: [programme("grown-up", "person", isGrown)] })]).toEqual([]);
    const through = withFact("grown", { derived: { kind: "truth", tree: belowLimit } });
    expect([...parametersJudgedBy({ ...through, programmes: [programme("p", "person", isGrown)] })]).toEqual(["limit"]);
  });

  it("is named in trees: facts, parameters and programmes", () => {
    expect(namesRead(aid.conditions)).toEqual(["household.income", "parameter.limit"]);
    expect(namesRead({ op: "programme", id: "aid" })).toEqual(["programme.aid"]);
    expect(namesRead([{ op: "not", of: isGrown }, null, 3, "x"])).toEqual(["person.grown"]);
  });

  it("may be other programmes, named in conditions, amounts and tiers, each once", () => {
    const reads = (id: string): TruthTree => ({ op: "programme", id });
    const [both] = programme("x", "household", { op: "and", of: [reads("a"), reads("a"), reads("b")] }).conditions;
    const amount: Programme["amount"] = {
      per: "month",
      value: { op: "if", when: reads("c"), holds: limit, fails: limit },
      tiers: [
        { id: "t", text, when: { op: "not", of: reads("d") } },
        { id: "u", text },
      ],
    };
    expect(programmesRead({ conditions: both ? [both] : [], amount })).toEqual(["a", "b", "c", "d"]);
    expect(programmesRead({ conditions: [], amount: { per: "none" } })).toEqual([]);
  });
});

describe("where a parameter moves", () => {
  const withLimit = (of: Record<string, Record<string, number>>, unit?: string): StandardDocument => ({
    ...base,
    parameters: base.parameters.map((each) => ({ ...each, areas: of, ...(unit === undefined ? {} : { unit }) })),
  });
  const before = withLimit({ "33": { "2022-01-01": 10 } });
  const moves = (to: StandardDocument, from = before) => parameterMoves(from, to, "2022-06-01");
  const move = (area: string, least: number, greatest = least) => ({ parameter: "limit", area, least, greatest });

  it("is every area that inherits it, and has no value of its own", () => {
    const to = withLimit({ "33": { "2022-01-01": 10, "2022-06-01": 12 } });
    expect(moves(to)).toEqual(["33", "3301", "330106", "330203"].map((area) => move(area, 12)));
    expect(moves(withLimit({ "33": { "2022-01-01": 10 }, "3301": { "2022-01-01": 11 } }))).toEqual(
      ["3301", "330106"].map((area) => move(area, 11)),
    );
  });

  it("is told from that day on: its least and greatest value on days on which it differs", () => {
    const to = withLimit({
      "330106": { "2022-01-01": 9, "2022-07-01": 13, "2022-08-01": 10 },
      "33": { "2022-01-01": 10 },
    });
    expect(moves(to)).toEqual([move("330106", 9, 13)]);
    expect(moves(withLimit({ "33": { "2022-01-01": 11, "2022-05-31": 10 } }))).toEqual([]);
    expect(moves(withLimit({ "33": { "2022-01-01": 11, "2022-06-01": 10 } }))).toEqual([]);
    expect(moves(withLimit({ "33": { "2022-01-01": 11, "2022-06-02": 10 } }))).toHaveLength(4);
  });

  it("is told of money in yuan", () => {
    const inYuan = withLimit({ "33": { "2022-01-01": 12.34 } }, "yuan");
    expect(moves(inYuan, withLimit({ "33": { "2022-01-01": 10 } }, "yuan"))[0]).toEqual(move("33", 12.34));
  });

  it("is where it has a value no more, or for the first time", () => {
    expect(moves(withLimit({}))).toEqual(["33", "3301", "330106", "330203"].map((area) => move(area, Number.NaN)));
    expect(moves({ ...before, parameters: before.parameters }, { ...before, parameters: [] })).toEqual(
      ["33", "3301", "330106", "330203"].map((area) => move(area, 10)),
    );
    expect(moves({ ...before, parameters: [] })).toEqual([]);
  });

  it("finds part of an area by its values, and the whole where it has none any more", () => {
    const of = (to: StandardDocument) => affectedAreas(before, to, "2022-06-01");
    expect(of(withLimit({ "33": { "2022-01-01": 10 }, "330106": { "2022-01-01": 9, "2022-07-01": 13 } }))).toEqual({
      areas: [{ area: "330106", reach: { raisedTo: 13, loweredTo: 9 } }],
      by: [{ what: "parameter", name: "limit", areas: ["330106"], reach: "part" }],
    });
    expect(of(withLimit({}))).toEqual({
      areas: ["33", "3301", "330106", "330203"].map((area) => ({ area, reach: "whole" })),
      by: [{ what: "parameter", name: "limit", areas: ["33", "3301", "330106", "330203"], reach: "whole" }],
    });
  });

  it("is looked at whole by another parameter than households were indexed by", () => {
    const to = withLimit({ "33": { "2022-01-01": 12 } });
    const { by } = affectedAreas({ ...before, indexedParameter: "other" }, to, "2022-06-01");
    expect(by.map(({ what, reach }) => [what, reach])).toEqual([
      ["indexed-parameter", "whole"],
      ["parameter", "whole"],
    ]);
  });

  it("names areas by code, in whatever order the standard lists them", () => {
    const reversed = { ...before, areas: areas.toReversed() };
    const to = withLimit({ "33": { "2022-01-01": 12 } });
    expect(affectedAreas(reversed, { ...to, areas: reversed.areas }, "2022-06-01").by).toEqual([
      { what: "parameter", name: "limit", areas: ["33", "3301", "330106", "330203"], reach: "part" },
    ]);
  });

  it("finds by a county what moves in its towns: between the least and the greatest of theirs", () => {
    const town = { code: "330106001", parent: "330106", level: "town" as const, zh: "镇", en: "Town" };
    const from = { ...before, areas: [...areas, town] };
    const to = withLimit({
      "33": { "2022-01-01": 10 },
      "330106": { "2022-01-01": 20 },
      "330106001": { "2022-01-01": 5 },
    });
    expect(affectedAreas(from, { ...to, areas: from.areas }, "2022-06-01").areas).toEqual([
      { area: "330106", reach: { raisedTo: 20, loweredTo: 5 } },
    ]);
  });

  it("is told of each parameter by itself, wherever it stands in the document", () => {
    const [first] = before.parameters;
    if (!first) throw new Error("Found no parameter.");
    const other = { ...first, name: "other", areas: { "330203": { "2022-01-01": 3 } } };
    const both: TruthTree = {
      op: "and",
      of: [belowLimit, { op: "<", left: income, right: { ...limit, name: "other" } }],
    };
    const of = (values: Record<string, number>, unit?: string): StandardDocument => ({
      ...{ ...before, programmes: [programme("aid", "household", both)] },
      parameters: [{ ...other, areas: { "330203": values }, ...(unit === undefined ? {} : { unit }) }, first],
    });
    const swapped = { ...of({ "2022-01-01": 3 }), parameters: [first, other] };
    expect(parameterMoves(swapped, of({ "2022-01-01": 3 }), "2022-06-01")).toEqual([]);
    const to = of({ "2022-01-01": 4 });
    const limitMoved = { ...first, areas: { "33": { "2022-01-01": 10 }, "330106": { "2022-01-01": 11 } } };
    const [otherMoved] = to.parameters;
    expect(
      affectedAreas(swapped, { ...to, parameters: otherMoved ? [otherMoved, limitMoved] : [] }, "2022-06-01"),
    ).toEqual({
      areas: [
        { area: "330106", reach: { raisedTo: 11, loweredTo: 11 } },
        { area: "330203", reach: "whole" },
      ],
      by: [
        { what: "parameter", name: "limit", areas: ["330106"], reach: "part" },
        { what: "parameter", name: "other", areas: ["330203"], reach: "whole" },
      ],
    });
    const unread = { ...of({ "2022-01-01": 3 }, "years"), programmes: base.programmes };
    expect(judgedDifferences({ ...swapped, programmes: base.programmes }, unread)).toEqual([]);
  });

  it("touches nobody where no programme reads it", () => {
    const unread = { ...base, programmes: [programme("grown-up", "person", isGrown)] };
    const to = { ...unread, parameters: withLimit({ "33": { "2022-01-01": 99 } }).parameters };
    expect(affectedAreas(unread, to, "2022-06-01")).toEqual({ areas: [], by: [] });
  });
});

describe("areas that are drawn anew", () => {
  const added = { code: "330107", parent: "3301", level: "county" as const, zh: "区", en: "District" };

  it("are those that are new, no more, elsewhere or of another level", () => {
    expect(differentAreas(base, { ...base, areas: [...areas, added] })).toEqual(["330107"]);
    expect(differentAreas({ ...base, areas: [...areas, added] }, base)).toEqual(["330107"]);
    const moved = areas.map((area) => (area.code === "330203" ? { ...area, parent: "3301" } : area));
    expect(differentAreas(base, { ...base, areas: moved })).toEqual(["330203"]);
    const raised = areas.map((area) => (area.code === "3301" ? { ...area, level: "county" as const } : area));
    expect(differentAreas(base, { ...base, areas: raised })).toEqual(["3301"]);
  });

  it("are looked at whole, with what lies around and within them", () => {
    const { areas: touched, by } = affectedAreas(base, { ...base, areas: [...areas, added] }, "2022-06-01");
    expect(touched.map(({ area, reach }) => [area, reach])).toEqual(
      ["33", "3301", "330107", "nowhere"].map((area) => [area, "whole"]),
    );
    expect(by).toEqual([{ what: "areas", name: "330107", areas: ["33", "3301", "330107", "nowhere"], reach: "whole" }]);
    const elsewhere = { code: "340101", level: "county" as const, zh: "区", en: "District" };
    expect(affectedAreas(base, { ...base, areas: [...areas, elsewhere] }, "2022-06-01")).toEqual({
      areas: ["340101", "nowhere"].map((area) => ({ area, reach: "whole" })),
      by: [{ what: "areas", name: "340101", areas: ["340101", "nowhere"], reach: "whole" }],
    });
    const two = [...areas.filter(({ code }) => code !== "330203"), added];
    expect(affectedAreas(base, { ...base, areas: two }, "2022-06-01").areas.map(({ area }) => area)).toEqual([
      ...["33", "3301", "330107", "330203", "nowhere"],
    ]);
    const without = { ...base, areas: areas.filter(({ code }) => code !== "3301") };
    const instead = { ...base, areas: [...without.areas, elsewhere] };
    expect(affectedAreas(base, instead, "2022-06-01").areas.map(({ area }) => area)).toEqual([
      ...["33", "3301", "330106", "340101", "nowhere"],
    ]);
    expect(affectedAreas(base, without, "2022-06-01").areas.map(({ area }) => area)).toEqual([
      ...["33", "3301", "330106", "nowhere"],
    ]);
  });
});

it("nobody has been judged where no standard was in force", () => {
  expect(affectedAreas(undefined, base, "2022-06-01")).toEqual({ areas: [], by: [] });
});

describe("a household is indexed", () => {
  const standard = compileStandard({
    ...base,
    areas: [...areas, { code: "330106001", parent: "330106", level: "town", zh: "镇", en: "Town" }],
  });

  it("by its county, or the larger area where no such county is listed, or nowhere", () => {
    const of = ["330106001001", "330106", "330199001001", "33", "110101", undefined];
    expect(of.map((area) => indexedArea(standard, area))).toEqual([
      ...["330106", "330106", "3301", "33", "nowhere", "nowhere"],
    ]);
    expect(indexedAreas(standard)).toEqual(["33", "3301", "330106", "330203", "nowhere"]);
  });
});
