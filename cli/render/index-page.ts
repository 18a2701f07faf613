import type { Programme } from "#eligibility/standard-document.ts";
import { standardLabel } from "#eligibility/standard-label.ts";
import { sourcesInWords } from "#eligibility/wording/values-in-words.ts";
import { escaped, table } from "./markdown.ts";
import { factsAndParametersRead } from "./read-by.ts";
import type { Rendering } from "./rendering.ts";

/** The index: every programme in one table. */
export function indexPage(rendering: Rendering): string {
  const { document, captions } = rendering;
  return `${[
    `# ${captions.title(standardLabel(document))}`,
    "",
    `## ${captions.programmes}`,
    "",
    ...table(
      captions.indexHead,
      document.programmes.map((programme) => programmeRow(rendering, programme)),
    ),
  ].join("\n")}\n`;
}

function programmeRow({ document, language, vocabulary, captions }: Rendering, programme: Programme): string[] {
  const { id, name, of, amount, role, source } = programme;
  const { parameters } = factsAndParametersRead(document, programme);
  return [
    `[${escaped(name[language])}](${id}.md)`,
    captions.of[of],
    escaped(amount.text?.[language] ?? captions.per[amount.per]),
    escaped(vocabulary.role(role)),
    escaped(sourcesInWords(source, language) || captions.noSource),
    parameters.some(({ synthetic }) => synthetic) ? "⚠" : "",
  ];
}
