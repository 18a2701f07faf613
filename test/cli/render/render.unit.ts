import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadPack } from "#cli/load-pack.ts";
import { pagesOf } from "#cli/render/pages.ts";
import { published } from "#test/functions/publish/language-pack.ts";
import { smallPackFolder } from "#test/standards/small-pack-folder.ts";
import { pfp } from "../pfp.ts";

const document = await loadPack(smallPackFolder);

describe("a pack's pages", () => {
  const pages = pagesOf(document, ["zh", "en"]);
  test.each(pages)("$file is as it was proof-read", async ({ file, text }) => {
    await expect(text).toMatchFileSnapshot(`./pages/${file}`);
  });

  test("there is one for each programme, and the index names them all", () => {
    const files = document.programmes.map(({ id }) => `${id}.md`);
    expect(pages.map(({ file }) => file)).toEqual(["index.md", ...files]);
    for (const file of files) expect(pages[0]?.text).toContain(`(${file})`);
  });

  test("one language is one half of the page in both", () => {
    const [zh, en] = [pagesOf(document, ["zh"]), pagesOf(document, ["en"])];
    expect(pages.map(({ text }) => text)).toEqual(zh.map(({ text }, index) => `${text}\n---\n\n${en[index]?.text}`));
  });

  test("a demonstration value is marked on its page", () => {
    const page = pages.find(({ file }) => file === "heating-allowance.md");
    expect(page?.text).toContain("> ⚠ **本页含演示数据,并非真实标准,不得作为政策依据。**");
  });
});

describe("tables, scales and tiers", () => {
  const metadata = "metadata: { unit: yuan, reference: [{ title: 办法 }] }";
  const ofScale = "metadata: { unit: yuan, thresholdUnit: yuan, reference: [{ title: 办法 }] }";
  const page = (amount: string) => {
    const parameters = {
      care: `keys: [1, 2, 3, 4]\n${metadata}\nareas: { "33": { values: { 2022-01-01: { 1: 500, 2: 250, 3: 125, 4: 0 } } } }`,
      help: `scale: amount\n${ofScale}\nareas: { "33": { values: { 2022-01-01: [{ from: 0, amount: 100 }, { from: 5000, amount: 300 }] } } }`,
    };
    return pagesOf(published({ parameters, amount }), ["en"])[1]?.text;
  };

  test("a table has a column for each key", () => {
    const text = page("{ per: month, value: 'parameter.care[person.grade]' }");
    expect(text).toContain("- “Standard” (by the person’s text)");
    expect(text).toContain("| Area | from | 1 | 2 | 3 | 4 |");
    expect(text).toContain("| Province | 2022-01-01 | 500 yuan | 250 yuan | 125 yuan | 0 yuan |");
  });

  test("a scale has a column for each start and amount", () => {
    const text = page("{ per: month, value: 'scale(parameter.help, person.income)' }");
    expect(text).toContain("| start of bracket 1 | amount of bracket 1 | start of bracket 2 | amount of bracket 2 |");
  });

  test("tiers stand one a line, with their condition and their amount", () => {
    const text = page(
      "{ per: month, tiers: [{ id: heavy, text: { zh: 重, en: Heavy }, when: person.grade <= 2, value: 'parameter.care[1]' }, { id: light, text: { zh: 轻, en: Light }, value: 'parameter.care[4]' }] }",
    );
    expect(text).toContain("| Heavy | the person’s text is at or below 2 | “Standard (1)” |");
    expect(text).toContain("| Light | all the rest | “Standard (4)” |");
  });
});

describe("pfp render", () => {
  test("writes one file a page, or all of them to standard output", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pfp-render-"));
    try {
      const { status, stdout } = await pfp(["render", smallPackFolder, "--output", folder, "--lang", "en"]);
      expect(status).toBe(0);
      expect(stdout).toContain("4 页 pages");
      const pages = pagesOf(document, ["en"]);
      expect(readdirSync(folder).sort()).toEqual(pages.map(({ file }) => file).sort());
      for (const { file, text } of pages) expect(readFileSync(join(folder, file), "utf8")).toBe(text);
      const all = await pfp(["render", smallPackFolder, "--lang", "en"]);
      expect(all.stdout).toBe(`${pages.map(({ text }) => text).join("\n")}\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("where it cannot write it says so", async () => {
    const { status, stderr } = await pfp(["render", smallPackFolder, "--output", join(smallPackFolder, "pack.yaml")]);
    expect(status).toBe(2);
    expect(stderr).toContain("pack.yaml: cannot be written: EEXIST");
  });
});
