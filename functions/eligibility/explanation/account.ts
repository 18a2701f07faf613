import type { Judgement } from "../judgement.ts";
import type { Assessment } from "../situation.ts";
import type { Standard } from "../standard.ts";
import type { Vocabulary } from "../wording/vocabulary.ts";
import type { Sayings } from "./sayings.ts";

/** What one household's explanation is made from. */
export interface Account {
  readonly standard: Standard;
  readonly assessment: Assessment;
  readonly judgement: Judgement;
  readonly vocabulary: Vocabulary;
  readonly sayings: Sayings;
}
