import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "#eligibility/judge.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { amountOf, problemsOf, problemsOfAmount, published } from "./language-pack.ts";

const reference = "reference: [{ title: 条例 }]";
const careByGrade = `metadata: { unit: yuan, ${reference} }
keys: [1, 2, 3, 4]
areas:
  "33": { values: { 2021-01-01: { 1: 500, 2: 250, 3: 125, 4: 0 }, 2022-07-01: { 1: 600, 2: 300, 3: 150, 4: 0 } } }
`;
const careByStage = `metadata: { unit: yuan, ${reference} }
keys: [preschool, primary, secondary]
areas:
  "33": { values: { 2021-01-01: { preschool: 100, primary: 200, secondary: 300 } } }
`;
const parameters = { care: careByGrade, stipend: careByStage };
const grade = { op: "fact", of: "person", name: "grade", slot: 0 };
const stage = { op: "fact", of: "person", name: "stage", slot: 0 };
const at = (key: string) => ({ op: "parameter", name: key });

describe("a table of parameters by a key", () => {
  it("is one number for each key in the document, each with its dates and its key in its description", () => {
    const document = published({ parameters, amount: "{ per: month, value: 'parameter.care[1]' }" });
    expect(document.parameters.map(({ name, unit }) => [name, unit])).toEqual([
      ["care[1]", "yuan"],
      ["care[2]", "yuan"],
      ["care[3]", "yuan"],
      ["care[4]", "yuan"],
      ["stipend[preschool]", "yuan"],
      ["stipend[primary]", "yuan"],
      ["stipend[secondary]", "yuan"],
    ]);
    expect(document.parameters[1]).toMatchObject({
      description: { zh: "标准(2)", en: "Standard (2)" },
      areas: { "33": { "2021-01-01": 250, "2022-07-01": 300 } },
    });
  });

  it("is read by a key written out", () => {
    expect(amountOf("parameter.care[3]", { parameters })).toEqual(at("care[3]"));
    expect(amountOf('parameter.stipend["primary"]', { parameters })).toEqual(at("stipend[primary]"));
  });

  it("is read by a whole number, tried key by key", () => {
    const is = (value: number) => ({ op: "==", left: grade, right: { op: "number", value } });
    expect(amountOf("parameter.care[person.grade]", { parameters })).toEqual({
      op: "if",
      when: is(1),
      holds: at("care[1]"),
      fails: {
        op: "if",
        when: is(2),
        holds: at("care[2]"),
        fails: { op: "if", when: is(3), holds: at("care[3]"), fails: at("care[4]") },
      },
    });
  });

  it("is read by an enumeration, tried value by value", () => {
    const is = (value: string) => ({ op: "same", left: stage, right: { op: "text", value } });
    expect(amountOf("parameter.stipend[person.stage]", { parameters })).toEqual({
      op: "if",
      when: is("preschool"),
      holds: at("stipend[preschool]"),
      fails: { op: "if", when: is("primary"), holds: at("stipend[primary]"), fails: at("stipend[secondary]") },
    });
  });

  it("is read at no key that cannot be", () => {
    const tree = amountOf("parameter.care[max(person.grade, 3)]", { parameters });
    expect(tree).toMatchObject({ op: "if", holds: at("care[3]"), fails: at("care[4]") });
    expect(amountOf('parameter.stipend[person.student ? "primary" : "secondary"]', { parameters })).toMatchObject({
      op: "if",
      holds: at("stipend[primary]"),
      fails: at("stipend[secondary]"),
    });
  });

  it("is read by a count of people that is held to its keys", () => {
    expect(amountOf("parameter.care[min(size(household.members), 4)]", { parameters })).toMatchObject({ op: "if" });
    const of = "size(household.members.filter(m, m.student))";
    expect(amountOf(`parameter.care[min(max(${of}, 1), 4)]`, { parameters })).toMatchObject({ op: "if" });
    expect(amountOf(`parameter.care[min(${of} + 1, 4)]`, { parameters })).toMatchObject({ op: "if" });
    expect(amountOf("parameter.care[max(min(age(person), 4), 1)]", { parameters })).toMatchObject({ op: "if" });
  });

  it("gives each household the number of its key", () => {
    const document = published({
      parameters,
      when: "person.student || !person.student",
      amount: "{ per: month, value: 'parameter.care[person.grade]' }",
    });
    const standard = compileStandard(document);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.constantFrom("2021-05-01", "2022-08-01"), (of, on) => {
        const household = {
          household: "h-1",
          area: "330106",
          facts: {},
          members: [{ person: "p-1", facts: { grade: of, student: true } }],
        };
        const paid = { "2021-05-01": [500, 250, 125, 0], "2022-08-01": [600, 300, 150, 0] }[on];
        expect(judge(standard, household, on).results[0]?.amount).toBe(paid?.[of - 1]);
      }),
    );
  });
});

describe("a key that has no number", () => {
  it("is told where it is written, with the nearest key", () => {
    expect(problemsOfAmount("parameter.care[7]", { parameters })).toEqual([
      "programmes/allowance.yaml:10:46: 7: no such key of parameter.care; did you mean 1?",
    ]);
    expect(problemsOfAmount('parameter.stipend["primry"]', { parameters })).toEqual([
      "programmes/allowance.yaml:10:49: primry: no such key of parameter.stipend; did you mean primary?",
    ]);
  });

  it("is told of a number that may be beyond the keys or between them", () => {
    const sparse = careByGrade.replace("[1, 2, 3, 4]", "[1, 3, 4]").replaceAll(/2: \d+, /g, "");
    const told = (key: string) => problemsOfAmount(`parameter.care[${key}]`, { parameters: { care: sparse } })[0];
    expect(told("person.grade")).toContain("a key that may be 2, which parameter.care has no number for");
    expect(told("person.places")).toContain("a key that may be 0, 2, 5 or more, which");
    expect(told("person.places - 2")).toContain("a key that may be -2 to 0, 2, 5 or more, which");
    expect(told("size(household.members)")).toContain("a key that may be 2, 5 or more, which");
    expect(told("size(household.members.filter(m, m.student))")).toContain("may be 0, 2, 5 or more");
    expect(told("0 - person.places")).toContain("may be 0 or less,");
  });

  it("is told of an enumeration's values", () => {
    const bare = careByStage.replace("preschool, ", "").replace("preschool: 100, ", "");
    expect(problemsOfAmount("parameter.stipend[person.stage]", { parameters: { stipend: bare } })).toEqual([
      "programmes/allowance.yaml:10:49: found a key that may be preschool, which parameter.stipend has no number for; its keys are primary, secondary",
    ]);
  });

  it("is told of a key of another type", () => {
    const told = (expression: string) => problemsOfAmount(expression, { parameters })[0];
    expect(told("parameter.care[person.stage]")).toContain(
      "found a text, expected a key of parameter.care: 1, 2, 3, 4",
    );
    expect(told("parameter.stipend[person.grade]")).toContain("found a plain number, expected a key of");
    expect(told("parameter.care[person.income]")).toContain("found a number of yuan, expected a key of");
    expect(told("parameter.care[person.hired]")).toContain("found a date, expected a key of");
    expect(told("parameter.care[person.grade / 2]")).toContain("found a number that may have decimals");
    expect(told("parameter.care[1.5]")).toContain("found a number that may have decimals");
    expect(told("parameter.care[person.student]")).toContain("found a condition (true or false), expected a key of");
    expect(told("parameter.stipend[household.note]")).toContain("found a text that may be any");
  });

  it("is told of a table without its key, and of a key without a table", () => {
    expect(problemsOfAmount("parameter.care + 1", { parameters })[0]).toContain(
      "found a table, which needs its key as in parameter.care[…]",
    );
    expect(problemsOfAmount("person.income[1]", { parameters })[0]).toContain(
      "found a number of yuan before […], expected a parameter that has keys",
    );
    expect(problemsOfAmount("parameter.crae[1]", { parameters })[0]).toContain("did you mean care?");
  });
});

describe("a table's file", () => {
  const told = (care: string) => problemsOf({ parameters: { care } });

  it("must have a number for each key at each date, and for no other", () => {
    expect(told(careByGrade.replace("2: 300, ", ""))).toEqual([
      "parameters/care.yaml:6:79: areas.33.values.2022-07-01: found no number for 2, expected one for each of keys",
    ]);
    expect(told(careByStage.replace("primary: 200", "primry: 200"))).toEqual([
      "parameters/care.yaml:6:33: areas.33.values.2021-01-01: found no number for primary, expected one for each of keys",
      "parameters/care.yaml:6:59: areas.33.values.2021-01-01.primry: no such key; did you mean primary?",
    ]);
  });

  it("must have keys, each once, of one type", () => {
    expect(told(careByGrade.replace("[1, 2, 3, 4]", "[1, 2, 3, 4, 4]"))).toEqual([
      "parameters/care.yaml:4:20: keys[4]: found 4 again, expected each key once",
    ]);
    expect(told(careByGrade.replace("[1, 2, 3, 4]", "[]"))[0]).toContain("expected a list of one key or more");
    expect(told(careByGrade.replace("[1, 2, 3, 4]", "[1, two]"))[0]).toContain("parameters/care.yaml:4:");
  });

  it("must have numbers of its unit, told where they stand", () => {
    expect(told(careByGrade.replace("3: 125", "3: 125.125"))).toEqual([
      "parameters/care.yaml:6:51: areas.33.values.2021-01-01.3: found 125.125, expected yuan with at most two decimals",
    ]);
    expect(told(careByGrade.replace("{ 1: 500, 2: 250, 3: 125, 4: 0 }", "500"))[0]).toContain(
      "areas.33.values.2021-01-01: found number, expected a number for each key",
    );
  });

  it("must cover each county where a programme reads it", () => {
    const bare = careByGrade.replace('"33":', '"330106":');
    expect(problemsOfAmount("parameter.care[1]", { parameters: { care: bare } })).toEqual([]);
    const none = careByGrade.replace('"33":', '"3302":');
    expect(problemsOfAmount("parameter.care[1]", { parameters: { care: none } }).join("\n")).toContain(
      "care has no value for 330106 区 District",
    );
  });
});
