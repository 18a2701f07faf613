import { existsSync } from "node:fs";
import type { StandardDocument, Text } from "#eligibility/standard-document.ts";
import { CommandError } from "../exit-code.ts";

export type Language = keyof Text;

/** Names and texts of a pack in one language; undefined for what it does not know. */
export interface Names {
  /** The area with those it lies in, below the province. */
  area(code: string): string | undefined;
  role(id: string): string | undefined;
  programme(id: string): string | undefined;
  /** What a programme gives in kind. */
  inKind(programme: string): string | undefined;
  condition(programme: string, id: string): string | undefined;
  /** What to ask for a missing fact: `household.savings` or `person:p-81c2.birthDate`. */
  question(missing: string): { readonly person?: string; readonly text: string } | undefined;
  source(name: string): string | undefined;
}

const packByDefault = "standards/zhejiang";

const noNames: Names = {
  area: () => undefined,
  role: () => undefined,
  programme: () => undefined,
  inKind: () => undefined,
  condition: () => undefined,
  question: () => undefined,
  source: () => undefined,
};

/**
 * The names of the pack in a folder, or of the Zhejiang pack where it is there and none is named. A pack that was asked
 * for and is wrong is a CommandError; one that merely happens to be there is told about and done without.
 */
export async function packNames(folder: string | undefined, language: Language): Promise<Names> {
  if (folder === undefined && !existsSync(packByDefault)) return noNames;
  const { loadPack } = await import("../load-pack.ts");
  if (folder !== undefined) return namesOf(await loadPack(folder), language);
  try {
    return namesOf(await loadPack(packByDefault), language);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`pfp: names are left out, because the pack has problems (pfp check ${packByDefault})`);
    return noNames;
  }
}

/** The names in a pack's document. */
export function namesOf(document: StandardDocument, language: Language): Names {
  const { areas, roles, programmes, facts, sources } = document;
  const area = new Map(areas.map((each) => [each.code, each]));
  const role = new Map(roles.map(({ id, name }) => [id, name]));
  const programme = new Map(programmes.map((each) => [each.id, each]));
  const question = new Map(facts.map((fact) => [`${fact.of}.${fact.name}`, fact.question]));
  return {
    area(code) {
      const codes = [4, 6, 9, 12].filter((length) => length <= code.length).map((length) => code.slice(0, length));
      const names = codes.flatMap((each) => area.get(each)?.[language] ?? []);
      if (names.length === 0) return area.get(code)?.[language];
      return language === "zh" ? names.join("") : names.toReversed().join(", ");
    },
    role: (id) => role.get(id)?.[language],
    programme: (id) => programme.get(id)?.name[language],
    inKind: (id) => programme.get(id)?.amount.text?.[language],
    condition: (id, condition) => programme.get(id)?.conditions.find((each) => each.id === condition)?.text[language],
    question(missing) {
      const [, person, name] = /^(?:household|person:([^.]+))\.(.+)$/.exec(missing) ?? [];
      const text = question.get(`${person === undefined ? "household" : "person"}.${name}`)?.[language];
      if (text === undefined) return undefined;
      return person === undefined ? { text } : { person, text };
    },
    source: (name) => sources.find((each) => each.name === name)?.[language],
  };
}
