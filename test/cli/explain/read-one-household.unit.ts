import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainHousehold } from "#cli/explain/explain.ts";
import { smallPackFolder } from "#test/standards/small-pack-folder.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-explain-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const household = { household: "h-204", area: "990101", members: [] };

describe("a file that is wrong gets one clear message", () => {
  const wrong: [what: string, text: string, wanted: string | undefined, message: string][] = [
    ["nothing", "", undefined, ": found nothing, expected a household as JSON"],
    ["no JSON", "{ household", undefined, ": found text that is no JSON, expected a household as JSON"],
    ["not the household", JSON.stringify(household), "h-9", ": found no household h-9"],
    ["no such household in a pretty file", JSON.stringify(household, undefined, 2), "h-9", ": found no household h-9"],
    ["no household", '\n{"household":"h-1"}', undefined, ":2: area: found missing, expected an area code"],
    [
      "no such fact",
      JSON.stringify({ ...household, facts: { saving: 1 } }),
      undefined,
      "facts.saving: found an unknown",
    ],
  ];
  test.each(wrong)("%s", async (_, text, wanted, message) => {
    const file = join(folder, "household.json");
    writeFileSync(file, text);
    const options = {
      pack: smallPackFolder,
      on: "2030-06-01",
      lang: "zh" as const,
      ...(wanted && { household: wanted }),
    };
    await expect(explainHousehold(file, undefined, options)).rejects.toThrow(message);
  });

  const options = { pack: smallPackFolder, on: "2030-06-01", lang: "zh" as const };
  test("no such file, and a folder", async () => {
    await expect(explainHousehold(join(folder, "nowhere"), undefined, options)).rejects.toThrow("found no such file");
    await expect(explainHousehold(folder, undefined, options)).rejects.toThrow("found a folder");
  });

  test("no such programme, and no such day", async () => {
    await expect(explainHousehold("-", "heating-alowance", options)).rejects.toThrow(
      "heating-alowance: no such programme in lakeland@2030.1; did you mean heating-allowance?",
    );
    await expect(explainHousehold("-", undefined, { ...options, on: "2030-02-30" })).rejects.toThrow("--on: found no");
  });
});
