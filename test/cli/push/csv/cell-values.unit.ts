import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellInWords, cellReader, plainText } from "#cli/push/csv/cell-values.ts";
import { asOfIn, dateIn } from "#cli/push/csv/dates.ts";
import { sourceContracts } from "#events/sources/contracts.ts";
import { factSchema } from "#events/sources/fact-schema.ts";
import { qualifiedName, type ReportedFact } from "#events/sources/reported-fact.ts";

const facts = sourceContracts.flatMap((contract) => contract.facts);

function factNamed(name: string): ReportedFact {
  const fact = facts.find((each) => qualifiedName(each) === name);
  if (!fact) throw new Error(`no contract has ${name}`);
  return fact;
}

function readAs(name: string, cell: string) {
  return cellReader(factNamed(name))(plainText(cell)).value;
}

const days = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("dates in a cell", () => {
  test("are the same day in every habit, with or without a time", () => {
    fc.assert(
      fc.property(days, fc.constantFrom("", " 0:00", " 00:00:00", " 8:30:15", "T08:30"), (day, time) => {
        const [year = "", month = "", date = ""] = day.split("-");
        const short = [year, String(Number(month)), String(Number(date))];
        const habits = [day, short.join("/"), short.join("."), `${year}${month}${date}`, day.replaceAll("-", "/")];
        const chinese = `${short[0]}年${short[1]}月${short[2]}日`;
        for (const habit of [...habits, chinese])
          expect([habit, dateIn(plainText(habit + time))]).toEqual([habit, day]);
      }),
    );
  });

  test.each([
    ["2022-07-01", "2022-07-01"],
    ["2022/7/1 00:00:00", "2022-07-01"],
    ["2022/7/1 8:30", "2022-07-01T08:30:00+08:00"],
    ["20220701083015", "2022-07-01T08:30:15+08:00"],
    ["2022年7月1日 8时5分", "2022-07-01T08:05:00+08:00"],
    ["2022-07-01T08:30:00Z", "2022-07-01T08:30:00Z"],
    ["2022-07-01T08:30:00+0900", "2022-07-01T08:30:00+09:00"],
    ["2022-07-01", "2022-07-01"],
  ])("%s is from %s", (cell, asOf) => {
    expect(asOfIn(plainText(cell))).toBe(asOf);
  });

  test.each(["2022-02-30", "1/7/2022", "22-07-01", "2022-07-01 25:00", "2022/7-1", "2022年7月", "44743", "", "下周"])(
    "%s is none",
    (cell) => {
      expect(asOfIn(plainText(cell))).toBeUndefined();
    },
  );
});

describe("facts in a cell", () => {
  test("money is read with separators, signs and units, to the fen", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (fen) => {
        const yuan = fen / 100;
        const grouped = yuan.toLocaleString("en", { minimumFractionDigits: 2 });
        for (const cell of [String(yuan), grouped, `${grouped}元`, `¥${grouped}`, `¥ ${yuan} 元`]) {
          expect([cell, readAs("person.medicalExpenseYear", cell)]).toEqual([cell, yuan]);
        }
      }),
    );
    expect(readAs("person.medicalExpenseYear", "1,234.50元")).toBe(1234.5);
    expect(readAs("household.otherMonthlyIncome", "-300")).toBe(-300);
    expect(readAs("household.otherMonthlyIncome", "−300 元")).toBe(-300);
    expect(readAs("household.homeArea", "89.6㎡")).toBe(89.6);
  });

  test.each(["1,23", "12.345", "-1", "1.2万元", "1 200", "约1000", "12e3"])("%s is no expense of the year", (cell) => {
    expect(readAs("person.medicalExpenseYear", cell)).toBeUndefined();
  });

  test.each([
    ["是 Y y yes TRUE true 1 √ 死亡", true],
    ["否 N n no FALSE false 0 健在", false],
    ["对 2 maybe", undefined],
  ])("%s is %s", (cells, value) => {
    for (const cell of cells.split(" ")) expect([cell, readAs("person.deceased", cell)]).toEqual([cell, value]);
  });

  test("an enumeration is read by its identifier, its names and the words that systems use", () => {
    for (const fact of facts) {
      if (fact.type !== "enumeration") continue;
      for (const [value, { zh, en }] of Object.entries(fact.values)) {
        for (const cell of [value, zh, en.toUpperCase()]) {
          expect([fact.name, cell, readAs(qualifiedName(fact), cell)]).toEqual([fact.name, cell, value]);
        }
      }
    }
    expect(readAs("person.disabilityGrade", "二级")).toBe(2);
    expect(readAs("person.disabilityGrade", "5")).toBeUndefined();
  });

  test("a list is read with any separator, and may be empty", () => {
    const two = ["minimum-living-guarantee", "temporary-assistance"];
    for (const separator of [";", "; ", "、", ",", "|"]) {
      expect(readAs("household.enrolments", two.join(separator))).toEqual(two);
    }
    expect(readAs("household.enrolments", "无")).toEqual([]);
  });

  test("whatever a cell holds, what is read keeps the contract, and what is not is told by its kind alone", () => {
    const cells = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.double().map(String), days);
    fc.assert(
      fc.property(fc.constantFrom(...facts), cells, (fact, cell) => {
        const text = plainText(cell);
        const { value, expected } = cellReader(fact)(text);
        if (expected === undefined) expect(factSchema(fact).safeParse(value).success).toBe(true);
        else expect(cellInWords(text)).toMatch(/^(an empty cell|text|a date|a number.*|number signs.*)$/);
      }),
      { numRuns: 1000 },
    );
  });
});
