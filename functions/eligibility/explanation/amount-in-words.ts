import type { Determination } from "../judgement.ts";
import type { Programme } from "../standard-document.ts";
import { numberInWords, perInWords, rangeInWords } from "../wording/values-in-words.ts";
import type { Account } from "./account.ts";

/** What a programme comes to for those who may qualify. */
export function amountInWords(
  { vocabulary: { language }, sayings }: Account,
  { amount: { per, text } }: Programme,
  { verdict, amount, between }: Determination,
): string | undefined {
  if (verdict !== "eligible") return undefined;
  if (amount !== undefined) return perInWords(numberInWords(amount, "yuan", language), per, language);
  if (between) return perInWords(rangeInWords(between, language), per, language);
  if (per === "kind") return text?.[language] ?? sayings.inKind;
  return per === "none" ? sayings.noAmount : sayings.amountOpen;
}

/** The text of the tier that applies. */
export function tierInWords(
  { vocabulary: { language } }: Account,
  { amount: { tiers = [] } }: Programme,
  { tier }: Determination,
): string | undefined {
  return tiers.find(({ id }) => id === tier)?.text[language];
}
