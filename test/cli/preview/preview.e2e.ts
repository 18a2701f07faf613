import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StandardsPreview } from "#events/standards-preview.ts";
import { households } from "#test/cli/population/synthetic.ts";
import { zhejiangFolder } from "#test/standards/zhejiang.ts";
import { pfp } from "../pfp.ts";

let folder: string;
let draft: string;
const population = households(600).map((household) => JSON.stringify(household));
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-preview-"));
  draft = raisedPack();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The Zhejiang pack with a guarantee of half as much again. */
function raisedPack(): string {
  const pack = join(folder, "raised");
  cpSync(zhejiangFolder, pack, { recursive: true });
  const guarantee = join(pack, "parameters", "minimum-living-guarantee.yaml");
  const text = readFileSync(guarantee, "utf8");
  const raised = text.replace(
    /(\d{4}-\d\d-\d\d): (\d+)/g,
    (_, day, yuan) => `${day}: ${Math.round(Number(yuan) * 1.5)}`,
  );
  writeFileSync(guarantee, raised);
  const name = join(pack, "pack.yaml");
  writeFileSync(name, readFileSync(name, "utf8").replace('"2022.7"', '"2022.7-raised"'));
  return pack;
}

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const on = ["--on", "2022-06-01"];

describe("pfp preview", () => {
  test("counts what a draft changes over files and standard input alike, whoever reads which part", async () => {
    const whole = file("whole.jsonl", population);
    const parts = [file("first.jsonl", population.slice(0, 200)), "-"];
    const against = ["--against", zhejiangFolder, ...on, "--json"];
    const [one, two] = await Promise.all([
      pfp(["preview", draft, ...against, "--workers", "1", "--on-file", whole]),
      pfp(["preview", draft, ...against, "--workers", "2", "--on-file", ...parts], {
        input: population.slice(200).join("\r\n"),
      }),
    ]);
    expect(one).toMatchObject({ status: 0 });
    const preview = StandardsPreview.parse(JSON.parse(one.stdout));
    expect(preview).toMatchObject({
      standards: "zhejiang@2022.7-raised",
      against: "zhejiang@2022.7",
      on: "2022-06-01",
      households: 600,
    });
    expect(JSON.parse(two.stdout)).toEqual(JSON.parse(one.stdout));
    expect(one.stderr).toMatch(/^600 户 households in .* 0 rejected\n$/);
  });

  test("tells of malformed lines in their order, counts the others, and exits with 1", async () => {
    const [first = "", second = "", ...others] = population;
    const lines = [first, "no JSON", "", second, '{"household":"h-1"}', ...others];
    const { status, stdout, stderr } = await pfp([
      "preview",
      zhejiangFolder,
      ...on,
      "--on-file",
      file("bad.jsonl", lines),
    ]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/此前无标准 where there was none before, 2022-06-01: 600 户 households/);
    expect(stdout).toMatch(/新符合 newly eligible/);
    const path = join(folder, "bad.jsonl");
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      `${path}:2: found text that is no JSON, expected a household as JSON`,
      `${path}:5: area: found missing, expected an area code of 2, 4, 6, 9 or 12 digits, as text`,
      `${path}:5: members: found missing, expected a list of members`,
    ]);
    expect(stderr).toMatch(/2 rejected/);
  });

  test.each([
    ["a file that is not there", ["--on-file", "nowhere.jsonl"], "nowhere.jsonl: found no such file"],
    ["no such day", ["--on-file", "-", "--on", "2022-02-30"], '--on: found "2022-02-30", expected a date that exists'],
    ["half a thread", ["--on-file", "-", "--workers", "0.5"], '--workers: found "0.5", expected a whole number from 1'],
    ["no area", ["--on-file", "-", "--county", "Xihu"], '--county: found "Xihu", expected an area code'],
    ["a pack that is none", ["--on-file", "-", "--against", "docs"], "docs"],
  ])("refuses %s in one line, with status 2", async (_, args, message) => {
    const { status, stderr } = await pfp(["preview", zhejiangFolder, ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
