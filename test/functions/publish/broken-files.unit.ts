import { describe, expect, it } from "vitest";
import { checkPack } from "#functions/publish/check-pack.ts";
import { packProblemInWords } from "#functions/publish/pack-problem.ts";
import { languagePack, problemsOfAmount } from "./language-pack.ts";

describe("a file that does not fit its form", () => {
  it("is a problem of its own, and not of the programmes that read it", () => {
    const line = `metadata: { unit: yuan, reference: [{ title: 条例 }] }\nareas: { "33": { value: { 2021-01-01: 100 } } }\n`;
    expect(problemsOfAmount("parameter.line + 1", { parameters: { line } })).toEqual([
      expect.stringMatching(/^parameters\/line\.yaml:4:\d+: areas\.33\.values: found missing/),
      expect.stringMatching(/^parameters\/line\.yaml:4:\d+: areas\.33\.value: no such field here$/),
    ]);
  });

  it("of a programme is no problem of the role that serves it", () => {
    const files = languagePack({}).map(({ path, text }) => ({
      path,
      text: text.replace("of: person\n", "of: child\n"),
    }));
    expect(checkPack(files).problems?.map(packProblemInWords)).toEqual([
      "programmes/allowance.yaml:3:5: of: found text, expected person or household",
    ]);
  });
});
