import { useSyncExternalStore } from "react";
import { type Spoken, spokenNow } from "./language.ts";

/** Words and formats of the language that is spoken now. */
export function useWords(): Spoken {
  return useSyncExternalStore(spokenNow.subscribe, spokenNow.read);
}
