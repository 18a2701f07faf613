import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Scene } from "#eligibility/wording/scene.ts";
import type { Language, Vocabulary } from "#eligibility/wording/vocabulary.ts";
import type { Captions } from "./captions.ts";

/** What pages of one language are written with. */
export interface Rendering {
  readonly document: StandardDocument;
  readonly language: Language;
  readonly vocabulary: Vocabulary;
  readonly captions: Captions;
  readonly scene: Scene;
}
