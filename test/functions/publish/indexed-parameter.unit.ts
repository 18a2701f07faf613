import { describe, expect, it } from "vitest";
import { checkPack } from "#functions/publish/check-pack.ts";
import { type Edit, edited, told } from "./small-pack.ts";

/* The parameter by whose limits households are indexed. */

const indexed = (name: string): Edit => [
  "pack.yaml",
  "languages: [zh, en]\n",
  `languages: [zh, en]\nindexedParameter: ${name}\n`,
];
const line = "parameters/heating-line.yaml";

describe("the indexed parameter", () => {
  it("is named in the document, where the pack names one", () => {
    expect(checkPack(edited(indexed("heatingLine"))).document?.indexedParameter).toBe("heatingLine");
    expect(checkPack(edited()).document).not.toHaveProperty("indexedParameter");
  });

  it("must be one of the pack's", () => {
    expect(told(indexed("heatingLimes"))).toMatchObject({
      file: "pack.yaml",
      line: 7,
      message:
        "indexedParameter: found no parameter heatingLimes; did you mean heatingLine?, expected a parameter that is one number",
    });
  });

  it("is not blamed where the parameter's own file is broken", () => {
    expect(told(indexed("heatingLine"), [line, "unit: yuan", "unit: 7"]).file).toBe(line);
  });

  it("must be written as a parameter's name", () => {
    expect(told(indexed("parameter.heatingLine")).message).toBe(
      "indexedParameter: found text, expected a parameter's name such as minimumLivingGuarantee",
    );
  });
});
