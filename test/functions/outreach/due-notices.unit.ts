import { describe, expect, it } from "vitest";
import type { Facts } from "#events/fact-value.ts";
import { dueNotices } from "#outreach/due-notices.ts";
import { officeOf } from "#outreach/outreach-rules.ts";
import { zhejiangDocument, zhejiangVillages } from "#test/standards/zhejiang.ts";
import { determination, family, inNingbo, judged, verdictOf } from "../eligibility/families.ts";

const guarantee = "minimum-living-guarantee";
const electricity = "free-electricity";
const children = "defacto-unattended-children";
const longevity = "longevity-allowance";
const utilities = "utility-relief";
const housing = "housing-assistance";

describe("notices that are due", () => {
  const { document } = zhejiangVillages();
  const noticesOf = (household: ReturnType<typeof family>) => dueNotices(document, household, judged(household));
  const poor = { members: [{ birthDate: "1980-01-01", monthlyIncome: 0 }] };

  it("tell the assistance worker of a family within the guarantee, with what is due and what to check", () => {
    const [notice, ...others] = noticesOf(family(poor));
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ role: "assistance-worker", area: inNingbo, dueDays: 7, copy: false });
    expect(notice?.programmes.map(({ id, verdict }) => [id, verdict])).toEqual([
      [electricity, "eligible"],
      [guarantee, "eligible"],
      [utilities, "eligible"],
      [housing, "unknown"],
    ]);
    expect(notice?.programmes.find(({ id }) => id === guarantee)).toMatchObject({
      reasons: ["income-below-standard", "not-all-destitute"],
      check: ["registered-in-zhejiang", "assets-within-limit", "no-vehicle", "one-home", "no-commercial-property"],
      tier: "gap-to-standard",
    });
  });

  it("are none for what a family receives, which is judged all the same", () => {
    const enrolled = family({ ...poor, enrolled: [guarantee, electricity, utilities] });
    expect(verdictOf(judged(enrolled), guarantee)).toBe("eligible");
    expect(noticesOf(enrolled)).toEqual([]);
  });

  it("are none for what one member receives, and one for another who does not", () => {
    const member = { birthDate: "1930-01-01", monthlyIncome: 5000 };
    const both = family({ members: [{ ...member, enrolments: [longevity] }, member] });
    expect(noticesOf(both)).toMatchObject([{ role: "elder-care-worker", programmes: [{ person: "p-2" }] }]);
  });

  it("tell each role of its own programmes only", () => {
    const child = { birthDate: "2014-01-01", guardianship: "unattended", monthlyIncome: 0 };
    const roles = noticesOf(family({ members: [...poor.members, child] })).map(({ role, programmes }) => [
      role,
      programmes.map(({ id }) => id),
    ]);
    expect(roles).toEqual([
      ["assistance-worker", [electricity, guarantee, utilities, housing]],
      ["child-director", [children]],
    ]);
  });

  it("are none where nothing is known: unknown alone sends nobody to a door", () => {
    expect(noticesOf(family({ members: [{}], facts: {} }))).toEqual([]);
  });

  it("take along what is unknown where somebody visits anyway, after what is due", () => {
    const elders = [{ birthDate: "1930-01-01", monthlyIncome: 5000 }, { monthlyIncome: 5000 }];
    expect(noticesOf(family({ members: elders }))).toMatchObject([
      {
        role: "elder-care-worker",
        programmes: [
          { person: "p-1", verdict: "eligible" },
          { person: "p-2", verdict: "unknown", missing: ["person:p-2.birthDate"] },
        ],
      },
    ]);
  });
});

describe("facts that may be asked only with the family's authorisation", () => {
  const rich = { savings: 10_000_000, vehicles: 3, properties: 9, commercialProperties: 1 };
  const plain = { savings: 0, vehicles: 0, properties: 1, commercialProperties: 0 };
  const told = (facts: Facts) => {
    const household = family({
      members: [{ birthDate: "1930-01-01", monthlyIncome: 0 }],
      facts: { otherMonthlyIncome: 0, ...facts },
    });
    const judgement = judged(household);
    return {
      verdicts: judgement.results.map(({ verdict, missing }) => ({ verdict, missing })),
      notices: dueNotices(zhejiangDocument(), household, judgement).map(({ role, programmes }) => ({
        role,
        programmes: programmes.map(({ id }) => id),
      })),
      check: determination(judgement, guarantee).check,
    };
  };

  it("decide no verdict and no notice, whether unknown, in the family's favour or against it", () => {
    const { verdicts, notices } = told({});
    expect(notices).not.toEqual([]);
    for (const facts of [rich, plain]) expect(told(facts)).toMatchObject({ verdicts, notices });
  });

  it("are never among what is missing", () => {
    const verification = new Set(
      zhejiangDocument()
        .facts.filter(({ layer }) => layer === "verification")
        .map(({ of, name }) => `${of}.${name}`),
    );
    expect(verification.size).toBeGreaterThan(0);
    const { results } = judged(family({ members: [{}], facts: {} }));
    const missing = results.flatMap((each) => each.missing.map((name) => name.replace(/^person:[^.]*/, "person")));
    expect(missing).not.toEqual([]);
    expect(missing.filter((name) => verification.has(name))).toEqual([]);
  });

  it("only shorten what staff must check", () => {
    const all = [
      "registered-in-zhejiang",
      "assets-within-limit",
      "no-vehicle",
      "one-home",
      "no-commercial-property",
      "destitute-members-identified",
    ];
    expect(told({}).check).toEqual(all);
    expect(told(rich).check).toEqual(all);
    expect(told(plain).check).toEqual(["registered-in-zhejiang", "destitute-members-identified"]);
    expect(told({ ...plain, registeredArea: inNingbo }).check).toEqual(["destitute-members-identified"]);
  });
});

describe("a notice's way to staff", () => {
  const { document } = zhejiangVillages();
  const poor = { members: [{ birthDate: "1980-01-01", monthlyIncome: 0 }] };
  const noticeIn = (area: string, roles = document) => {
    const household = { ...family(poor), area };
    return dueNotices(roles, household, judged(household))[0];
  };

  it("is to the village of residence, climbs to the town and then the county, and gathers what comes together", () => {
    expect(noticeIn(inNingbo)).toMatchObject({
      office: inNingbo,
      urgency: "normal",
      dueDays: 7,
      visitDays: 6,
      phoneFirst: false,
      escalation: [
        { level: "town", role: "civil-affairs-clerk", afterDays: 7 },
        { level: "county", role: "county-civil-affairs", afterDays: 14 },
      ],
    });
  });

  it("climbs to the city at once where there are no towns, and the city's own office does what a town's would", () => {
    expect(noticeIn("330383198201")?.escalation?.map(({ level }) => level)).toEqual(["county", "county"]);
    expect(officeOf(document, "330383198201", "town")).toBe("330383");
  });

  it("is to the town where the standard lists a community's neighbours and not it, and to the county where it lists no such town", () => {
    const village = {
      code: "330203001001",
      parent: "330203",
      level: "village" as const,
      zh: "某村",
      en: "Some village",
    };
    const listing = { ...document, areas: [...document.areas, village] };
    expect(noticeIn("330203001001", listing)).toMatchObject({ area: "330203001001", office: "330203001001" });
    expect(noticeIn("330203001002", listing)).toMatchObject({ area: "330203001002", office: "330203001" });
    expect(noticeIn("330203009002", listing)).toMatchObject({ area: "330203009002", office: "330203" });
    expect(noticeIn("330203001002")).toMatchObject({ office: "330203001002" });
  });

  it("is to where the family is registered, or to the province, where the residence lies nowhere", () => {
    const elder = { members: [{ birthDate: "1920-01-01", monthlyIncome: 0, guardianship: "unattended" }] };
    const nowhere = (facts: Facts) => {
      const household = { ...family({ ...elder, facts }), area: "999999999999" };
      return dueNotices(document, household, judged(family(elder)));
    };
    expect(new Set(nowhere({}).map(({ area, office }) => [area, office].join()))).toEqual(new Set(["33,33"]));
    expect(new Set(nowhere({ registeredArea: "330106001001" }).map(({ area }) => area))).toEqual(
      new Set(["330106001001"]),
    );
    expect(new Set(nowhere({ registeredArea: "340102001001" }).map(({ area }) => area))).toEqual(new Set(["33"]));
  });

  it("has no copy for a place of registration outside the standard, where nobody would read it", () => {
    const copies = (registeredArea: string) =>
      dueNotices(document, family({ ...poor, facts: { otherMonthlyIncome: 0, registeredArea } }), judged(family(poor)))
        .filter(({ copy }) => copy)
        .map(({ area }) => area);
    expect(copies("330106001001")).toEqual(["330106001"]);
    expect(copies("340102001001")).toEqual([]);
  });

  it("takes longer on an island, and begins with a telephone call", () => {
    expect(noticeIn("330922100201")).toMatchObject({ dueDays: 12, visitDays: 11, phoneFirst: true });
  });

  it("is not sent for one who has died, or to a home where nobody lives", () => {
    const elder = { birthDate: "1930-01-01", monthlyIncome: 5000 };
    const dead = family({ members: [{ ...elder, deceased: true }, elder] });
    expect(dueNotices(document, dead, judged(dead))).toMatchObject([{ programmes: [{ person: "p-2" }] }]);
    const empty = family({ members: [{ ...poor.members[0], deceased: true }] });
    expect(dueNotices(document, empty, judged(empty))).toEqual([]);
  });
});
