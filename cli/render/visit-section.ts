import type { Programme, VisitAdvice } from "#eligibility/standard-document.ts";
import { isFor } from "#outreach/at-the-door.ts";
import { escaped } from "./markdown.ts";
import type { Rendering } from "./rendering.ts";

/** What staff bring to a visit about a programme and do not say there; nothing where the standard says nothing of it. */
export function visitSection({ document, language, captions }: Rendering, { id, role }: Programme): string[] {
  const rules = document.outreach?.atTheDoor;
  if (!rules) return [];
  const lines = (advice: readonly VisitAdvice[]) =>
    advice
      .filter((each) => isFor(each, role, [id]))
      .map(({ text, whenAsking }) => `- ${escaped(text[language])}${whenAsking ? ` (${captions.whenAsking})` : ""}`);
  return [
    `## ${captions.atTheDoor}`,
    "",
    `### ${captions.bring}`,
    "",
    ...lines(rules.bring),
    "",
    `### ${captions.dontSay}`,
    "",
    ...lines(rules.dontSay),
    "",
  ];
}
