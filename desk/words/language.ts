import { type Formats, formatsOf } from "./formats.ts";
import { dictionaryOf, type Language, localeOf, type Words } from "./words.ts";

/** A language with its words and its ways of writing numbers and days. */
export interface Spoken {
  readonly language: Language;
  readonly words: Words;
  readonly formats: Formats;
}

const place = "desk.language";
const listeners = new Set<() => void>();
let spoken: Spoken | undefined;

/** What was chosen last; else what the phone speaks, and Chinese where it speaks neither. */
function chosen(): Language {
  const kept = localStorage.getItem(place);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

async function begin(language: Language): Promise<void> {
  spoken = { language, words: await dictionaryOf[language](), formats: formatsOf(language) };
  document.documentElement.lang = localeOf[language];
  for (const listener of listeners) listener();
}

/** To be awaited before anything is shown. */
export const beginSpeaking = (): Promise<void> => begin(chosen());

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(place, language);
  await begin(language);
}

/** For `useSyncExternalStore`. */
export const spokenNow = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read(): Spoken {
    if (!spoken) throw new Error("nothing is spoken yet");
    return spoken;
  },
};
