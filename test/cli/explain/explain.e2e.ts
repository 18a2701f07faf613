import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallPackFolder } from "#test/standards/small-pack-folder.ts";
import { pfp } from "../pfp.ts";

const household = {
  household: "h-204",
  area: "990101001001",
  members: [
    { person: "p-1", facts: { birthDate: "1950-05-02", monthlyIncome: 620, employment: "unemployed" } },
    { person: "p-2", facts: { birthDate: "2020-02-01", monthlyIncome: 0 } },
  ],
  enrolled: ["boiler-check"],
};
const richer = {
  ...household,
  household: "h-205",
  facts: { savings: 31415 },
  members: [{ person: "p-3", facts: { monthlyIncome: 900 } }],
};

let folder: string;
const inFolder = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-explain-"));
  writeFileSync(inFolder("pretty.json"), JSON.stringify(household, undefined, 2));
  writeFileSync(inFolder("many.jsonl"), `${[household, richer].map((each) => JSON.stringify(each)).join("\n")}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const explain = (args: readonly string[], input = "") =>
  pfp(["explain", "--pack", smallPackFolder, "--on", "2030-06-01", ...args], { input });

describe("pfp explain", () => {
  test("reads as one would say it to the family, in Chinese", async () => {
    const { status, stdout, stderr } = await explain([inFolder("pretty.json")]);
    expect(status, stderr).toBe(0);
    await expect(stdout).toMatchFileSnapshot("./explained.zh.txt");
  });

  test("in both languages it is the Chinese and then the English", async () => {
    const { stdout } = await explain([inFolder("pretty.json"), "--lang", "both"]);
    const [zh = "", en = ""] = stdout.split("\n\nh-204  North Shore");
    expect(zh).toContain("● 可能符合:供暖补贴\n  每月 200 元\n");
    expect(en).toContain("● May qualify: Heating allowance\n  200 yuan a month\n");
  });

  test("a household of many is found by its id, in a file and on standard input", async () => {
    const { stdout } = await explain([inFolder("many.jsonl"), "--household", "h-205"]);
    expect(stdout).toContain("h-205");
    expect((await explain(["-"], JSON.stringify(richer))).stdout).toBe(stdout);
    expect((await explain([inFolder("many.jsonl")])).stdout).toContain("h-204");
  });

  test("one programme is told whole, also where the family does not qualify, and a sensitive value is not", async () => {
    const { stdout } = await explain([inFolder("many.jsonl"), "heating-allowance", "--household", "h-205"]);
    expect(stdout).toContain("○ 不符合:供暖补贴");
    expect(stdout).toContain("✗ 家庭月收入低于收入线");
    expect(stdout).toContain("家庭月收入:900 元");
    expect(stdout).not.toMatch(/31,?415|冬季助餐/);
  });

  test("--json gives a program the same", async () => {
    const { stdout } = await explain([inFolder("pretty.json"), "heating-allowance", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      household: "h-204",
      language: "zh",
      programmes: [{ programme: "heating-allowance", verdict: "eligible", verdictInWords: "可能符合" }],
    });
  });
});

test("what is wrong gets one clear message and exit status 2", async () => {
  const { status, stdout, stderr } = await explain(["-"], '{"household":"h-1"}');
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("standard input:1: area: found missing, expected an area code");
  expect(stderr).not.toContain("    at ");
});
