import type { Text, VisitAdvice } from "#eligibility/standard-document.ts";
import type { NoticeProgramme } from "#events/outreach-notice.ts";
import type { OutreachRules } from "./outreach-rules.ts";

/** What whoever visits is to keep in mind. */
export interface AtTheDoor {
  readonly bring: readonly Text[];
  readonly dontSay: readonly Text[];
}

/** What a visit by a role and about some programmes calls for; undefined where the standard says nothing of it. */
export function atTheDoor(
  rules: OutreachRules["atTheDoor"],
  visit: { readonly role: string; readonly programmes: readonly Pick<NoticeProgramme, "id" | "missing">[] },
): AtTheDoor | undefined {
  if (!rules) return undefined;
  const programmes = visit.programmes.map(({ id }) => id);
  const asks = visit.programmes.some(({ missing }) => missing.length > 0);
  const texts = (advice: readonly VisitAdvice[]) =>
    advice
      .filter((each) => isFor(each, visit.role, programmes) && (asks || !each.whenAsking))
      .map(({ text: { zh, en } }) => ({ zh, en }));
  return { bring: texts(rules.bring), dontSay: texts(rules.dontSay) };
}

/** Whether advice is for visits by a role and about some programmes; where it names both, both must fit. */
export function isFor({ roles, programmes }: VisitAdvice, role: string, about: readonly string[]): boolean {
  return (!roles || roles.includes(role)) && (!programmes || programmes.some((each) => about.includes(each)));
}
