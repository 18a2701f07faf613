import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallPackFolder } from "#test/standards/small-pack-folder.ts";
import { zhejiangFolder } from "#test/standards/zhejiang.ts";
import { pfp } from "./pfp.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-check-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the small pack with one file changed. */
function packWith(file: string, change: (text: string) => string | Buffer): string {
  const pack = mkdtempSync(join(folder, "pack-"));
  cpSync(smallPackFolder, pack, { recursive: true });
  writeFileSync(join(pack, file), change(readFileSync(join(pack, file), "utf8")));
  return pack;
}

describe("pfp check", () => {
  test.each([zhejiangFolder, smallPackFolder])("%s is sound", async (pack) => {
    const { status, stdout, stderr } = await pfp(["check", pack]);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("检查通过 is sound");
  });

  test("problems are told with file, line and column, and the exit status is 2", async () => {
    const heating = "programmes/heating-allowance.yaml";
    const pack = packWith(heating, (text) => text.replace("household.totalIncome <", "household.totalIncom <"));
    const { status, stdout, stderr } = await pfp(["check", pack]);
    expect(status).toBe(2);
    expect(stdout).toContain(`${join(pack, heating)}:9:21: household.totalIncom: no such fact`);
    expect(stdout).toContain("did you mean totalIncome?");
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });

  test("problems are told to programs as JSON", async () => {
    const pack = packWith("roles.yaml", (text) => text.replace("dueDays: 7", "dueDays: seven"));
    const { status, stdout } = await pfp(["check", "--json", pack]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ file: "roles.yaml", line: 5, column: 12 }] });
    expect(JSON.parse((await pfp(["check", "--json", smallPackFolder])).stdout)).toEqual({
      standards: "lakeland@2030.1",
      problems: [],
    });
  });

  test.each([
    ["a folder that is not there", () => join(folder, "nowhere"), "found nothing, expected the folder of a pack"],
    ["a file", () => join(smallPackFolder, "pack.yaml"), "found a file, expected the folder of a pack"],
    ["a folder that is no pack", () => folder, "found a folder without pack.yaml"],
    [
      "a table saved in GBK",
      () => packWith("areas.csv", () => Buffer.concat([Buffer.from("code,parent,level,zh,en\n99,,province,"), gbk])),
      "areas.csv: found bytes that are no UTF-8 text, expected UTF-8 text",
    ],
  ])("%s gets one clear message", async (_, pack, message) => {
    const { status, stdout, stderr } = await pfp(["check", pack()]);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("an alias without its anchor is a problem, no crash", async () => {
    const pack = packWith("roles.yaml", (text) => text.replace("dueDays: 7", "dueDays: *week"));
    const { status, stdout, stderr } = await pfp(["check", pack]);
    expect(status).toBe(2);
    expect(stdout).toContain(`${join(pack, "roles.yaml")}:5:12: `);
    expect(stderr).toBe("");
  });
});

/** 浙江 as GBK. */
const gbk = Buffer.from([0xd5, 0xe3, 0xbd, 0xad, 0x2c, 0x41, 0x0a]);
