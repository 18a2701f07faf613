import type { StandardDocument } from "#eligibility/standard-document.ts";
import { openScene } from "#eligibility/wording/scene.ts";
import { type Language, vocabularyOf } from "#eligibility/wording/vocabulary.ts";
import { captionsIn } from "./captions.ts";
import { indexPage } from "./index-page.ts";
import { programmePage } from "./programme-page.ts";
import type { Rendering } from "./rendering.ts";

/** A page in Markdown. */
export interface Page {
  /** File name: the programme's id, or index. */
  readonly file: string;
  readonly text: string;
}

/** A pack's pages, the index first; each page in every language asked for, one after the other. */
export function pagesOf(document: StandardDocument, languages: readonly Language[]): Page[] {
  const renderings = languages.map((language): Rendering => {
    const vocabulary = vocabularyOf(document, language);
    return { document, language, vocabulary, captions: captionsIn[language], scene: openScene(vocabulary) };
  });
  const page = (name: string, write: (rendering: Rendering) => string): Page => ({
    file: `${name}.md`,
    text: renderings.map(write).join("\n---\n\n"),
  });
  return [
    page("index", indexPage),
    ...document.programmes.map((programme) => page(programme.id, (rendering) => programmePage(rendering, programme))),
  ];
}
