import { useMemo, useSyncExternalStore } from "react";
import { type Formats, formatsOf } from "./formats.ts";
import { spokenNow } from "./language.ts";
import type { Language, Words } from "./words.ts";

export interface Spoken {
  readonly language: Language;
  readonly words: Words;
  readonly formats: Formats;
}

/** Words and formats of the language that is spoken now. */
export function useWords(): Spoken {
  const spoken = useSyncExternalStore(spokenNow.subscribe, spokenNow.read);
  return useMemo(() => ({ ...spoken, formats: formatsOf(spoken.language) }), [spoken]);
}
