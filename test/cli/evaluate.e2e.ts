import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { zhejiangFolder } from "#test/standards/zhejiang.ts";
import { pfp } from "./pfp.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-evaluate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const usual = ["evaluate", "--pack", zhejiangFolder, "--on", "2022-07-01"];

function household(id: string, more: object = {}): string {
  return JSON.stringify({
    household: id,
    area: "330106001001",
    facts: { otherMonthlyIncome: 0 },
    members: [{ person: "p-1", facts: { birthDate: "1980-01-01", monthlyIncome: 500 } }],
    ...more,
  });
}

/** A file of these lines. */
function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const Judged = z.object({
  household: z.string(),
  on: z.string(),
  standards: z.string(),
  results: z.array(z.looseObject({ programme: z.string(), verdict: z.string(), missing: z.array(z.string()) })),
  watch: z.array(z.union([z.object({ on: z.string() }), z.looseObject({ parameter: z.string(), area: z.string() })])),
});

function judgements(stdout: string) {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Judged.parse(JSON.parse(line)));
}

function expectNoStackTrace(text: string): void {
  expect(text).not.toMatch(/^\s+at |node:internal|Node\.js v/m);
}

describe("pfp evaluate", () => {
  test("judges a household of a district that is no more by the one that took it over", async () => {
    const { status, stdout, stderr } = await pfp([
      ...usual,
      file("former", household("h-1", { area: "330103001001" })),
    ]);
    expect(status, stderr).toBe(0);
    const [judged] = judgements(stdout);
    expect(judged?.results).toContainEqual(
      expect.objectContaining({ programme: "minimum-living-guarantee", verdict: "eligible", amount: 551 }),
    );
    expect(judged?.watch.flatMap((point) => ("area" in point ? [point.area] : []))).toContain("330105");
  });

  test("refuses a household that lives nowhere, with its line and the nearest area known, and takes one in a new village", async () => {
    const { status, stdout, stderr } = await pfp([
      ...usual,
      file(
        "nowhere",
        household("h-1", { area: "330199001001" }),
        household("h-2", { area: "330106999999" }),
        household("h-3", { area: "999999999999" }),
      ),
    ]);
    expect(status).toBe(1);
    expect(judgements(stdout).map((each) => each.household)).toEqual(["h-2"]);
    expect(stderr).toContain(
      ":1: area: found the area 330199, in no county of zhejiang@2022.7, expected an area of 6, 9 or 12 digits in a county that areas.csv lists; the nearest known is 3301 杭州市 Hangzhou City",
    );
    expect(stderr).toContain(":3: area: found the area 999999, in no county of zhejiang@2022.7");
  });

  test("refuses births that cannot be, and takes those of today in a file that is judged as of a former day", async () => {
    const born = (birthDate: string) => ({ members: [{ person: "p-1", facts: { birthDate } }] });
    const { status, stdout, stderr } = await pfp([
      ...usual,
      file(
        "births",
        household("h-1", born("2099-01-01")),
        household("h-2", born("1700-01-01")),
        household("h-3", born("2024-02-29")),
      ),
    ]);
    expect(status).toBe(1);
    expect(judgements(stdout).map((each) => each.household)).toEqual(["h-3"]);
    expect(stderr).toMatch(
      /:1: members\[0\]\.facts\.birthDate: found text, expected a date of \d{4}-\d{2}-\d{2} or earlier, no day to come/,
    );
    expect(stderr).toContain(":2: members[0].facts.birthDate: found text, expected a date of 1905-01-01 or later");
  });

  test("writes a line for each household, in the order of the file, and a summary for a person", async () => {
    const { status, stdout, stderr } = await pfp([...usual, file("two", household("h-1"), household("h-2"))]);
    expect(status, stderr).toBe(0);
    const lines = judgements(stdout);
    expect(lines.map((each) => each.household)).toEqual(["h-1", "h-2"]);
    expect(lines[0]).toMatchObject({ on: "2022-07-01", standards: expect.stringMatching(/^zhejiang@/) });
    expect(lines[0]?.results).toContainEqual(
      expect.objectContaining({
        programme: "minimum-living-guarantee",
        verdict: "eligible",
        amount: 529,
        per: "month",
        reasons: expect.arrayContaining([
          {
            condition: "income-below-standard",
            holds: true,
            values: expect.objectContaining({
              "household.incomePerPerson": 500,
              "parameter.minimumLivingGuarantee": 1029,
            }),
          },
        ]),
        missing: [],
      }),
    );
    expect(stderr).toContain("2 户 households judged");
    expect(stderr).toMatch(/最低生活保障 Minimum living guarantee/);
  });

  test("tells a malformed line in the middle by its number, goes on with the others, and exits with 1", async () => {
    const path = file("middle", household("h-1"), '{"household":"h-2",', "", household("h-4"));
    const { status, stdout, stderr } = await pfp([...usual, path]);
    expect(status).toBe(1);
    expect(judgements(stdout).map((each) => each.household)).toEqual(["h-1", "h-4"]);
    expect(stderr).toContain(`${path}:2: found text that is no JSON, expected a household as JSON\n`);
    expect(stderr).toContain("1 lines rejected");
    expectNoStackTrace(stderr);
  });

  const wrong: [name: string, line: string, message: string][] = [
    [
      "an unknown fact",
      household("h-1", { members: [{ person: "p-1", facts: { wage: 3 } }] }),
      "members[0].facts.wage: found an unknown fact, expected a fact of a person in the dictionary of zhejiang@",
    ],
    [
      "an unknown fact of the household",
      household("h-1", { facts: { toString: 1 } }),
      "facts.toString: found an unknown",
    ],
    [
      "a fact of another type",
      household("h-1", { members: [{ person: "p-1", facts: { monthlyIncome: "12345" } }] }),
      "members[0].facts.monthlyIncome: found text, expected a number of yuan",
    ],
    [
      "a day that does not exist",
      household("h-1", { members: [{ person: "p-1", facts: { birthDate: "2022-02-30" } }] }),
      "members[0].facts.birthDate: found text, expected a date that exists",
    ],
    [
      "a value that an enumeration does not have",
      household("h-1", { members: [{ person: "p-1", facts: { employment: "rich" } }] }),
      "members[0].facts.employment: found text, expected one of employed,",
    ],
    ["a third decimal", household("h-1", { facts: { otherMonthlyIncome: 0.005 } }), "yuan with at most two decimals"],
    ["a fact that is derived", household("h-1", { facts: { incomePerPerson: 3 } }), "it is derived from other facts"],
    ["a field too many", household("h-1", { income: 3 }), "income: found number, expected no such field here"],
    ["no area", household("h-1", { area: undefined }), "area: found missing, expected an area code"],
    [
      "a person twice",
      household("h-1", { members: [{ person: "p-1" }, { person: "p-1" }] }),
      "members[1].person: found a person listed before, expected each member once",
    ],
    ["a list", "[]", "found list, expected a household"],
    ["null", "null", "found null, expected a household"],
  ];
  test("tells what is wrong with a line by its field and type, and never by its value", async () => {
    const path = file("wrong", ...wrong.map(([, line]) => line), household("h-last"));
    const { status, stdout, stderr } = await pfp([...usual, path]);
    expect(status).toBe(1);
    expect(judgements(stdout).map((each) => each.household)).toEqual(["h-last"]);
    const told = stderr.split("\n");
    for (const [index, [name, , message]] of wrong.entries()) {
      expect(told[index], name).toContain(`${path}:${index + 1}: `);
      expect(told[index], name).toContain(message);
    }
    expect(stderr).not.toMatch(/12345|2022-02-30|rich/);
    expectNoStackTrace(stderr);
  });

  test("reads standard input as -, and a file of Windows with its mark and line ends", async () => {
    const input = `\uFEFF${household("h-1")}\r\n${household("h-2")}`;
    const { status, stdout, stderr } = await pfp([...usual, "-"], { input });
    expect(status, stderr).toBe(0);
    expect(judgements(stdout).map((each) => each.household)).toEqual(["h-1", "h-2"]);
    const { stderr: told } = await pfp([...usual, "-"], { input: "{" });
    expect(told).toContain("standard input:1: ");
  });

  test("prints the summary as JSON, and takes the verdicts to a file", async () => {
    const unknown = household("h-2", { members: [{ person: "p-1" }] });
    const path = file("json", household("h-1"), unknown);
    const output = join(folder, "verdicts");
    const { status, stdout, stderr } = await pfp([...usual, "--json", "--output", output, path]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(judgements(readFileSync(output, "utf8"))).toHaveLength(2);
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({ on: "2022-07-01", households: 2, rejected: 0, seconds: expect.any(Number) });
    expect(summary.programmes).toContainEqual({
      id: "minimum-living-guarantee",
      zh: "最低生活保障",
      en: "Minimum living guarantee",
      of: "household",
      eligible: 1,
      unknown: 1,
      notEligible: 0,
    });
  });

  test("an empty file is no mistake", async () => {
    const { status, stdout } = await pfp([...usual, file("empty")]);
    expect(status).toBe(0);
    expect(stdout).toBe("");
  });

  test("a line that is no UTF-8 is told, and the others go on", async () => {
    const path = join(folder, "bytes");
    writeFileSync(path, Buffer.concat([Buffer.from([0xd5, 0xe3, 0x0a]), Buffer.from(household("h-2"))]));
    const { status, stdout, stderr } = await pfp([...usual, path]);
    expect(status).toBe(1);
    expect(stderr).toContain(`${path}:1: found bytes that are no UTF-8 text`);
    expect(judgements(stdout).map((each) => each.household)).toEqual(["h-2"]);
  });

  test("its own input is not overwritten", async () => {
    const path = file("kept", household("h-1"));
    const { status, stderr } = await pfp([...usual, "--output", path, path]);
    expect(status).toBe(2);
    expect(stderr).toContain(`--output: found the input ${path}, expected another file`);
    expect(readFileSync(path, "utf8")).toBe(`${household("h-1")}\n`);
  });

  describe("a wrong option gets one clear message and exit status 2", () => {
    const nowhere = "/nowhere/households.jsonl";
    const cases: [name: string, args: string[], message: string][] = [
      ["no such file", [...usual, nowhere], `${nowhere}: found no such file, expected a file of households`],
      ["a folder", [...usual, zhejiangFolder], "found a folder, expected a file of households"],
      [
        "no such pack",
        ["evaluate", "--pack", "nowhere", "--on", "2022-07-01", "-"],
        "nowhere: found nothing, expected",
      ],
      ["no such day", ["evaluate", "--pack", zhejiangFolder, "--on", "2022-06-31", "-"], "--on: found no such day"],
      ["no day", ["evaluate", "--pack", zhejiangFolder, "--on", "today", "-"], "--on: found no such day"],
      ["nowhere to write", [...usual, "--output", "/nowhere/a", "-"], "/nowhere/a: cannot be written: ENOENT"],
      ["no --on", ["evaluate", "--pack", zhejiangFolder, "-"], "required option '--on <date>' not specified"],
      ["no --pack", ["evaluate", "--on", "2022-07-01", "-"], "required option '--pack <folder>' not specified"],
      ["an unknown option", [...usual, "--bogus", "-"], "unknown option '--bogus'"],
    ];
    test.each(cases)("%s", async (_, args, message) => {
      const { status, stdout, stderr } = await pfp(args, { input: household("h-1") });
      expect(status).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toContain(message);
      expectNoStackTrace(stderr);
    });

    // The kernel offers a file that can be opened and not read.
    const unreadable = "/proc/self/mem";
    test.skipIf(!existsSync(unreadable))("a file that cannot be read (skipped where there is none)", async () => {
      const { status, stderr } = await pfp([...usual, unreadable]);
      expect(status).toBe(2);
      expect(stderr).toContain(`${unreadable}: cannot be read: `);
      expectNoStackTrace(stderr);
    });
  });

  test("keeps the summary for a program apart from the verdicts, and from what is wrong with lines", async () => {
    const path = file("one wrong", household("h-1"), "{");
    const mixed = await pfp([...usual, "--json", path]);
    expect([mixed.status, mixed.stdout]).toEqual([2, ""]);
    expect(mixed.stderr).toContain("--json: found no --output, expected a file for the verdicts");
    const apart = await pfp([...usual, "--json", "--output", join(folder, "apart"), path]);
    expect(apart.status).toBe(1);
    expect(JSON.parse(apart.stdout)).toMatchObject({ households: 1, rejected: 1 });
    expect(apart.stderr).toMatch(/:2: found text that is no JSON, expected a household as JSON\n$/);
  });

  test("says of a file that is no text what its lines should be", async () => {
    const path = join(folder, "packed.gz");
    writeFileSync(path, Buffer.from([0x1f, 0x8b, 8, 0]));
    const { status, stderr } = await pfp([...usual, path]);
    expect(status).toBe(2);
    expect(stderr).toContain("packed.gz: found a gzip file, expected text with one household a line");
  });

  const survey = fileURLToPath(new URL("../../../shared/data/eusilc-households.jsonl", import.meta.url));
  test.skipIf(!existsSync(survey))(
    "all 6,000 households of the survey are judged (skipped where the file is not there)",
    async () => {
      const { status, stdout, stderr } = await pfp([...usual, "--json", "--output", join(folder, "survey"), survey]);
      expect(status, stderr).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ households: 6000, rejected: 0 });
      const lines = judgements(readFileSync(join(folder, "survey"), "utf8"));
      expect(new Set(lines.map((each) => each.household)).size).toBe(6000);
      for (const { results } of lines) {
        for (const { verdict, missing } of results) expect(missing.length > 0).toBe(verdict === "unknown");
      }
    },
  );
});
