import { programmesRead } from "#eligibility/programme-order.ts";
import type { Programme } from "#eligibility/standard-document.ts";
import { sourceInWords } from "#eligibility/wording/values-in-words.ts";
import { amountSection } from "./amount-section.ts";
import { conditionsSection } from "./conditions-section.ts";
import { factsSection } from "./facts-section.ts";
import { escaped } from "./markdown.ts";
import { parametersSection } from "./parameters-section.ts";
import { factsAndParametersRead } from "./read-by.ts";
import type { Rendering } from "./rendering.ts";
import { visitSection } from "./visit-section.ts";

/** A programme's page, for proof-reading. */
export function programmePage(rendering: Rendering, programme: Programme): string {
  const { document, language, captions } = rendering;
  const { facts, parameters } = factsAndParametersRead(document, programme);
  return `${[
    `# ${escaped(programme.name[language])}`,
    "",
    `[${captions.back}](index.md)`,
    "",
    ...(parameters.some(({ synthetic }) => synthetic) ? [`> ⚠ **${captions.demonstrationPage}**`, ""] : []),
    ...headLines(rendering, programme),
    "",
    ...conditionsSection(rendering, programme),
    ...amountSection(rendering, programme),
    ...factsSection(rendering, facts),
    ...parametersSection(rendering, parameters),
    ...visitSection(rendering, programme),
    ...relationsSection(rendering, programme),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

function headLines(rendering: Rendering, programme: Programme): string[] {
  const { captions } = rendering;
  const line = (caption: string, text: string) => `- ${caption}${captions.colon}${text}`;
  return [
    line(captions.id, `\`${programme.id}\``),
    line(captions.unit, captions.of[programme.of]),
    line(captions.role, servedBy(rendering, programme)),
    line(captions.source, programme.source.length === 0 ? captions.noSource : ""),
    ...programme.source.map((source) => `  - ${escaped(sourceInWords(source))}`),
  ].map((each) => each.trimEnd());
}

function servedBy({ document, language, vocabulary, captions }: Rendering, { role: id }: Programme): string {
  const role = document.roles.find((each) => each.id === id);
  if (!role) return id;
  const { name, level, dueDays, escalation } = role;
  const served = captions.served(name[language], captions.level[level], dueDays);
  const then = escalation ? captions.escalation(vocabulary.role(escalation.to), escalation.afterDays) : undefined;
  return escaped(then === undefined ? served : `${served}${language === "zh" ? ";" : "; "}${then}`);
}

function relationsSection({ document, language, captions }: Rendering, programme: Programme): string[] {
  const linked = (programmes: readonly Programme[]) =>
    programmes.map(({ id, name }) => `[${escaped(name[language])}](${id}.md)`).join(language === "zh" ? "、" : ", ");
  const read = programmesRead(programme);
  const follows = document.programmes.filter(({ id }) => read.includes(id));
  const followedBy = document.programmes.filter((each) => programmesRead(each).includes(programme.id));
  return [
    `## ${captions.relations}`,
    "",
    `- ${captions.follows}${captions.colon}${linked(follows) || captions.none}`,
    `- ${captions.followedBy}${captions.colon}${linked(followedBy) || captions.none}`,
    "",
  ];
}
