import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { HouseholdChangedEnvelope } from "#events/household-changed.ts";
import { zhejiangFolder } from "#test/standards/zhejiang.ts";
import { pfp } from "../pfp.ts";

let folder: string;
const inFolder = (name: string) => join(folder, name);
const contents = (name: string) => readFileSync(inFolder(name), "utf8");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pfp-population-"));
  await made(["--households", "3000", "--seed", "1", "--output", inFolder("all"), "--changes", inFolder("month")]);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function made(args: readonly string[]) {
  const ended = await pfp(["population", ...args]);
  expect(ended.status, ended.stderr).toBe(0);
  return ended;
}

const Line = z.object({
  Source: z.string(),
  DetailType: z.literal("household.changed.v1"),
  Detail: HouseholdChangedEnvelope,
});
const AsOf = z.object({ asOf: z.string() });

describe("pfp population", () => {
  test("the same seed gives the same bytes, another seed others", async () => {
    const args = ["--households", "3000", "--changes", inFolder("month again")];
    expect((await made([...args, "--seed", "1"])).stdout).toBe(contents("all"));
    expect(contents("month again")).toBe(contents("month"));
    expect((await made([...args, "--seed", "2"])).stdout).not.toBe(contents("all"));
    expect(contents("month again")).not.toBe(contents("month"));
  });

  test("the first households are the same however many are made", async () => {
    const { stdout } = await made(["--households", "700"]);
    expect(contents("all").startsWith(stdout)).toBe(true);
    expect(stdout.trim().split("\n")).toHaveLength(700);
  });

  test("every household is judged, none is rejected", async () => {
    const args = ["evaluate", "--pack", zhejiangFolder, "--on", "2022-07-01", "--json", inFolder("all")];
    const { status, stdout, stderr } = await pfp([...args, "--output", inFolder("verdicts")]);
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ households: 3000, rejected: 0 });
  });

  test("every event of the month can be pushed", async () => {
    const { status, stdout } = await pfp(["push", "--dry-run", "--json", inFolder("month")]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rejected: 0, complete: true });
  });

  test("events come day by day, with at most fifty changes of one source and day, in rising sequence", () => {
    const events = contents("month")
      .trim()
      .split("\n")
      .map((line) => Line.parse(JSON.parse(line)));
    const ids = new Set<string>();
    const sequences = new Map<string, number>();
    let today = "";
    for (const { Source: source, Detail: detail } of events) {
      const [day = "", ...others] = new Set(detail.changes.map((change) => AsOf.parse(change).asOf));
      expect(others).toEqual([]);
      expect(detail.changes.length).toBeLessThanOrEqual(50);
      expect(day >= today).toBe(true);
      expect(detail.sequence).toBeGreaterThan(sequences.get(source) ?? 0);
      sequences.set(source, detail.sequence);
      ids.add(`${source} ${detail.id}`);
      today = day;
    }
    expect(ids.size).toBe(events.length);
  });

  test("the month of households on file is the month they were made with", async () => {
    const { stdout } = await made(["--from", inFolder("all")]);
    expect(stdout).toBe(contents("month"));
  });

  test("what was made is told, to programs as JSON", async () => {
    const forty = ["--households", "40", "--counties", "3309", "--on", "2022-09-01", "--json"];
    const { stdout } = await made([...forty, "--output", inFolder("forty")]);
    expect(JSON.parse(stdout)).toMatchObject({ households: 40, on: "2022-09-01", counties: expect.any(Array) });
  });

  const survey = fileURLToPath(new URL("../../../../shared/data/eusilc-households.jsonl", import.meta.url));
  test.skipIf(!existsSync(survey))(
    "the 6,000 households of the survey have a month (skipped where the file is not there)",
    async () => {
      await made(["--seed", "1", "--from", survey, "--changes", inFolder("survey month")]);
      const { stdout } = await pfp(["push", "--dry-run", "--json", inFolder("survey month")]);
      expect(JSON.parse(stdout)).toMatchObject({ rejected: 0, complete: true });
    },
  );
});

describe("a wrong option gets one clear message and exit status 2", () => {
  const wrong: [args: string[], message: string][] = [
    [["--households", "0"], '--households: found "0", expected a whole number from 1 to 30000000'],
    [["--households", "3", "--json"], "--json: found no --output, expected a file for it"],
    [["--from", "a", "--json"], "--json: found no --changes, expected a file for it"],
    [["--households", "ten"], '--households: found "ten", expected a whole number from 1 to 30000000'],
    [["--seed", "1.5"], '--seed: found "1.5", expected a whole number from 0 to 4294967295'],
    [["--on", "2022-06-31"], '--on: found "2022-06-31", expected the first day of a month, such as 2022-06-01'],
    [["--on", "2022-06-15"], '--on: found "2022-06-15", expected the first day of a month, such as 2022-06-01'],
    [["--counties", "330106,330104"], '--counties: found "330104", expected codes of counties in Zhejiang'],
    [["--from", "nowhere.jsonl"], "nowhere.jsonl: found no such file, expected households, one JSON a line"],
    [["--from", zhejiangFolder], "found a folder, expected households, one JSON a line"],
    [["--from", "a", "--households", "3"], "--households: found together with --from, expected one of them"],
    [["--from", "a", "--output", "b"], "--output: found together with --from"],
    [["--output", "a", "--changes", "./a"], "--changes: found the file of --output, expected another one"],
    [["--output", "/nowhere/a"], "/nowhere/a: cannot be written: ENOENT"],
  ];
  test.each(wrong)("%j", async (args, message) => {
    const { status, stderr } = await pfp(["population", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("a line that is no household", async () => {
    writeFileSync(inFolder("broken"), '{"household":"h-1","area":"330106","members":[]}\n{"household":"7"}\n');
    const { status, stderr } = await pfp(["population", "--from", inFolder("broken")]);
    expect(status).toBe(2);
    expect(stderr).toContain("broken:2: household: found text, expected a household identifier such as h-204");
  });
});
