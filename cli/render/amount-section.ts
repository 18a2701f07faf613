import type { Programme } from "#eligibility/standard-document.ts";
import { outlineOfQuantity, valuesOfTiers } from "#eligibility/wording/outline.ts";
import { quantityInWords } from "#eligibility/wording/quantity-in-words.ts";
import { truthInWords } from "#eligibility/wording/truth-in-words.ts";
import { escaped, list, table } from "./markdown.ts";
import type { Rendering } from "./rendering.ts";

/** What a programme gives: how often, how much by which rule, and its tiers. */
export function amountSection(rendering: Rendering, { amount }: Programme): string[] {
  const { captions, language } = rendering;
  const { per, text } = amount;
  return [
    `## ${captions.amount}`,
    "",
    `**${captions.per[per]}**${text ? `${captions.colon}${escaped(text[language])}` : ""}`,
    "",
    ...ruleLines(rendering, amount),
  ];
}

function ruleLines(rendering: Rendering, { value, tiers }: Programme["amount"]): string[] {
  const { captions, scene, language } = rendering;
  if (!tiers) return value ? [...list(outlineOfQuantity(scene, value, "yuan"), ""), ""] : [];
  const values = value ? valuesOfTiers(value, tiers.length) : [];
  const rows = tiers.map(({ text, when }, index) => {
    const amount = values[index];
    return [
      text[language],
      when ? truthInWords(scene, when) : captions.otherwise,
      ...(amount ? [quantityInWords(scene, amount, "yuan")] : []),
    ].map(escaped);
  });
  const head = value ? captions.tierHead : captions.tierHead.slice(0, 2);
  return [captions.tierNote, "", ...table(head, rows), ""];
}
