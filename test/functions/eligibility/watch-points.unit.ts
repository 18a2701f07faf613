import { describe, expect, it, test } from "vitest";
import type { WatchPoint } from "#eligibility/judgement.ts";
import type { Facts } from "#events/fact-value.ts";
import type { Written } from "../publish/language-pack.ts";
import { documentOf, familyOf, judgedBoth, judgedOn } from "./small-standard.ts";

/** A watch point in short: a day, or a parameter with the values next below and above at which something changes. */
type Point = string | readonly [parameter: string, below: number | undefined, above: number | undefined];

function short(point: WatchPoint): Point {
  if ("on" in point) return point.on;
  expect(point.area).toBe("330106");
  return [point.parameter, point.below, point.above];
}

function watched(written: Written, ...members: Facts[]): Point[] {
  return judgedBoth(documentOf(written), familyOf(...members)).watch.map(short);
}

const newLine = "2022-07-01";
const nearFactor = ["factor", 1.499, 1.501] as const;
const nearLine = ["line", 999.99, 1000.01] as const;
const nearOther = ["other", 499.99, 500.01] as const;

// On 2022-06-01 the line is 1,000 yuan, and 1,100 from 2022-07-01; the other line is 500, the factor 1.5.
describe("a comparison with a parameter", () => {
  test.each<[string, Facts, Point[]]>([
    ["person.income < parameter.line", { income: 620.5 }, [["line", 620.5, undefined]]],
    ["person.income < parameter.line", { income: 999.99 }, [["line", 999.99, undefined]]],
    ["person.income < parameter.line", { income: 1000 }, [newLine, ["line", undefined, 1000.01]]],
    ["person.income < parameter.line", { income: 1099.99 }, [newLine, ["line", undefined, 1100]]],
    ["person.income < parameter.line", { income: 1100 }, [["line", undefined, 1100.01]]],
    ["person.income <= parameter.line", { income: 1000 }, [["line", 999.99, undefined]]],
    ["person.income <= parameter.line", { income: 1100 }, [newLine, ["line", undefined, 1100]]],
    ["person.income > parameter.line", { income: 1100 }, [newLine, ["line", undefined, 1100]]],
    ["person.income >= parameter.line", { income: 1100 }, [["line", undefined, 1100.01]]],
    ["person.income == parameter.line", { income: 1000 }, [newLine, nearLine]],
    ["person.income == parameter.line", { income: 900 }, [["line", 900, undefined]]],
    ["person.income != parameter.line", { income: 1200 }, [["line", undefined, 1200]]],
    ["parameter.line > person.income", { income: 620.5 }, [["line", 620.5, undefined]]],
    // Through sums, differences, products and quotients that are straight lines in the parameter.
    ["person.income < 2 * parameter.line", { income: 620.5 }, [["line", 310.25, undefined]]],
    ["person.income < parameter.line / 2", { income: 620.5 }, [["line", undefined, 1241.01]]],
    ["person.income < parameter.line - parameter.other", { income: 620.5 }, [["line", undefined, 1120.51], nearOther]],
    [
      "person.income - parameter.other < parameter.line",
      { income: 1620.5 },
      [newLine, nearLine, ["other", undefined, 620.51]],
    ],
    ["person.income + parameter.line > parameter.line * 2", { income: 700 }, [["line", 699.99, undefined]]],
    ["person.income < parameter.line + parameter.line / 2", { income: 620.5 }, [["line", 413.66, undefined]]],
    ["person.income < parameter.line * parameter.factor", { income: 620.5 }, [["line", 413.66, undefined], nearFactor]],
    // Dividing by a parameter is no straight line: any change of it is looked at.
    ["person.income < parameter.line / parameter.factor", { income: 620.5 }, [["line", 930.75, undefined], nearFactor]],
    ["person.grade < parameter.factor * 2", { grade: 2 }, [["factor", 1, undefined]]],
    ["person.grade < parameter.factor * 2", { grade: 4 }, [["factor", undefined, 2.001]]],
    ["person.grade < parameter.factor * parameter.factor", { grade: 2 }, [nearFactor]],
    ["person.grade < 9 / parameter.factor", { grade: 2 }, [nearFactor]],
    ["person.income < min(parameter.line, parameter.other)", { income: 1 }, [newLine, nearLine, nearOther]],
    // What another parameter does not touch is exact beside one that is not.
    [
      "person.income + max(parameter.other, person.expense) < parameter.line",
      { income: 1, expense: 1 },
      [["line", 501, undefined], nearOther],
    ],
    // Bounds may decide while a fact is missing: an income is not below nothing, a balance from -50 to 100.
    ["person.income < parameter.line", {}, [["line", 0, undefined]]],
    ["person.balance < parameter.line / 10", {}, [newLine, ["line", undefined, 1000.01]]],
    [
      "person.balance + parameter.other < parameter.line",
      { balance: 10 },
      [newLine, nearLine, ["other", undefined, 990]],
    ],
    // What meets a missing fact on the parameter's own side is looked at whenever the parameter moves.
    ["person.income < parameter.line * person.grade", { income: 5000 }, [newLine, nearLine]],
    ["person.grade > 2", { grade: 3 }, []],
    // No parameter falls below nothing.
    ["person.balance < parameter.line", { balance: -10 }, []],
  ])("%s of somebody with %j is watched at %j", (when, facts, points) => {
    expect(watched({ when }, facts)).toEqual(points);
  });
});

describe("days and ages", () => {
  test.each<[string, Facts, Point[]]>([
    ["age(person) >= 18", { birthDate: "2010-06-15" }, ["2028-06-15"]],
    ["age(person) > 18", { birthDate: "2010-06-15" }, ["2029-06-15"]],
    ["age(person) < 18", { birthDate: "2004-06-02" }, ["2022-06-02"]],
    ["age(person) <= 18", { birthDate: "2004-06-02" }, ["2023-06-02"]],
    ["18 <= age(person)", { birthDate: "2010-06-15" }, ["2028-06-15"]],
    ["age(person) == 18", { birthDate: "2010-06-15" }, ["2028-06-15"]],
    ["age(person) == 12", { birthDate: "2010-06-01" }, ["2023-06-01"]],
    ["age(person) >= 18", { birthDate: "2000-06-15" }, []],
    ["age(person) >= 18", {}, []],
    ["ageInMonths(person) >= 18", { birthDate: "2022-01-31" }, ["2023-07-31"]],
    ["ageInMonths(person) < 6", { birthDate: "2022-05-31" }, ["2022-12-01"]],
    ["ageInMonths(person) > person.months", { birthDate: "2022-05-31" }, ["2022-07-01"]],
    ["today <= person.hired", { hired: "2022-08-01" }, ["2022-08-02"]],
    ["today < person.hired", { hired: "2022-08-01" }, ["2022-08-01"]],
    ["person.hired <= today", { hired: "2022-08-01" }, ["2022-08-01"]],
    ["person.hired < today", { hired: "2022-06-01" }, ["2022-06-02"]],
    ["person.hired < today", { hired: "2022-05-31" }, []],
    ["monthsAfter(person.hired, 6) <= today", { hired: "2022-01-31" }, ["2022-07-31"]],
    // Where both sides move, or what moves stands within, tomorrow is looked at, or the next birthday.
    ["monthsAfter(today, 3) > person.hired", { hired: "2022-10-01" }, ["2022-06-02"]],
    ["person.hired < monthsAfter(today, 3)", { hired: "2022-10-01" }, ["2022-06-02"]],
    [
      "today < monthsAfter(person.hired, ageInMonths(person))",
      { hired: "2022-08-01", birthDate: "2022-05-31" },
      ["2022-06-02"],
    ],
    [
      "monthsAfter(person.hired, ageInMonths(person)) > today",
      { hired: "2022-08-01", birthDate: "2022-05-31" },
      ["2022-06-02"],
    ],
    ["age(person) * 2 > 30", { birthDate: "2010-06-15" }, ["2022-06-15"]],
    ["ageInMonths(person) * 2 > 30", { birthDate: "2022-01-31" }, ["2022-07-01"]],
  ])("%s of somebody with %j is watched at %j", (when, facts, points) => {
    expect(watched({ when }, facts)).toEqual(points);
  });

  it("beside a parameter are watched, and any change of that", () => {
    const years =
      'metadata: { unit: years, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: 18 } } }';
    const of = (when: string) => watched({ when, parameters: { years } }, { birthDate: "2010-06-15" });
    expect(of("age(person) >= parameter.years")).toEqual(["2028-06-15", ["years", 17, 19]]);
    expect(of("parameter.years <= age(person)")).toEqual(["2028-06-15", ["years", 17, 19]]);
  });

  it("a day that no calendar of ours reaches is not watched", () => {
    expect(watched({ when: "today <= person.hired" }, { hired: "9999-12-30" })).toEqual(["9999-12-31"]);
    expect(watched({ when: "today <= person.hired" }, { hired: "9999-12-31" })).toEqual([]);
  });
});

describe("a published value to come", () => {
  const falling = (yuan: number) =>
    `metadata: { unit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-01-01: 1000, 2022-07-01: ${yuan} } } }`;
  const watchedFor = (yuan: number) =>
    watched({ when: "person.income < parameter.line", parameters: { line: falling(yuan) } }, { income: 620.5 });

  it("is watched for where it reaches what is watched, from above as from below", () => {
    expect(watchedFor(600)).toEqual([newLine, ["line", 620.5, undefined]]);
    expect(watchedFor(620.5)).toEqual([newLine, ["line", 620.5, undefined]]);
    expect(watchedFor(620.51)).toEqual([["line", 620.5, undefined]]);
  });
});

describe("what is derived from a parameter", () => {
  const label = "label: { zh: 字, en: T }, question: { zh: 字, en: T }";
  const facts = `- { name: gap, of: person, type: number, unit: yuan, layer: screening, sensitivity: ordinary, ${label}, derived: 'parameter.line - person.income' }`;

  it("is watched as if it stood in the condition", () => {
    expect(watched({ facts, when: "person.gap > 100" }, { income: 620.5 })).toEqual([["line", 720.5, undefined]]);
    expect(watched({ facts, when: "person.gap * 2 > person.income" }, { income: 620.5 })).toEqual([
      ["line", 930.75, undefined],
    ]);
  });
});

describe("conditions together", () => {
  const old = { birthDate: "1930-01-01" };
  const child = { birthDate: "2010-06-15" };

  it("are not watched while a part decides that nothing changes", () => {
    const both = "person.student && person.income < parameter.line";
    expect(watched({ when: both }, { student: false, income: 1 })).toEqual([]);
    expect(watched({ when: both }, { student: true, income: 1 })).toEqual([["line", 1, undefined]]);
    expect(watched({ when: both }, { income: 1 })).toEqual([["line", 1, undefined]]);
    const either = "person.student || person.income < parameter.line";
    expect(watched({ when: either }, { student: true, income: 1 })).toEqual([]);
    expect(watched({ when: either }, { student: false, income: 1 })).toEqual([["line", 1, undefined]]);
  });

  it("are watched by what depends on least, of those that decide: a day rather than a parameter", () => {
    const both = "person.income < parameter.line && age(person) >= 80";
    expect(watched({ when: both }, { ...child, income: 1050 })).toEqual(["2090-06-15"]);
    expect(watched({ when: both }, { ...child, income: 1 })).toEqual(["2090-06-15"]);
    expect(watched({ when: both }, { ...old, income: 1050 })).toEqual([newLine, ["line", undefined, 1050.01]]);
    expect(watched({ when: both }, { ...old, income: 1 })).toEqual([["line", 1, undefined]]);
    const either = "person.income < parameter.line || age(person) < 18";
    expect(watched({ when: either }, { ...child, income: 1 })).toEqual(["2028-06-15"]);
    expect(watched({ when: either }, { ...old, income: 1 })).toEqual([["line", 1, undefined]]);
  });

  it("are watched by the latest day, of those that decide by days alone", () => {
    expect(watched({ when: "age(person) >= 65 && age(person) >= 80" }, child)).toEqual(["2090-06-15"]);
    expect(watched({ when: "age(person) >= 80 && age(person) >= 65" }, child)).toEqual(["2090-06-15"]);
    expect(watched({ when: "age(person) < 18 || age(person) < 14" }, child)).toEqual(["2028-06-15"]);
  });

  it("are not watched where one that decides will stay so", () => {
    expect(watched({ when: "age(person) >= 60 || age(person) < 18" }, old)).toEqual([]);
    expect(watched({ when: "age(person) < 60 && age(person) >= 18" }, old)).toEqual([]);
  });

  it("are watched by fewer parameters rather than more", () => {
    const both = "person.income < parameter.line - parameter.other && person.income < parameter.other";
    expect(watched({ when: both }, { income: 600 })).toEqual([["other", undefined, 600.01]]);
  });

  it("of two with one parameter each, by the one that no published value reaches", () => {
    const both = "person.income < parameter.line && person.income < parameter.other";
    expect(watched({ when: both }, { income: 1050 })).toEqual([["other", undefined, 1050.01]]);
  });

  it("are all watched where none decides alone, each parameter at its nearest value", () => {
    const both = "person.income < parameter.line && person.expense < parameter.line";
    expect(watched({ when: both }, { income: 700, expense: 800 })).toEqual([["line", 800, undefined]]);
    const between = "person.income < parameter.line && person.expense >= parameter.line";
    expect(watched({ when: between }, { income: 700, expense: 1080 })).toEqual([newLine, ["line", 700, 1080.01]]);
  });
});

describe("the members of a family", () => {
  const born = (birthDate: string) => ({ birthDate });

  it("are watched each, where there is nobody yet of whom it holds", () => {
    const when = "household.members.exists(m, age(m) >= 80)";
    const of: Written = { of: "household", when };
    expect(watched(of, born("1943-02-01"), born("1942-09-01"))).toEqual(["2022-09-01"]);
    expect(watched(of, born("1940-02-01"), born("1942-09-01"))).toEqual([]);
  });

  it("are watched each, while it holds of all of them", () => {
    const of: Written = { of: "household", when: "household.members.all(m, age(m) < 18)" };
    expect(watched(of, born("2006-02-01"), born("2004-09-01"))).toEqual(["2022-09-01"]);
    expect(watched(of, born("2006-02-01"), born("1980-09-01"))).toEqual([]);
  });

  it("are watched by the last of those who decide", () => {
    const of: Written = { of: "household", when: "household.members.exists(m, age(m) < 18)" };
    expect(watched(of, born("2006-02-01"), born("2004-09-01"), born("1980-09-01"))).toEqual(["2024-02-01"]);
    const all: Written = { of: "household", when: "household.members.all(m, age(m) >= 18)" };
    expect(watched(all, born("2006-02-01"), born("2004-09-01"), born("1980-09-01"))).toEqual(["2024-02-01"]);
  });

  it("are watched by whoever depends on fewer parameters, of those who decide", () => {
    const when =
      "household.members.all(m, m.income < (m.student ? parameter.line - parameter.other : parameter.line * 0.5))";
    const [both, one] = [
      { student: true, income: 600 },
      { student: false, income: 600 },
    ];
    const together = [newLine, nearLine, nearOther];
    expect(watched({ of: "household", when }, both, one)).toEqual(together);
    const apart =
      "household.members.all(m, m.student ? m.income < parameter.line - parameter.other : m.income < parameter.other)";
    const light: Point[] = [["other", undefined, 600.01]];
    expect(watched({ of: "household", when: apart }, both, one)).toEqual(light);
    expect(watched({ of: "household", when: apart }, one, both)).toEqual(light);
  });

  it("are watched for belonging to a selection, and for what is asked of those in it", () => {
    const grown = "household.members.filter(m, age(m) >= 18)";
    const of = (when: string): Written => ({ of: "household", when });
    expect(watched(of(`size(${grown}) >= 2`), born("2006-02-01"), born("2004-09-01"))).toEqual(["2022-09-01"]);
    expect(watched(of(`${grown}.exists(m, m.student)`), { ...born("2004-09-01"), student: true })).toEqual([
      "2022-09-01",
    ]);
    expect(
      watched(of(`sum(${grown}.map(m, m.income)) > parameter.line`), { ...born("2004-09-01"), income: 700 }),
    ).toEqual([newLine, nearLine]);
    expect(watched(of("household.members.filter(m, m.student).exists(m, age(m) >= 18)"), born("2004-09-01"))).toEqual([
      "2022-09-01",
    ]);
  });

  it("each have a verdict of their own that is watched", () => {
    expect(watched({ when: "age(person) >= 18" }, born("2006-02-01"), born("2004-09-01"))).toEqual(["2022-09-01"]);
  });
});

describe("an amount", () => {
  const amount = (value: string) => `{ per: month, value: '${value}' }`;
  const pupil = { student: true };

  it("is watched while somebody qualifies: any other value of a parameter is another amount", () => {
    const written = { when: "person.income < parameter.line", amount: amount("parameter.line - person.income") };
    expect(watched(written, { income: 620.5 })).toEqual([newLine, nearLine]);
    expect(watched(written, { income: 1050 })).toEqual([newLine, ["line", undefined, 1050.01]]);
    expect(watched(written, { income: 1100 })).toEqual([["line", undefined, 1100.01]]);
  });

  it("is watched in the branch that is taken alone, and in both while it is open which", () => {
    const written = { amount: amount("person.grade > 2 ? parameter.line : parameter.other") };
    expect(watched(written, { ...pupil, grade: 3 })).toEqual([newLine, nearLine]);
    expect(watched(written, { ...pupil, grade: 2 })).toEqual([nearOther]);
    expect(watched(written, pupil)).toEqual([newLine, nearLine, nearOther]);
    expect(watched(written, { student: false })).toEqual([]);
  });

  it("is watched for the birthday that changes it", () => {
    const written = { amount: amount("age(person) >= 80 ? parameter.other * 2 : parameter.other") };
    expect(watched(written, { ...pupil, birthDate: "1942-09-01" })).toEqual(["2022-09-01", nearOther]);
    const monthly = { amount: amount("ageInMonths(person) >= 6 ? parameter.other : parameter.line") };
    expect(watched(monthly, { ...pupil, birthDate: "2022-01-31" })).toEqual([newLine, nearLine]);
    expect(watched(monthly, { ...pupil, birthDate: "2021-12-15" })).toEqual(["2022-06-15", nearLine]);
  });

  it("in tiers of what is given in kind is watched for the tier that will apply", () => {
    const text = "{ zh: 一档, en: A tier }";
    const tier = (id: string, when: string) => `{ id: ${id}, text: ${text}, when: '${when}' }`;
    const inKind = `{ per: kind, text: ${text}, tiers: [${tier("elder", "age(person) >= 80")}, ${tier("senior", "age(person) >= 60")}, { id: rest, text: ${text} }] }`;
    const of = (birthDate: string) => watched({ amount: inKind }, { ...pupil, birthDate });
    expect(of("1930-01-01")).toEqual([]);
    expect(of("1950-09-01")).toEqual(["2030-09-01"]);
    expect(of("1970-09-01")).toEqual(["2030-09-01"]);
    expect(watched({ amount: inKind }, { student: false, birthDate: "1970-09-01" })).toEqual([]);
    const decided = `{ per: kind, text: ${text}, tiers: [${tier("pupil", "person.student")}, ${tier("senior", "age(person) >= 60")}, { id: rest, text: ${text} }] }`;
    expect(watched({ amount: decided }, { ...pupil, birthDate: "1970-09-01" })).toEqual([]);
  });
});

describe("what staff check at the door", () => {
  const text = "{ zh: 文字, en: Text }";
  const conditions = `
  - { id: pupil, text: ${text}, when: person.student }
  - { id: checked, text: ${text}, layer: verification, when: person.expense < parameter.line }`;

  it("is watched unless the verdict is no", () => {
    expect(watched({ conditions }, { student: true, expense: 1050 })).toEqual([newLine, ["line", undefined, 1050.01]]);
    expect(watched({ conditions }, { expense: 1050 })).toEqual([newLine, ["line", undefined, 1050.01]]);
    expect(watched({ conditions }, { student: false, expense: 1050 })).toEqual([]);
  });
});

describe("a parameter without a value yet", () => {
  const document = documentOf({ when: "person.income < parameter.line" });

  it("is watched for its first value, and for any day on which one holds", () => {
    expect(judgedBoth(document, familyOf({ income: 1 }), "2021-12-31").watch).toEqual([
      { on: "2022-01-01" },
      { parameter: "line", area: "330106" },
    ]);
  });

  it("beside one that has a value is watched until it has one too", () => {
    const later =
      'metadata: { unit: yuan, reference: [{ title: 办法 }] }\nareas: { "33": { values: { 2022-09-01: 100 } } }';
    const written = { when: "person.income + parameter.later < parameter.line", parameters: { later } };
    expect(watched(written, { income: 1 })).toEqual(["2022-09-01", ["later", undefined, undefined]]);
  });

  it("is not watched of a family of whom nobody knows where it lives", () => {
    expect(judgedBoth(document, { ...familyOf({ income: 1 }), area: undefined }, "2021-12-31").watch).toEqual([]);
    expect(judgedBoth(document, { ...familyOf({ income: 1 }), area: "110101" }, judgedOn).watch).toEqual([]);
  });
});
