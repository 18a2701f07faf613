import type { Language } from "#eligibility/wording/vocabulary.ts";

/** What `--lang` takes where both languages may stand one after the other. */
export type Languages = Language | "both";

/** Chinese first. */
export function languagesOf(languages: Languages): readonly Language[] {
  return languages === "both" ? ["zh", "en"] : [languages];
}
