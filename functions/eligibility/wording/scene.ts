import { type Phrases, phrasesIn } from "./phrases.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What an expression is put into words with. */
export interface Scene {
  readonly vocabulary: Vocabulary;
  readonly phrases: Phrases;
  /** What the person of a slot is called. */
  readonly people: ReadonlyMap<number, string>;
}

/** Outside all macros, where only the programme's person is known. */
export function openScene(vocabulary: Vocabulary): Scene {
  const phrases = phrasesIn[vocabulary.language];
  return { vocabulary, phrases, people: new Map([[0, phrases.person]]) };
}

/** Within a macro that speaks of one more member. */
export function withMember(scene: Scene, slot: number): Scene {
  return called(scene, slot, scene.phrases.member(scene.people.size - 1));
}

/** Within a macro that speaks of every member. */
export function withEveryMember(scene: Scene, slot: number): Scene {
  return called(scene, slot, scene.phrases.everyMember);
}

function called(scene: Scene, slot: number, name: string): Scene {
  return { ...scene, people: new Map([...scene.people, [slot, name]]) };
}

/** A label within a sentence: English begins it small, unless its first word is an abbreviation. */
export function withinSentence({ vocabulary }: Scene, label: string): string {
  return vocabulary.language === "en" && /^[A-Z][a-z’ ]/.test(label)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}
