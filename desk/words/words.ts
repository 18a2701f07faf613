import type { zh } from "./zh.ts";

/** A dictionary's shape without its words: texts, functions to texts, and groups of them. */
type Shape<Part> = Part extends string
  ? string
  : Part extends (...parts: infer Parts) => string
    ? (...parts: Parts) => string
    : { readonly [Key in keyof Part]: Shape<Part[Key]> };

/** What every language must say; Chinese is written first. */
export type Words = Shape<typeof zh>;

export type Language = "zh" | "en";

/** For `lang` and `Intl`: money in yuan is written as in China in both. */
export const localeOf: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-GB" };

/** Each language comes when it is spoken; the service worker has both. */
export const dictionaryOf: Readonly<Record<Language, () => Promise<Words>>> = {
  zh: async () => (await import("./zh.ts")).zh,
  en: async () => (await import("./en.ts")).en,
};
