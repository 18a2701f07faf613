import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { zhejiangFolder } from "#test/standards/zhejiang.ts";
import { pfp } from "./pfp.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-report-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const usual = ["report", "--as-of", "2022-06-01", "--pack", zhejiangFolder];
const family = `${JSON.stringify({
  household: "h-1",
  area: "330106001001",
  members: [{ person: "p-1", facts: { monthlyIncome: 500 } }],
})}\n`;

function familyFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, family);
  return path;
}

describe("pfp report", () => {
  test("knows the project's own pack from wherever it is called", async () => {
    const { status, stdout, stderr } = await pfp(["report", "--as-of", "2022-06-01", familyFile("elsewhere.jsonl")], {
      cwd: folder,
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain('"household":"h-1"');
  });

  test("never empties the file that it is to read", async () => {
    const file = familyFile("family.jsonl");
    const { status, stderr } = await pfp([...usual, file, "--output", file]);
    expect([status, stderr]).toEqual([2, `pfp: --output: found the input ${file}, expected another file\n`]);
    expect(readFileSync(file, "utf8")).toBe(family);
  });

  test("tells in one line of a file that is not there, a folder, and an output that cannot be written", async () => {
    const missing = join(folder, "missing.jsonl");
    expect(await pfp([...usual, missing])).toMatchObject({
      status: 2,
      stderr: `pfp: ${missing}: found no such file, expected households, one JSON a line\n`,
    });
    expect(await pfp([...usual, folder])).toMatchObject({
      status: 2,
      stderr: `pfp: ${folder}: found a folder, expected households, one JSON a line\n`,
    });
    const file = familyFile("another.jsonl");
    expect(await pfp([...usual, file, "--output", folder])).toMatchObject({
      status: 2,
      stderr: `pfp: ${folder}: cannot be written: EISDIR\n`,
    });
    expect(await pfp([...usual, file, "--output", join(file, "below.ndjson")])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^pfp: .*EEXIST: .*\n$/),
    });
  });
});
