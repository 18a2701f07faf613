import { describe, expect, it } from "vitest";
import { checkPack } from "#functions/publish/check-pack.ts";
import { edited, problemsOf, smallPack, told } from "./small-pack.ts";

/* What is wrong between the parts of a pack, and with the form of its files. */

const heating = "programmes/heating-allowance.yaml";
const boiler = "programmes/boiler-check.yaml";
const meals = "programmes/winter-meals.yaml";
const line = "parameters/heating-line.yaml";
const age = "parameters/meal-age.yaml";

describe("what goes round in a circle", () => {
  it("programmes that follow each other's verdicts are told with their circle, each where it is", () => {
    const income = "household.totalIncome < parameter.heatingLine";
    expect(problemsOf(edited([heating, income, "programme.boiler-check"]))).toMatchObject([
      { file: boiler, line: 6, message: expect.stringContaining("boiler-check → heating-allowance → boiler-check") },
      {
        file: heating,
        line: 6,
        message: expect.stringContaining("heating-allowance → boiler-check → heating-allowance"),
      },
    ]);
    expect(told([boiler, "programme.heating-allowance", "programme.boiler-check"])).toMatchObject({
      file: boiler,
      message: expect.stringContaining("boiler-check → boiler-check"),
    });
  });

  it("a derived fact that follows from itself is told", () => {
    expect(
      told(["facts.yaml", "sum(household.members.map(m, m.monthlyIncome))", "household.totalIncome"]),
    ).toMatchObject({
      file: "facts.yaml",
      line: 49,
      message: expect.stringContaining("circle"),
    });
  });

  it("an escalation that comes back is told at each role in it", () => {
    const escalation = "  dueDays: 15\n  escalation: { to: village-worker, afterDays: 1 }";
    expect(problemsOf(edited(["roles.yaml", "  dueDays: 15", escalation]))).toMatchObject([
      { file: "roles.yaml", line: 6 },
      {
        file: "roles.yaml",
        line: 12,
        message: expect.stringContaining("county-office → village-worker → county-office"),
      },
    ]);
  });
});

describe("the form of YAML", () => {
  it("that is broken is told at its place", () => {
    expect(problemsOf(edited([heating, "of: household\n", "of: [household\n"]))).toContainEqual(
      expect.objectContaining({ file: heating, line: 4, column: 1 }),
    );
    expect(problemsOf(edited([heating, "  - id: income", "\t- id: income"]))).toContainEqual(
      expect.objectContaining({ file: heating, line: 6, column: 1, message: expect.stringMatching(/tab/i) }),
    );
    expect(problemsOf(edited([heating, "of: household\n", "of: household\nof: person\n"]))).toContainEqual(
      expect.objectContaining({ file: heating, line: 4, column: 1, message: expect.stringMatching(/unique/i) }),
    );
  });

  it("an alias of no anchor, or of more than could be meant, is a problem and no crash", () => {
    expect(problemsOf(edited([heating, "of: household\n", "of: *whom\n"]))).toContainEqual(
      expect.objectContaining({ file: heating, line: 3, column: 5, message: expect.stringContaining("whom") }),
    );
    const nine = (name: string) => `[${Array.from({ length: 9 }, () => name).join(", ")}]`;
    const laughs = ["a", "b", "c", "d", "e", "f"].map(
      (name, index, names) => `${name}: &${name} ${nine(index === 0 ? "x" : `*${names[index - 1]}`)}`,
    );
    const text = `${laughs.join("\n")}\n`;
    expect(problemsOf([...smallPack, { path: "programmes/laughs.yaml", text }])).toContainEqual(
      expect.objectContaining({ file: "programmes/laughs.yaml", line: 2 }),
    );
  });

  it("unknown fields are told by name", () => {
    expect(told([heating, "of: household\n", "of: household\nkind: cash\n"])).toMatchObject({
      file: heating,
      line: 4,
      message: expect.stringMatching(/^kind: no such field/),
    });
    expect(told([meals, "    when: age", "    whenn: never\n    when: age"])).toMatchObject({
      file: meals,
      line: 8,
      message: expect.stringMatching(/^conditions\[0\]\.whenn: no such field/),
    });
  });
});

describe("what is there twice", () => {
  const programmeAgain = { path: "programmes/again.yaml", text: textOf(meals) };
  const parameterAgain = { path: "parameters/again.yaml", text: textOf(age) };

  function textOf(path: string): string {
    return smallPack.find((file) => file.path === path)?.text ?? "";
  }

  it("a programme, a parameter", () => {
    expect(problemsOf([...smallPack, programmeAgain])).toMatchObject([
      { file: "programmes/again.yaml", line: 1, column: 5, message: expect.stringContaining(`which ${meals} defines`) },
    ]);
    expect(problemsOf([...smallPack, parameterAgain])).toMatchObject([
      { file: "parameters/again.yaml", line: 1, column: 7, message: expect.stringContaining(`which ${age} defines`) },
    ]);
  });

  it("a condition of a programme, a fact, a role", () => {
    expect(told([meals, "id: not-employed", "id: old-enough"])).toMatchObject({ file: meals, line: 9, column: 9 });
    const again = edited([
      "facts.yaml",
      "- name: totalIncome",
      `- name: savings
  of: household
  type: number
  unit: yuan
  layer: verification
  sensitivity: sensitive
  label: { zh: 存款, en: Savings }
  question: { zh: 存款?, en: Savings? }
- name: totalIncome`,
    ]);
    expect(problemsOf(again)).toMatchObject([
      { file: "facts.yaml", line: 41, column: 9, message: expect.stringContaining("household.savings again") },
    ]);
    const role = { from: "- id: county-office\n", to: "- id: village-worker\n" };
    expect(problemsOf(edited(["roles.yaml", role.from, role.to]))).toContainEqual(
      expect.objectContaining({ file: "roles.yaml", line: 7, column: 7 }),
    );
  });

  it("an area", () => {
    expect(told(["areas.csv", "South Shore", "South Shore\n990101,9901,county,北岸县,North Shore"])).toMatchObject({
      file: "areas.csv",
      line: 6,
      message: expect.stringContaining("990101 again"),
    });
  });
});

describe("roles and areas", () => {
  it("a role that serves an unknown programme is told with the nearest one", () => {
    expect(told(["roles.yaml", "winter-meals]", "winter-meals, winter-meal]"])).toMatchObject({
      file: "roles.yaml",
      line: 4,
      column: 63,
      message: expect.stringContaining("did you mean winter-meals?"),
    });
  });

  it("a role that escalates to an unknown one is told with the nearest one", () => {
    expect(told(["roles.yaml", "to: county-office", "to: county-ofice"])).toMatchObject({
      file: "roles.yaml",
      line: 6,
      column: 21,
      message: expect.stringContaining("did you mean county-office?"),
    });
  });

  it("an area whose parent is not there is told with its line", () => {
    expect(problemsOf(edited(["areas.csv", "990102,9901", "990102,9902"]))).toContainEqual(
      expect.objectContaining({ file: "areas.csv", line: 5, message: expect.stringContaining("9902") }),
    );
  });

  it("a parameter of an area that is not there is told with the nearest one", () => {
    expect(told([line, '  "990102"', '  "990103": { values: { 2030-01-01: 760 } }\n  "990102"'])).toMatchObject({
      file: line,
      line: 10,
      message: expect.stringContaining("990103"),
    });
  });
});

describe("several problems", () => {
  it("are told at once, in the order of files and lines", () => {
    const files = edited(
      [meals, "person.employment !=", "person.employement !="],
      [meals, "parameter.mealAge", "parameter.mealsAge"],
      [heating, "household.totalIncome <", "household.totalIncom <"],
      ["roles.yaml", "dueDays: 7", "dueDays: seven"],
    );
    // Roles that cannot be read leave programmes unread, so that nobody is sent after what follows from that.
    expect(problemsOf(files)).toMatchObject([{ file: "roles.yaml", line: 5 }]);
    expect(problemsOf(files.map((file) => smallRoles(file))).map((each) => [each.file, each.line])).toEqual([
      [heating, 9],
      [meals, 8],
      [meals, 12],
    ]);
  });
});

function smallRoles(file: (typeof smallPack)[number]) {
  return file.path === "roles.yaml" ? (smallPack.find(({ path }) => path === file.path) ?? file) : file;
}

describe("the conditions of a programme", () => {
  const programme = "programmes/winter-meals.yaml";
  const employed = `  - id: not-employed
    text: { zh: 未就业, en: Not employed }
    source: [{ title: 湖乡助餐办法 }]
    when: person.employment != "employed"
`;
  const times = (count: number) =>
    Array.from({ length: count }, (_, index) => employed.replace("not-employed", `not-employed-${index}`)).join("");

  it("may be as many as a verdict has room for, and the next is told of", () => {
    expect(problemsOf(edited([programme, employed, times(24)]))).toEqual([]);
    expect(told([programme, employed, times(25)])).toMatchObject({
      file: programme,
      line: 5,
      message: "conditions: found 26 that screen, expected at most 25: put some together with all:",
    });
  });
});

describe("the values of an enumeration", () => {
  const values = "employed: { zh: 已就业, en: employed }";

  it("are in the document by name, with what they are called", () => {
    const { document } = checkPack(smallPack);
    const employment = document?.facts.find(({ name }) => name === "employment");
    expect(employment?.values).toEqual(["employed", "unemployed", "student"]);
    expect(employment?.labels?.["unemployed"]).toEqual({ zh: "失业", en: "unemployed" });
  });

  it("have a text in each language, each value once", () => {
    expect(told(["facts.yaml", values, "employed: { zh: 已就业 }"])).toMatchObject({
      file: "facts.yaml",
      line: 20,
      message: expect.stringContaining("expected an English text"),
    });
    expect(told(["facts.yaml", values, "employed: 已就业"])).toMatchObject({ file: "facts.yaml", line: 20 });
    expect(told(["facts.yaml", values, `${values}, ${values}`])).toMatchObject({ file: "facts.yaml", line: 20 });
  });
});
