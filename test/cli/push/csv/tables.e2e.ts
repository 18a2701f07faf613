import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contractOf } from "#events/sources/contracts.ts";
import { problemsOfReport } from "#events/sources/report-schema.ts";
import { pfp, startPfp } from "../../pfp.ts";
import { type BusBehaviour, type BusOnLoopback, busOnLoopback, changesIn } from "../bus-on-loopback.ts";

let folder: string;
let bus: BusOnLoopback | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-tables-"));
});
afterEach(async () => {
  await bus?.close();
  bus = undefined;
  rmSync(folder, { recursive: true });
});

async function startBus(behaviour: BusBehaviour = {}): Promise<BusOnLoopback> {
  bus = await busOnLoopback(behaviour);
  return bus;
}

function fileOf(content: string | Uint8Array, name = "table.csv"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function pushTable(file: string, source: string, ...options: string[]) {
  return pfp(["push", "--from", "csv", "--source", source, file, ...options]);
}

const header = "人员编号,生效日期,年度个人自负医疗费用,参保状态";

// 人员编号,生效日期,年度个人自负医疗费用 / p-81c2,2022年7月6日,15,230.40元 — as a Chinese Windows writes it.
const inGb18030 = Buffer.concat([
  Buffer.from("c8cbd4b1b1e0bac52cc9fad0a7c8d5c6da2cc4eab6c8b8f6c8cbd7d4b8bad2bdc1c6b7d1d3c30d0a", "hex"),
  Buffer.from("702d383163322c32303232c4ea37d4c236c8d52c2231352c3233302e3430d4aa220d0a", "hex"),
]);

describe("pfp push --from csv", () => {
  test("sends the rows of a table as events of its source, 50 changes each", async () => {
    const { url, taken } = await startBus();
    const rows = Array.from({ length: 120 }, (_, index) => `p-${index},2022/7/6,"${index},000.50元",是`);
    const file = fileOf(`\uFEFF${[header, ...rows].join("\r\n")}\r\n`);
    const { status, stdout, stderr } = await pushTable(file, "medical-security", "--endpoint-url", url);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^120 rows: sent 120 events with 120 changes/);
    expect(taken.map((entry) => [entry.Source, entry.DetailType, changesIn(entry).length])).toEqual([
      ["medical-security", "household.changed.v1", 50],
      ["medical-security", "household.changed.v1", 50],
      ["medical-security", "household.changed.v1", 20],
    ]);
    const contract = contractOf("medical-security");
    for (const { Detail } of taken) expect(contract && problemsOfReport(contract, JSON.parse(Detail))).toEqual([]);
    expect(taken.flatMap(changesIn)[7]).toEqual({
      id: expect.stringMatching(/^medical-security-csv-[\w-]{16}-row-9$/),
      sequence: 9,
      person: "p-7",
      asOf: "2022-07-06",
      set: { medicalExpenseYear: 7000.5, basicMedicalInsurance: true },
    });
  });

  test("reads GB18030 as it reads UTF-8", async () => {
    const { url, taken } = await startBus();
    const { status, stderr } = await pushTable(fileOf(inGb18030), "medical-security", "--endpoint-url", url);
    expect([status, stderr]).toEqual([0, ""]);
    expect(taken.flatMap(changesIn)).toMatchObject([
      { person: "p-81c2", asOf: "2022-07-06", set: { medicalExpenseYear: 15230.4 } },
    ]);
  });

  test("makes the same events of the same content, whatever the file is called", async () => {
    const { url, taken } = await startBus();
    const content = `${header}\np-1,20220701,12,Y\np-2,20220701,13,N\n`;
    for (const name of ["july.csv", "july (1).csv"]) {
      await pushTable(fileOf(content, name), "medical-security", "--endpoint-url", url);
    }
    const [first, second] = taken;
    expect(first?.Detail).toBe(second?.Detail);
    await pushTable(fileOf(`${content}p-3,20220701,1,Y\n`), "medical-security", "--endpoint-url", url);
    expect(taken[2]?.Detail).not.toContain(JSON.parse(first?.Detail ?? "").id);
  });

  test("lets a later file, or its own sequence, win over an earlier one of the same day", async () => {
    const { url, taken } = await startBus();
    const file = fileOf("person,as of,deceased\np-1,2022-07-01,1\n");
    await pushTable(file, "funerals", "--endpoint-url", url, "--sequence", "3");
    await pushTable(fileOf("序号,person,as of,deceased\n17,p-1,2022-07-01,0\n"), "funerals", "--endpoint-url", url);
    expect(taken.map((entry) => [entry.Source, changesIn(entry)[0]?.["sequence"]])).toEqual([
      ["population", 30_000_002],
      ["population", 17],
    ]);
  });

  test("says all that is wrong with the columns first, and sends nothing", async () => {
    const { url, taken, requests } = await startBus();
    const file = fileOf("人员编码,参保状态,姓名,基本医疗保险\np-1,maybe,x,y\n");
    const { status, stdout, stderr } = await pushTable(file, "medical-security", "--endpoint-url", url);
    expect([status, stdout, taken, requests]).toEqual([2, "", [], []]);
    expect(stderr).toBe(
      [
        "pfp: 5 problems with the columns, nothing was sent",
        `  ${file}: column A "人员编码": found an unknown column, expected none such; did you mean 人员编号?`,
        `  ${file}: column C "姓名": found an unknown column, expected none such`,
        `  ${file}: column D "基本医疗保险": found the same as in column B, expected it once`,
        `  ${file}: found no column 人员编号 (person), expected it`,
        `  ${file}: found no column 生效日期 (as of), expected it`,
        "",
      ].join("\n"),
    );
    expect(existsSync(`${file}.rejects.ndjson`)).toBe(false);
  });

  test("shows nothing of a file whose first row is no header", async () => {
    const { status, stderr } = await pushTable(fileOf("p-81c2,2022-07-06,15230.4\n"), "medical-security", "--dry-run");
    expect(status).toBe(2);
    expect(stderr).toContain("row 1: found no column name that is known, expected a header with 人员编号 (person)");
    expect(stderr).not.toContain("p-81c2");
  });

  test("sets rows aside by the number that a spreadsheet shows, with column and kind, and sends their neighbours", async () => {
    const { url, taken } = await startBus();
    const rows = [
      'p-1,2022-07-01,"1,000\n元",是',
      "",
      'p-2,2022-07-01,"一千\n多",是',
      "x-3,2022-13-01,5,也许",
      "p-4,2022-07-01,5",
      "p-5,2022-07-01,,",
      "p-6,2022-07-01,2022-07-01,否",
      "p-7,2022-07-01,7,否",
    ];
    const file = fileOf([header, ...rows, ""].join("\n"));
    const { status, stdout, stderr } = await pushTable(file, "medical-security", "--endpoint-url", url, "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ lines: 8, events: 2, changes: 2, rejected: 5 });
    const expense = "yuan with at most two decimals, such as 1,234.50元, 0 or more";
    expect(stderr.trim().split("\n")).toEqual([
      `${file} row 4: column C 年度个人自负医疗费用: found text, expected ${expense}`,
      `${file} row 5: ${[
        "column D 参保状态: found text, expected 是 or 否 (yes or no, Y or N, true or false, 1 or 0)",
        "column B 生效日期: found text, expected a date such as 2022-07-01, 2022/7/1, 20220701 or 2022年7月1日",
        "column A 人员编号: found text, expected a person identifier such as p-81c2",
      ].join("; ")}`,
      `${file} row 6: found a row of 3 cells, expected 4, as many as the header has`,
      `${file} row 7: found no fact, expected at least one cell that tells a fact`,
      `${file} row 8: column C 年度个人自负医疗费用: found a date, expected ${expense}`,
    ]);
    expect(taken.flatMap(changesIn).map(({ person }) => person)).toEqual(["p-1", "p-7"]);
    const rejected = readFileSync(`${file}.rejects.ndjson`, "utf8").trim().split("\n");
    expect(rejected.map((line) => JSON.parse(line))).toMatchObject([
      { line: 4, rejected: 'p-2,2022-07-01,"一千\n多",是', problems: [{ field: "column C 年度个人自负医疗费用" }] },
      { line: 5 },
      { line: 6, rejected: "p-4,2022-07-01,5" },
      { line: 7 },
      { line: 8 },
    ]);
  });

  test("previews the columns and the first five rows, and sends nothing", async () => {
    const rows = Array.from({ length: 7 }, (_, index) => `p-${index},2022-07-01,${index},是`);
    const file = fileOf([header, ...rows].join("\n"));
    const { status, stdout } = await pushTable(file, "medical-security", "--dry-run");
    expect(status).toBe(0);
    const lines = stdout.split("\n");
    expect(lines.slice(0, 5)).toEqual([
      `${file}: UTF-8, as events of medical-security`,
      "  A 人员编号 → person",
      "  B 生效日期 → asOf",
      "  C 年度个人自负医疗费用 → person.medicalExpenseYear",
      "  D 参保状态 → person.basicMedicalInsurance",
    ]);
    expect(lines.filter((line) => line.startsWith("  row "))).toHaveLength(5);
    expect(lines[6]).toBe(
      '  row 2: {"person":"p-0","asOf":"2022-07-01","set":{"medicalExpenseYear":0,"basicMedicalInsurance":true}}',
    );
    expect(stdout).toContain("7 rows: would send 7 events with 7 changes");
  });

  test("tells of a person and of the household where a register does, and who lives in it", async () => {
    const { url, taken } = await startBus();
    const table = "家庭编号\t人员编号\t生效日期\t与户主关系\t居住地\nh-204\tp-1\t2022-07-01\t长女\t330106001001\n";
    const { status, stderr } = await pushTable(fileOf(table), "population", "--endpoint-url", url);
    expect([status, stderr]).toEqual([0, ""]);
    expect(taken.flatMap(changesIn)).toMatchObject([
      { person: "p-1", set: { household: "h-204", relation: "child" } },
      { household: "h-204", set: { area: "330106001001" } },
    ]);
  });

  test("takes what only an authorised check may ask with the authorisation alone", async () => {
    const { url, taken } = await startBus();
    const without = await pushTable(fileOf("家庭编号,生效日期,存款余额\nh-1,2022-07-01,100\n"), "banks", "--dry-run");
    expect([without.status, without.stderr]).toEqual([2, expect.stringContaining("found no column 授权编号")]);
    const table = "家庭编号,生效日期,存款余额,授权编号,授权有效期至\nh-1,2022-07-01,100,a-17,2022/12/31\n";
    const { status } = await pushTable(fileOf(table), "banks", "--endpoint-url", url);
    expect([status, taken[0]?.Source]).toEqual([0, "authorised-check"]);
    expect(taken.flatMap(changesIn)).toMatchObject([
      { household: "h-1", set: { savings: 100 }, authorisation: { id: "a-17", until: "2022-12-31" } },
    ]);
  });

  test("goes on where it was interrupted", async () => {
    const { url, taken } = await startBus({ delay: 40 });
    const rows = Array.from({ length: 400 }, (_, index) => `p-${index},2022-07-01,${index},是`);
    const file = fileOf([header, ...rows].join("\n"));
    const args = ["push", "--from", "csv", "--source", "medical-security", file, "--endpoint-url", url, "--no-pack"];
    const first = startPfp(args);
    while (taken.length < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    first.interrupt();
    const interrupted = await first.ended;
    expect(interrupted.status).toBe(130);
    const [, row] = /all is settled up to row (\d+)/.exec(interrupted.stderr) ?? [];
    const second = await pfp(args);
    expect(second.status).toBe(0);
    expect(second.stderr).toContain(`going on after row ${row}`);
    expect(new Set(taken.flatMap(changesIn).map(({ id }) => id)).size).toBe(400);
    expect(taken.length - 400).toBeLessThanOrEqual(40); // what was under way when it was interrupted
  });

  test.each([
    ["an Excel workbook", Buffer.from("504b030414000600", "hex")],
    ["UTF-16", Buffer.from("fffe70002d00", "hex")],
    ["neither UTF-8 nor GB18030", Buffer.from("706572736f6effff0a", "hex")],
    ["an empty file", Buffer.alloc(0)],
    ["a quote that is never closed", Buffer.from(`${header}\np-1,2022-07-01,5,是\n"p-2,2022-07-01,5,是\n`)],
  ])("says in one line of what cannot be read: %s", async (found, content) => {
    const { status, stderr } = await pushTable(fileOf(content), "medical-security", "--dry-run");
    expect([status, stderr]).toEqual([2, expect.stringMatching(new RegExp(`^pfp: .*${found}.*\\n$`))]);
  });

  test.each([
    ["no --source", ["--from", "csv"]],
    ["did you mean medical-security?", ["--from", "csv", "--source", "medical-securty"]],
    ['found "clock", which sets no fact', ["--from", "csv", "--source", "clock"]],
    ["--sequence", ["--from", "csv", "--source", "grid", "--sequence", "x"]],
    ["--from csv only", ["--sequence", "1"]],
    ["Allowed choices are ndjson, csv", ["--from", "xlsx"]],
  ])("says what is wrong with the command line: %s", async (message, options) => {
    const { status, stderr } = await pfp(["push", fileOf("x"), "--dry-run", ...options]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
