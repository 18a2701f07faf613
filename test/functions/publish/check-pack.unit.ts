import { describe, expect, it } from "vitest";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { judge } from "#eligibility/judge.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { checkPack } from "#functions/publish/check-pack.ts";
import { edited, problemsOf, smallPack, told } from "./small-pack.ts";

const heating = "programmes/heating-allowance.yaml";
const boiler = "programmes/boiler-check.yaml";
const meals = "programmes/winter-meals.yaml";
const line = "parameters/heating-line.yaml";

describe("a pack of another place", () => {
  it("that is sound becomes a document", () => {
    const { document, problems } = checkPack(smallPack);
    expect(problems).toBeUndefined();
    expect(document).toMatchObject({ format: 1, name: "lakeland", version: "2030.1", timeZone: "Asia/Shanghai" });
    expect(document?.programmes.map(({ id, role }) => [id, role])).toEqual([
      ["boiler-check", "village-worker"],
      ["heating-allowance", "village-worker"],
      ["winter-meals", "village-worker"],
    ]);
    expect(document?.facts.find(({ name }) => name === "birthDate")?.owners).toEqual(["register"]);
  });

  it("judges the households of that place", () => {
    const { document } = checkPack(smallPack);
    if (!document) throw new Error("Found problems.");
    const household = householdFacts({
      household: "h-1",
      area: "990101001001",
      members: [{ person: "p-1", facts: { birthDate: "1955-01-01", monthlyIncome: 850.49, employment: "employed" } }],
    });
    const results = judge(compileStandard(document), household, "2030-10-01").results;
    expect(results.map(({ programme, verdict, amount }) => [programme, verdict, amount])).toEqual([
      ["boiler-check", "eligible", undefined],
      // A quarter of 850.50, rounded half up to the fen.
      ["heating-allowance", "eligible", 212.63],
      ["winter-meals", "not-eligible", undefined],
    ]);
  });

  it("comes out the same as JSON: what is published is what was checked", () => {
    const { document } = checkPack(smallPack);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it("is the same whatever the order of its files", () => {
    const { document } = checkPack(smallPack.toReversed());
    const sorted = (each: typeof document) => each?.programmes.toSorted((a, b) => a.id.localeCompare(b.id));
    expect(sorted(document)).toEqual(sorted(checkPack(smallPack).document));
  });
});

describe("a name that is not there", () => {
  it("of a fact is told with the nearest one", () => {
    expect(told([heating, "household.totalIncome <", "household.totalIncom <"])).toMatchObject({
      file: heating,
      line: 9,
      column: 21,
      message: expect.stringMatching(/totalIncom: no such fact of a household; did you mean totalIncome\?$/),
    });
  });

  it("of a fact is told with whose it is, where it is not the household's but a person's", () => {
    expect(told([meals, "person.employment !=", "household.employment !="])).toMatchObject({
      file: meals,
      line: 12,
      column: 21,
      message: expect.stringContaining("did you mean person.employment?"),
    });
  });

  it("is found at its place in an expression that runs over several lines", () => {
    const folded = ">-\n      household.totalIncome <\n      parameter.heatingLin";
    expect(told([heating, "household.totalIncome < parameter.heatingLine", folded])).toMatchObject({
      line: 11,
      column: 17,
      pointsAt: "heatingLin",
    });
  });

  it("of a parameter, a programme, a function or a value is told with the nearest one", () => {
    expect(told([meals, "parameter.mealAge", "parameter.mealsAge"])).toMatchObject({
      file: meals,
      line: 8,
      column: 36,
      message: expect.stringContaining("did you mean mealAge?"),
    });
    expect(told([boiler, "programme.heating-allowance", "programme.heating-alowance"])).toMatchObject({
      file: boiler,
      line: 8,
      column: 21,
      message: expect.stringContaining("did you mean heating-allowance?"),
    });
    expect(told([meals, "age(person)", "agee(person)"])).toMatchObject({
      file: meals,
      line: 8,
      column: 11,
      message: expect.stringContaining("did you mean age?"),
    });
    expect(told([meals, '"employed"', '"employd"'])).toMatchObject({
      file: meals,
      line: 12,
      column: 32,
      message: expect.stringContaining("did you mean employed?"),
    });
  });

  it("of a fact that a source owns is told with the nearest one", () => {
    expect(told(["pack.yaml", "person.birthDate", "person.birthdate"])).toMatchObject({
      file: "pack.yaml",
      line: 11,
      column: 12,
      message: expect.stringContaining("did you mean person.birthDate?"),
    });
  });

  it("is none that JavaScript would find on any object", () => {
    expect(told([meals, "person.employment !=", "person.constructor !="]).message).toContain("no such fact");
    expect(told([meals, "parameter.mealAge", "parameter.constructor"]).message).toContain("no such parameter");
  });
});

describe("types and units", () => {
  it("yuan are not compared with years", () => {
    expect(told([heating, "< parameter.heatingLine", "< parameter.mealAge"])).toMatchObject({
      file: heating,
      line: 9,
      column: 11,
      message: expect.stringMatching(/yuan.*years/),
    });
  });

  it("a text is not compared with a number", () => {
    expect(told([meals, '"employed"', "3"])).toMatchObject({ file: meals, line: 12, column: 11 });
  });

  it("a number is no condition", () => {
    expect(told([meals, " >= parameter.mealAge", ""])).toMatchObject({
      file: meals,
      line: 8,
      column: 11,
      message: expect.stringContaining("expected a condition"),
    });
  });

  it("years are no amount", () => {
    expect(told([heating, "value: parameter.heatingLine / 4", "value: parameter.mealAge"])).toMatchObject({
      file: heating,
      line: 15,
      column: 10,
      message: expect.stringMatching(/years.*yuan/),
    });
  });

  it("money has at most two decimals", () => {
    expect(told([line, "850.5", "850.505"])).toMatchObject({
      file: line,
      line: 9,
      column: 54,
      message: expect.stringContaining("at most two decimals"),
    });
  });

  it("nothing is divided by nought", () => {
    expect(told([heating, "heatingLine / 4", "heatingLine / 0"])).toMatchObject({
      file: heating,
      line: 15,
      column: 34,
      message: expect.stringContaining("found 0"),
    });
    expect(told([heating, "parameter.heatingLine / 4", "4 / 0"])).toMatchObject({ line: 15, column: 14 });
  });

  it("a field of another type is told with what was found, and where", () => {
    expect(told(["roles.yaml", "dueDays: 7", "dueDays: seven"])).toMatchObject({
      file: "roles.yaml",
      line: 5,
      column: 12,
      message: expect.stringMatching(/dueDays: found text, expected a whole number/),
    });
    expect(told([line, "2030-01-01: 760", '2030-01-01: "760"'])).toMatchObject({
      file: line,
      line: 10,
      column: 37,
      message: expect.stringMatching(/found text, expected a number/),
    });
    expect(told(["pack.yaml", '"2030.1"', "2030.1"])).toMatchObject({ file: "pack.yaml", line: 3, column: 10 });
  });

  it("= for == is told with its cure", () => {
    expect(told([meals, "!=", "="])).toMatchObject({
      line: 12,
      column: 29,
      message: expect.stringContaining("to compare write =="),
    });
  });
});

describe("what a pack must have", () => {
  it("a value of a parameter for every county in which it is read", () => {
    expect(told([line, '  "990102": { values: { 2030-01-01: 760 } }\n', ""])).toMatchObject({
      file: line,
      line: 9,
      message: expect.stringContaining("990102 南岸县 South Shore"),
    });
  });

  it("a source of every condition", () => {
    const source = "    source: [{ title: 湖乡助餐办法 }]\n    when: age";
    expect(told([meals, source, "    when: age"])).toMatchObject({
      file: meals,
      line: 5,
      message: expect.stringContaining("old-enough: found a condition without a source"),
    });
  });

  it("each text in both languages", () => {
    expect(told([heating, "{ zh: 供暖补贴, en: Heating allowance }", "{ zh: 供暖补贴 }"])).toMatchObject({
      file: heating,
      line: 2,
      column: 7,
      message: expect.stringMatching(/^name\.en: found missing, expected an English text/),
    });
    expect(told(["roles.yaml", "zh: 村工作人员", 'zh: ""'])).toMatchObject({
      file: "roles.yaml",
      line: 2,
      message: expect.stringContaining("expected a Chinese text"),
    });
    expect(problemsOf(edited(["areas.csv", "South Shore", ""]))).toContainEqual(
      expect.objectContaining({
        file: "areas.csv",
        line: 5,
        message: expect.stringContaining("expected an English name"),
      }),
    );
  });

  it("a role for every programme", () => {
    expect(told(["roles.yaml", ", winter-meals]", "]"])).toMatchObject({
      file: meals,
      line: 1,
      message: expect.stringContaining("winter-meals"),
    });
  });

  it("its files", () => {
    expect(problemsOf([]).map(({ file }) => file)).toEqual(["areas.csv", "facts.yaml", "pack.yaml", "roles.yaml"]);
  });

  it("no others: one that nothing reads is most likely misspelt", () => {
    const stray = { path: "programs/x.yaml", text: "id: x\n" };
    expect(problemsOf([...smallPack, stray])).toMatchObject([{ file: "programs/x.yaml", line: 1, column: 1 }]);
  });
});

describe("facts that may be asked only with the family's authorisation", () => {
  const message = expect.stringContaining("found a verification fact");

  it("are read by no screening condition", () => {
    expect(told([heating, "household.totalIncome <", "household.savings <"])).toMatchObject({
      file: heating,
      line: 9,
      column: 21,
      message,
    });
  });

  it("are read by no amount and by no derived fact that screens", () => {
    expect(told([heating, "value: parameter.heatingLine / 4", "value: household.savings"])).toMatchObject({
      file: heating,
      line: 15,
      column: 20,
      message,
    });
    const sum = "sum(household.members.map(m, m.monthlyIncome))";
    expect(told(["facts.yaml", sum, `${sum} + household.savings`])).toMatchObject({
      file: "facts.yaml",
      line: 49,
      message,
    });
  });

  it("do not make a programme alone: something must screen", () => {
    expect(told([boiler, "    when:", "    layer: verification\n    when:"])).toMatchObject({
      file: boiler,
      line: 6,
      message: expect.stringContaining("at least one that screens"),
    });
  });
});
