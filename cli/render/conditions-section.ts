import { isDeepStrictEqual } from "node:util";
import type { Condition, Programme } from "#eligibility/standard-document.ts";
import { outlineOfTruth } from "#eligibility/wording/outline.ts";
import { sourcesInWords } from "#eligibility/wording/values-in-words.ts";
import { escaped, list } from "./markdown.ts";
import type { Rendering } from "./rendering.ts";

/** The conditions in their order: the text, and below it what the standard decides by, put into words from its tree. */
export function conditionsSection(rendering: Rendering, programme: Programme): string[] {
  const { captions } = rendering;
  return [
    `## ${captions.conditions}`,
    "",
    captions.conditionsNote,
    "",
    ...programme.conditions.flatMap((condition, index) => conditionLines(rendering, programme, condition, index + 1)),
    "",
  ];
}

function conditionLines(
  { language, captions, scene }: Rendering,
  programme: Programme,
  { id, text, layer, source, when }: Condition,
  number: number,
): string[] {
  const own = isDeepStrictEqual(source, programme.source) ? [] : [sourcesInWords(source, language)];
  return [
    `${number}. **${escaped(text[language])}** (${captions.layer[layer]}, \`${id}\`)`,
    ...list(outlineOfTruth(scene, when), "   ", `${captions.decidedBy}${captions.colon}`),
    ...own.map((each) => `   - ${captions.source}${captions.colon}${escaped(each)}`),
  ];
}
