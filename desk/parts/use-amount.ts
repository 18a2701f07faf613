import type { NoticeProgramme } from "#events/outreach-notice.ts";
import { useWords } from "../words/use-words.ts";

/** What a programme comes to, in words: an amount, a range, or that it is open. */
export function useAmount(): (programme: Pick<NoticeProgramme, "amount" | "between" | "per">) => string {
  const { words, formats } = useWords();
  return ({ amount, between, per }) => {
    if (per === "kind" || per === "none") return words.pers[per];
    if (amount !== undefined) return `${formats.money(amount)} ${words.pers[per]}`;
    if (between) return `${words.between(formats.money(between[0]), formats.money(between[1]))} ${words.pers[per]}`;
    return words.amountOpen;
  };
}
