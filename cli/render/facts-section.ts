import type { FactDefinition } from "#eligibility/standard-document.ts";
import { outlineOfQuantity, outlineOfTruth } from "#eligibility/wording/outline.ts";
import { factValueInWords } from "#eligibility/wording/values-in-words.ts";
import { escaped, list, table } from "./markdown.ts";
import type { Rendering } from "./rendering.ts";

/** The facts that a programme reads, and how derived ones follow from others. */
export function factsSection(rendering: Rendering, facts: readonly FactDefinition[]): string[] {
  const { captions } = rendering;
  if (facts.length === 0) return [];
  const derived = facts.filter(({ derived }) => derived !== undefined);
  return [
    `## ${captions.facts}`,
    "",
    ...table(
      captions.factHead,
      facts.map((fact) => factRow(rendering, fact)),
    ),
    "",
    ...(derived.length > 0 ? [`### ${captions.derivedAs}`, ""] : []),
    ...derived.flatMap((fact) => derivationLines(rendering, fact)),
    ...(derived.length > 0 ? [""] : []),
  ];
}

function factRow({ vocabulary, language, captions }: Rendering, fact: FactDefinition): string[] {
  const { label, of, owners, layer, sensitivity, question, derived, unreported } = fact;
  const separator = language === "zh" ? "、" : ", ";
  const asked = [
    ...(derived ? [] : [question[language]]),
    ...(unreported === undefined ? [] : [captions.unreported(factValueInWords(vocabulary, fact, unreported))]),
  ].join(language === "zh" ? ";" : "; ");
  return [
    escaped(label[language]),
    captions.of[of],
    escaped(derived ? captions.derived : owners.map((owner) => vocabulary.source(owner)).join(separator)),
    captions.layer[layer],
    captions.sensitivity[sensitivity],
    escaped(asked),
  ];
}

function derivationLines({ scene, language, captions }: Rendering, fact: FactDefinition): string[] {
  const { derived, label, unit } = fact;
  if (!derived) return [];
  const outline =
    derived.kind === "truth" ? outlineOfTruth(scene, derived.tree) : outlineOfQuantity(scene, derived.tree, unit);
  const head = `**${escaped(label[language])}**${captions.colon}`;
  return outline.text === "" ? [`- ${head}`, ...list(outline, "  ")] : list(outline, "", head);
}
